/** A server's log on its disk, as somebody could change it who runs the server. The server must be stopped. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decodeLogCore, encodeLogCore } from '@alcove/protocol';

/** Damages the newest message of the log; call the result to put it right again. */
export function damageNewestMessage(dataFolder: string): () => void {
  const file = join(dataFolder, 'data', 'alcove.db');
  const row = withDatabase(file, (database) =>
    database.prepare(`SELECT room, seq, core FROM entry WHERE kind = 'application' ORDER BY at DESC, seq DESC`).get(),
  );
  const core = row?.['core'];
  if (row === undefined || !(core instanceof Uint8Array)) throw new Error('nothing was said');
  const entry = decodeLogCore(core);
  const body = entry.body.slice();
  const middle = body.length >> 1;
  body[middle] = (body[middle] ?? 0) ^ 1;
  const write = (bytes: Uint8Array): void =>
    withDatabase(file, (database) => {
      const { room = null, seq = null } = row;
      database.prepare('UPDATE entry SET core = ? WHERE room = ? AND seq = ?').run(bytes, room, seq);
    });
  write(encodeLogCore({ ...entry, body }));
  return () => write(core);
}

function withDatabase<T>(file: string, run: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file);
  try {
    return run(database);
  } finally {
    database.close();
  }
}

/**
 * Notices that the data folder is an older copy of itself. A number that only rises is kept twice: in the database, and in a small file
 * beside the data folder, which no backup of that folder holds. When the file is ahead, the database went back. Without the file
 * (another machine, a container made anew) nothing is known, and the clients will tell.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Db } from './schema.ts';

const KEY = 'pulse';

export interface Pulse {
  /** The database is older than what ran here last. */
  readonly wentBack: boolean;
  beat(): Promise<void>;
}

/** Throws nothing for a file that cannot be written: it is a help, not a promise. */
export async function takePulse(folder: string, db: Db, onFault: (error: unknown) => void): Promise<Pulse> {
  const file = `${resolve(folder)}.pulse`;
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
  const inDatabase = Number(row?.value ?? 0);
  const inFile = readNumber(file);
  let count = Math.max(inDatabase, inFile);
  const pulse: Pulse = {
    wentBack: inFile > inDatabase,
    async beat() {
      count += 1;
      const value = String(count);
      await db
        .insertInto('meta')
        .values({ key: KEY, value })
        .onConflict((c) => c.column('key').doUpdateSet({ value }))
        .execute();
      try {
        writeFileSync(`${file}.new`, value, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch (error) {
        onFault(error);
      }
    },
  };
  await pulse.beat();
  return pulse;
}

function readNumber(file: string): number {
  if (!existsSync(file)) return 0;
  const value = Number(readFileSync(file, 'utf8'));
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/**
 * The floor: the least a server can do that keeps what it acknowledges and its order. `ws` and `node:sqlite` with synchronous=FULL; what
 * one turn of the event loop brings in is one transaction; the batch is encoded once and the same bytes go to every socket. No accounts,
 * no policy, no hash chain: what Alcove's server does beyond this is the distance to it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WebSocketServer, type WebSocket } from 'ws';

const folder = mkdtempSync(join(process.env['ALCOVE_BENCH_DATA'] ?? tmpdir(), 'alcove-floor-'));
const database = new DatabaseSync(join(folder, 'floor.db'));
database.exec(
  'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT',
);
const insert = database.prepare('INSERT INTO entry (seq, body) VALUES (?, ?)');

const server = new WebSocketServer({ port: Number(process.argv[2]), host: '127.0.0.1', perMessageDeflate: false });
let waiting: { from: WebSocket; body: Buffer }[] = [];
let seq = 0;

function header(place: number, length: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(place));
  bytes.writeUInt32BE(length, 8);
  return bytes;
}

function flush(): void {
  const batch = waiting;
  waiting = [];
  const out: Buffer[] = [];
  database.exec('BEGIN IMMEDIATE');
  for (const { body } of batch) {
    insert.run(++seq, body);
    out.push(header(seq, body.length), body);
  }
  database.exec('COMMIT');
  for (const { from } of batch) from.send(header(seq, 0));
  const message = Buffer.concat(out);
  for (const client of server.clients) client.send(message);
}

server.on('connection', (socket) => {
  socket.on('message', (data) => {
    if (waiting.push({ from: socket, body: data as Buffer }) === 1) setImmediate(flush);
  });
});
server.on('listening', () => process.send?.({ ready: true }));
process.on('SIGTERM', () => {
  rmSync(folder, { recursive: true });
  process.exit(0);
});

/**
 * A tap on the wire: clients connect here, and every byte they send goes on to the server and into the record, as it came and, for
 * WebSocket frames, unmasked (RFC 6455 §5.3). So the record holds what the server receives and not what a client believes it sends.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Haystack } from './canary-needles.ts';

export interface Tap {
  readonly origin: string;
  /** Where the bytes go; the tap must exist before the server that has to know its origin. */
  forwardTo(port: number): void;
  /** Everything received so far, one haystack per connection. */
  received(): Haystack[];
  close(): Promise<void>;
}

export async function openTap(): Promise<Tap> {
  const records: Buffer[][] = [];
  const sockets = new Set<Socket>();
  let target = 0;
  const server = createServer((client) => {
    const record: Buffer[] = [];
    records.push(record);
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => record.push(chunk));
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    forwardTo(next) {
      target = next;
    },
    received: () =>
      records.map((record, n) => {
        const raw = Buffer.concat(record);
        return { name: `connection ${String(n)}`, bytes: Buffer.concat([raw, unmasked(raw)]) };
      }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The payloads of all frames after a WebSocket upgrade; nothing for a connection without one. */
function unmasked(raw: Buffer): Buffer {
  const headEnd = raw.indexOf('\r\n\r\n');
  if (headEnd < 0 || !/^upgrade: websocket$/im.test(raw.toString('latin1', 0, headEnd))) return Buffer.alloc(0);
  const payloads: Buffer[] = [];
  for (let at = headEnd + 4; at + 6 <= raw.length;) {
    const short = (raw[at + 1] ?? 0) & 0x7f;
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
    const length =
      extended === 0 ? short : extended === 2 ? raw.readUInt16BE(at + 2) : Number(raw.readBigUInt64BE(at + 2));
    const mask = raw.subarray(at + 2 + extended, at + 6 + extended);
    const payload = Buffer.from(raw.subarray(at + 6 + extended, at + 6 + extended + length));
    for (let i = 0; i < payload.length; i++) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
    payloads.push(payload);
    at += 6 + extended + length;
  }
  return Buffer.concat(payloads);
}

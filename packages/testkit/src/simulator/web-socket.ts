/**
 * The client's end of a WebSocket on a byte stream (RFC 6455), just enough for a server of ours: binary messages, pings, the closing handshake.
 * The mask a client must use is zero, which the protocol allows and which leaves the bytes as they are.
 */
import type { Duplex } from 'node:stream';
import { GATEWAY } from '@alcove/protocol';

export interface WebSocketEvents {
  onOpen(): void;
  onMessage(bytes: Uint8Array): void;
  /** Exactly once. */
  onClose(code: number): void;
}

const OPCODE = { binary: 2, close: 8, ping: 9, pong: 10 } as const;
const CONNECTION_LOST = 1006;

export class WebSocketEnd {
  readonly #stream: Duplex;
  readonly #events: WebSocketEvents;
  #buffer: Buffer = Buffer.alloc(0);
  #isOpen = false;
  #isOver = false;
  #closeCode = CONNECTION_LOST;

  constructor(stream: Duplex, origin: string, events: WebSocketEvents) {
    this.#stream = stream;
    this.#events = events;
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('error', () => undefined);
    for (const end of ['end', 'close']) stream.on(end, () => this.#end(this.#closeCode));
    const key = Buffer.alloc(16).toString('base64');
    stream.write(
      [
        `GET ${GATEWAY} HTTP/1.1`,
        `Host: ${new URL(origin).host}`,
        `Origin: ${origin}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${key}`,
        '\r\n',
      ].join('\r\n'),
    );
  }

  send(bytes: Uint8Array): void {
    if (!this.#isOver) this.#stream.write(frame(OPCODE.binary, bytes));
  }

  cut(): void {
    this.#end(CONNECTION_LOST);
  }

  #end(code: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stream.destroy();
    this.#events.onClose(code);
  }

  #take(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    if (!this.#isOpen && !this.#greeted()) return;
    for (let read = readFrame(this.#buffer); read !== undefined && !this.#isOver; read = readFrame(this.#buffer)) {
      this.#buffer = this.#buffer.subarray(read.length);
      if (read.opcode === OPCODE.binary) this.#events.onMessage(new Uint8Array(read.payload));
      if (read.opcode === OPCODE.ping) this.#stream.write(frame(OPCODE.pong, read.payload));
      if (read.opcode === OPCODE.close) {
        this.#closeCode = read.payload.length >= 2 ? read.payload.readUInt16BE(0) : CONNECTION_LOST;
        this.#stream.write(frame(OPCODE.close, read.payload));
      }
    }
  }

  /** The server's answer to the upgrade has come. */
  #greeted(): boolean {
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const status = this.#buffer.subarray(0, 12).toString('latin1');
    this.#buffer = this.#buffer.subarray(end + 4);
    if (status !== 'HTTP/1.1 101') {
      this.#end(CONNECTION_LOST);
      return false;
    }
    this.#isOpen = true;
    this.#events.onOpen();
    return true;
  }
}

function frame(opcode: number, payload: Uint8Array): Buffer {
  const long = payload.length > 65_535 ? 8 : payload.length > 125 ? 2 : 0;
  const out = Buffer.alloc(2 + long + 4 + payload.length);
  out[0] = 0x80 | opcode;
  out[1] = 0x80 | (long === 8 ? 127 : long === 2 ? 126 : payload.length);
  if (long === 2) out.writeUInt16BE(payload.length, 2);
  if (long === 8) out.writeBigUInt64BE(BigInt(payload.length), 2);
  out.set(payload, 2 + long + 4);
  return out;
}

function readFrame(from: Buffer): { opcode: number; payload: Buffer; length: number } | undefined {
  if (from.length < 2) return undefined;
  const short = (from[1] ?? 0) & 0x7f;
  const header = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (from.length < header) return undefined;
  const size = short === 127 ? Number(from.readBigUInt64BE(2)) : short === 126 ? from.readUInt16BE(2) : short;
  if (from.length < header + size) return undefined;
  return { opcode: (from[0] ?? 0) & 0x0f, payload: from.subarray(header, header + size), length: header + size };
}

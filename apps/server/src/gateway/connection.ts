/**
 * One WebSocket after its upgrade: what it heard last, what it may still be sent, how it ends. Knows nothing of frames' meaning.
 *
 * Owns back-pressure. A reader that lets more than a megabyte pile up gets no more live entries; when it has caught up, or after half a
 * minute, it is closed as too slow and comes back to fetch what it missed. Answers to its own questions wait until there is room.
 * Messages are written to the socket ready-made (fanout/messages.ts), which `ws` leaves room for because nothing is compressed.
 */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import {
  CLOSE,
  type AccountId,
  type DeviceId,
  type ErrorBody,
  type ServerFrame,
  type SessionId,
} from '@alcove/protocol';
import type { Listener } from '../fanout/audience.ts';
import { messageOf, PING_MESSAGE } from '../fanout/messages.ts';

/** More than this unsent: the live feed stops. */
const BEHIND_BYTES = 1_048_576;
const BEHIND_MS = 30_000;
/** A peer that does not answer the closing handshake is cut off after this. */
const CLOSING_MS = 2_000;
/** Questions of one connection that may wait at once. */
const MAX_QUESTIONS = 256;

export class Connection implements Listener {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly session: SessionId;
  readonly #ws: WebSocket;
  readonly #socket: Duplex;
  /** Live messages that came before `ready` was sent; null afterwards. */
  #held: Buffer[] | null = [];
  #behindSince: number | null = null;
  #heardAt: number;
  #closed = false;
  #questions = 0;
  #lastQuestion: Promise<void> = Promise.resolve();

  constructor(
    ws: WebSocket,
    socket: Duplex,
    who: { readonly account: AccountId; readonly device: DeviceId; readonly session: SessionId },
    now: number,
  ) {
    this.#ws = ws;
    this.#socket = socket;
    this.account = who.account;
    this.device = who.device;
    this.session = who.session;
    this.#heardAt = now;
  }

  get open(): boolean {
    return !this.#closed && this.#ws.readyState === this.#ws.OPEN;
  }

  heard(now: number): void {
    this.#heardAt = now;
  }

  send(frame: ServerFrame): void {
    this.#write(messageOf(frame));
  }

  deliver(message: Buffer): void {
    if (this.#held !== null) {
      this.#held.push(message);
      return;
    }
    if (this.#behindSince !== null) return;
    if (this.#socket.writableLength > BEHIND_BYTES) return this.#fallBehind();
    this.#write(message);
  }

  /** Sends `ready` and what happened while it was being made. */
  start(ready: ServerFrame): void {
    this.send(ready);
    const held = this.#held ?? [];
    this.#held = null;
    for (const message of held) this.deliver(message);
  }

  /** Runs questions one after another, each when the socket has room for its answer. False: too many are waiting. */
  question(answer: () => Promise<void>, onError: (error: unknown) => void): boolean {
    if (this.#questions >= MAX_QUESTIONS) return false;
    this.#questions += 1;
    this.#lastQuestion = this.#lastQuestion
      .then(async () => {
        if (this.open && this.#socket.writableNeedDrain) await drained(this.#socket);
        if (this.open) await answer();
      })
      .catch(onError)
      .finally(() => {
        this.#questions -= 1;
      });
    return true;
  }

  /** Called at every heartbeat. False: the peer is dead or never caught up, and was cut off. */
  beat(now: number, heartbeatMs: number): boolean {
    if (now - this.#heardAt > heartbeatMs * 2 || (this.#behindSince !== null && now - this.#behindSince > BEHIND_MS)) {
      this.#closed = true;
      this.#ws.terminate();
      return false;
    }
    if (this.open) this.#socket.write(PING_MESSAGE);
    return true;
  }

  end(code: number, error: ErrorBody): void {
    if (this.#closed) return;
    endSocket(this.#ws, this.#socket, code, error);
    this.#closed = true;
  }

  terminate(): void {
    this.#closed = true;
    this.#ws.terminate();
  }

  #write(message: Buffer): void {
    if (this.open) this.#socket.write(message);
  }

  #fallBehind(): void {
    this.#behindSince = performance.now();
    this.#socket.once('drain', () => {
      this.end(CLOSE.tooSlow, { code: 'rate-limited', message: 'too slow: fetch what was missed', retryAfter: 1 });
    });
  }
}

async function drained(socket: Duplex): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(socket, 'drain', { signal }), once(socket, 'close', { signal })]).finally(() =>
    over.abort(),
  );
}

/** Says why, closes, and does not wait for ever. Also for sockets that never said hello. */
export function endSocket(ws: WebSocket, socket: Duplex, code: number, error: ErrorBody): void {
  if (ws.readyState !== ws.OPEN) return;
  socket.write(messageOf({ t: 'bye', error }));
  ws.close(code, error.code);
  setTimeout(() => ws.terminate(), CLOSING_MS).unref();
}

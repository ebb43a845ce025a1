/**
 * A device's line to the server: HTTP and one WebSocket, in virtual time. Owns what can happen on the way: everything takes a while, and
 * while the weather is bad a request or its answer gets lost, a message comes late, twice, out of order or never, and connections break
 * or go silent. Nothing is ever changed on the way; that is the hostile server's part.
 */
import type { HttpPort, SocketEvents, SocketLink, SocketPort } from '@alcove/client';
import { addressed, answered, createNodeHttp, type CookieFile, type Exchange } from '@alcove/platform-node';
import { decodeServerFrames } from '@alcove/protocol';
import type { Random } from './random.ts';
import { ORIGIN, type SimServer } from './sim-server.ts';
import type { StillProcess } from './still-process.ts';
import type { VirtualTime } from './virtual-time.ts';
import { WebSocketEnd } from './web-socket.ts';

/** How bad it is. All zero: everything arrives, once, in order, soon. */
export interface Weather {
  /** Each way. */
  readonly delayMs: number;
  /** Of a request or of its answer. */
  readonly lostCalls: number;
  /** Of messages from the server: never, twice, after the next. */
  readonly dropped: number;
  readonly doubled: number;
  readonly swapped: number;
}

export const FAIR: Weather = { delayMs: 30, lostCalls: 0, dropped: 0, doubled: 0, swapped: 0 };

const CONNECTION_LOST = 1006;
const NO_ANSWER_MS = 20_000;

export interface LineParts {
  readonly server: SimServer;
  readonly time: VirtualTime;
  readonly process: StillProcess;
  readonly random: Random;
  readonly weather: () => Weather;
}

export class Line {
  readonly http: HttpPort;
  readonly socket: SocketPort;
  readonly #parts: LineParts;
  readonly #links = new Set<SimLink>();

  constructor(parts: LineParts, cookies: CookieFile) {
    this.#parts = parts;
    this.http = createNodeHttp(ORIGIN, cookies, this.#exchange);
    this.socket = {
      open: (events) => {
        const link = new SimLink(parts, events, () => this.#links.delete(link));
        this.#links.add(link);
        return link;
      },
    };
  }

  /** The connection breaks; both ends hear of it. */
  cut(): void {
    for (const link of this.#links) link.break();
  }

  /** Nothing passes any more, and nobody is told. */
  silence(): void {
    for (const link of this.#links) link.silence();
  }

  readonly #exchange: Exchange = async (server, method, path, body, headers) => {
    const { time, random, weather, process } = this.#parts;
    const { lostCalls, delayMs } = weather();
    const delay = (): number => delayMs * (0.2 + 1.6 * random.next());
    const wait = (ms: number): Promise<void> => new Promise((resolve) => time.after(ms, resolve));
    if (random.chance(lostCalls)) {
      await wait(random.chance(0.5) ? delay() : NO_ANSWER_MS);
      return { kind: 'unreachable' };
    }
    const answerIsLost = random.chance(lostCalls);
    const { promise: reply, resolve } = Promise.withResolvers<{ status: number; body: string } | null>();
    time.after(delay(), async () => {
      const asked = addressed(server, method, path, body);
      const type = asked.body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = this.#parts.server.running?.request({
        method: method as 'GET',
        path: `${asked.url.pathname}${asked.url.search}`,
        headers: { ...headers, ...type },
        ...(asked.body === undefined ? {} : { body: asked.body }),
      });
      resolve((await answer) ?? null);
      process.stir();
    });
    const answer = await reply;
    await wait(answerIsLost ? NO_ANSWER_MS : delay());
    if (answer === null || answerIsLost) return { kind: 'unreachable' };
    return answered(answer.status, answer.body);
  };
}

/** One WebSocket. Messages of one direction keep their order unless the weather says otherwise. */
class SimLink implements SocketLink {
  readonly #parts: LineParts;
  readonly #events: SocketEvents;
  readonly #ended: () => void;
  #end: WebSocketEnd | null = null;
  #over = false;
  #silent = false;
  #lastUp = 0;
  #lastDown = 0;

  constructor(parts: LineParts, events: SocketEvents, ended: () => void) {
    this.#parts = parts;
    this.#events = events;
    this.#ended = ended;
    parts.time.after(this.#delay(), () => this.#connect());
  }

  send(bytes: Uint8Array): void {
    const { time } = this.#parts;
    const copy = bytes.slice();
    this.#lastUp = Math.max(this.#lastUp, time.now + this.#delay());
    time.after(this.#lastUp - time.now, () => {
      if (!this.#over && !this.#silent) this.#end?.send(copy);
    });
  }

  close(): void {
    this.#finish(CONNECTION_LOST);
    // Through a dead line the server does not hear of it either.
    if (!this.#silent) this.#end?.cut();
  }

  break(): void {
    this.#end?.cut();
    this.#finish(CONNECTION_LOST);
  }

  silence(): void {
    this.#silent = true;
  }

  #delay(): number {
    const { random, weather } = this.#parts;
    return weather().delayMs * (0.2 + 1.6 * random.next());
  }

  #connect(): void {
    if (this.#over) return;
    const stream = this.#parts.server.connect();
    if (stream === null) return this.#finish(CONNECTION_LOST);
    const { process } = this.#parts;
    this.#end = new WebSocketEnd(stream, ORIGIN, {
      onOpen: () => {
        process.stir();
        this.#down(() => this.#events.onOpen());
      },
      onMessage: (bytes) => {
        process.stir();
        this.#arrive(bytes);
      },
      onClose: (code) => {
        process.stir();
        this.#down(() => this.#finish(code));
      },
    });
  }

  #arrive(bytes: Uint8Array): void {
    const { random, weather, time } = this.#parts;
    const { dropped, doubled, swapped, delayMs } = weather();
    const deliver = (): void => this.#events.onMessage(bytes);
    // What opens a connection opens it: without it there is none.
    const mayGoWrong = dropped + doubled + swapped > 0 && !opensConnection(bytes);
    if (mayGoWrong && random.chance(dropped)) return;
    if (mayGoWrong && random.chance(swapped)) {
      time.after(delayMs * (1 + 3 * random.next()), () => this.#pass(deliver));
      return;
    }
    this.#down(deliver);
    if (mayGoWrong && random.chance(doubled)) this.#down(deliver);
  }

  #down(run: () => void): void {
    const { time } = this.#parts;
    this.#lastDown = Math.max(this.#lastDown, time.now + this.#delay());
    time.after(this.#lastDown - time.now, () => this.#pass(run));
  }

  #pass(run: () => void): void {
    if (!this.#over && !this.#silent) run();
  }

  #finish(code: number): void {
    if (this.#over) return;
    this.#over = true;
    this.#ended();
    this.#events.onClose(code);
  }
}

function opensConnection(bytes: Uint8Array): boolean {
  return decodeServerFrames(bytes).some(({ t }) => t === 'ready' || t === 'bye');
}

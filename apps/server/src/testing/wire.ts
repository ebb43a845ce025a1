/** The two ways to a server under test: HTTP calls by route name, and a WebSocket whose frames can be waited for. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import {
  decodeServerFrames,
  encodeFrame,
  ErrorBody,
  GATEWAY,
  ROUTE,
  type ClientFrame,
  type RouteName,
  type RouteReply,
  type RouteRequest,
  type ServerFrame,
  type ServerFrameOf,
} from '@alcove/protocol';

export type Answered<N extends RouteName> =
  | { readonly ok: true; readonly status: number; readonly value: RouteReply<N>; readonly headers: Headers }
  | { readonly ok: false; readonly status: number; readonly error: ErrorBody; readonly headers: Headers };

export async function call<N extends RouteName>(
  origin: string,
  name: N,
  request: RouteRequest<N>,
  headers: Record<string, string> = {},
): Promise<Answered<N>> {
  const { method, path, reply } = ROUTE[name];
  const url = new URL(path, origin);
  const inQuery = method === 'GET' || method === 'DELETE';
  if (inQuery) for (const [key, value] of Object.entries(request)) url.searchParams.set(key, String(value));
  const response = await fetch(url, {
    method,
    headers: {
      origin,
      'x-alcove': '1',
      'x-alcove-cookie': 'body',
      ...(inQuery ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(inQuery ? {} : { body: JSON.stringify(request) }),
  });
  const json: unknown = await response.json();
  const { status } = response;
  if (!response.ok) return { ok: false, status, error: ErrorBody.parse(json), headers: response.headers };
  return { ok: true, status, value: reply.parse(json) as RouteReply<N>, headers: response.headers };
}

export class Wire {
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
  #changed = Promise.withResolvers<void>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      this.frames.push(...decodeServerFrames(new Uint8Array(data)));
      this.#wake();
    });
    socket.on('close', () => this.#wake());
  }

  static async open(origin: string, headers: Record<string, string> = { origin }): Promise<Wire> {
    const wire = new Wire(new WebSocket(`${origin.replace('http', 'ws')}${GATEWAY}`, { headers }));
    await once(wire.socket, 'open');
    return wire;
  }

  send(...frames: ClientFrame[]): void {
    for (const frame of frames) this.socket.send(encodeFrame(frame));
  }

  /** The first frame that fits, arrived or still to come. */
  async wait<T extends ServerFrame['t']>(
    t: T,
    fits: (frame: ServerFrameOf<T>) => boolean = () => true,
  ): Promise<ServerFrameOf<T>> {
    const patience = AbortSignal.timeout(30_000);
    const late = new Promise((resolve) => patience.addEventListener('abort', resolve, { once: true }));
    for (;;) {
      const found = this.frames.find((f): f is ServerFrameOf<T> => f.t === t && fits(f as ServerFrameOf<T>));
      if (found !== undefined) return found;
      if (this.socket.readyState === WebSocket.CLOSED || patience.aborted) {
        throw new Error(`no ${t} frame; got ${this.frames.map((f) => f.t).join(' ')}`);
      }
      await Promise.race([this.#changed.promise, late]);
    }
  }

  /** Everything sent before has been handled once the pong is here. */
  async settle(): Promise<void> {
    const before = this.frames.filter((f) => f.t === 'pong').length;
    this.send({ t: 'ping' });
    while (this.frames.filter((f) => f.t === 'pong').length === before) await this.#changed.promise;
  }

  of<T extends ServerFrame['t']>(t: T): ServerFrameOf<T>[] {
    return this.frames.filter((f): f is ServerFrameOf<T> => f.t === t);
  }

  close(): void {
    this.socket.terminate();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}

/**
 * The one connection to the server. Owns connecting again (full jitter, 0.5 to 30 s), hello, the heartbeat and the answers to
 * questions; does not know what frames mean. After `ready` the connection receives every live entry of the account's rooms.
 * Source: docs/protocol.md §11.
 */
import {
  CLOSE,
  decodeServerFrames,
  encodeFrame,
  PROTOCOL_VERSION,
  type AppendFrame,
  type ChainMark,
  type ClientFrame,
  type ServerFrame,
  type ServerFrameOf,
} from '@alcove/protocol';
import type { DeviceChain } from '../account/device-chain.ts';
import type { FailureCode } from '../api/outcome.ts';
import type { ConnectionsView, LostBy } from '../api/security-views.ts';
import type { Clock, Ports, SocketLink, TimerHandle } from '../ports.ts';
import { failureOf } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';
import { backOffMs, RECONNECT } from './back-off.ts';
import { createConnectionLog } from './connection-log.ts';
import { createRequests, type Answer, type AppendAnswer, type Question, type QuestionFrame } from './requests.ts';

export type GatewayState = 'online' | 'connecting' | 'offline';

export interface GatewayEvents {
  onState(state: GatewayState): void;
  onReady(frame: ServerFrameOf<'ready'>): void;
  /** Every frame that is not an answer to a question. */
  onFrame(frame: ServerFrame): void;
  /** Connecting again makes no sense: the session ended, another copy of this device went on, or the server speaks another version. */
  onEnd(code: FailureCode): void;
  /** This device could not note that it moves on, and tries again. */
  onFault(error: unknown): void;
}

export interface Gateway {
  readonly state: GatewayState;
  /** What ended the last connection or attempt; null while one stands, and before the first. */
  readonly lostBy: LostBy | null;
  readonly log: ConnectionsView;
  start(): void;
  /** Ends the connection and all attempts. */
  stop(): void;
  /** Like a server that ends it for good. */
  end(code: FailureCode): void;
  /** False when not connected: the frame is lost. For frames nobody answers. */
  tell(frame: ClientFrame): boolean;
  ask<T extends keyof Question>(frame: QuestionFrame<T>): Promise<Answer<ServerFrameOf<Question[T]>>>;
  append(frame: AppendFrame): Promise<AppendAnswer>;
}

/** Without any frame for this long the connection counts as dead. */
const DEAD_AFTER_MS = 60_000;
const READY_WITHIN_MS = 20_000;
/** The first sign of life is asked for when what a connection begins with is over: it measures the line, and not that. */
const FIRST_BEAT_MS = 5_000;
/** So long with a question open and not a single frame heard, and the network is gone, whatever the platform says. */
const SILENT_QUESTION_MS = 10_000;

export function createGateway(
  ports: Pick<Ports, 'clock' | 'socket' | 'network' | 'random'>,
  calls: ServerCalls,
  chain: DeviceChain,
  events: GatewayEvents,
): Gateway {
  const { clock } = ports;
  let state: GatewayState = 'offline';
  let lostBy: LostBy | null = null;
  let running = false;
  let tries = 0;
  /** Counts connections, so that a late event of an old one is recognised. */
  let generation = 0;
  let link: SocketLink | null = null;
  let unsubscribe: (() => void) | null = null;
  const timers = createTimers(clock);
  const log = createConnectionLog(clock);
  const requests = createRequests({
    send(frame) {
      const told = tell(frame);
      if (told) timers.setOnce('silence', SILENT_QUESTION_MS, () => lose('silence'));
      return told;
    },
    clock,
    onUnanswered: () => lose('silence'),
  });

  function enter(next: GatewayState): void {
    if (next === state) return;
    state = next;
    events.onState(next);
  }

  function write(frame: ClientFrame): void {
    link?.send(encodeFrame(frame));
  }

  function tell(frame: ClientFrame): boolean {
    if (state !== 'online') return false;
    write(frame);
    return true;
  }

  function lose(by: LostBy, code?: number): void {
    generation += 1;
    lostBy = by;
    log.ended(by);
    timers.clear();
    link?.close();
    link = null;
    requests.disconnect();
    if (!running) return;
    const end = code === undefined ? undefined : ENDING[code];
    if (end !== undefined) return finish(end);
    enter('offline');
    timers.set('retry', backOffMs(tries, ports.random, RECONNECT), () => void connect());
    tries += 1;
  }

  function finish(code: FailureCode): void {
    stop();
    events.onEnd(code);
  }

  async function connect(): Promise<void> {
    if (!running || link !== null) return;
    timers.clear();
    enter('connecting');
    const mine = ++generation;
    const ticket = await calls.call('ticket', { chain: chain.shown });
    if (mine !== generation) return;
    if (ticket.kind !== 'ok') {
      const { code } = failureOf(ticket);
      if (FINAL.has(code)) return finish(code);
      return lose(ticket.kind === 'garbage' ? 'nonsense' : 'silence');
    }
    if (!(await movesOn(ticket.value.chain)) || mine !== generation) return;
    link = ports.socket.open({
      onOpen: () => {
        if (mine === generation) write({ t: 'hello', v: PROTOCOL_VERSION, ticket: ticket.value.ticket });
      },
      onMessage: (bytes) => {
        if (mine === generation) receive(bytes);
      },
      onClose: (code) => {
        if (mine === generation) lose('closed', code);
      },
    });
    timers.set('dead', READY_WITHIN_MS, () => lose('silence'));
  }

  /** On disk before hello (D09): from there on, whoever shows the mark before is a copy that stayed behind. */
  async function movesOn(mark: ChainMark): Promise<boolean> {
    const mine = generation;
    try {
      await chain.keep(mark);
      return true;
    } catch (error) {
      events.onFault(error);
      if (mine === generation) lose('here');
      return false;
    }
  }

  function receive(bytes: Uint8Array): void {
    let frames: ServerFrame[];
    try {
      frames = decodeServerFrames(bytes);
    } catch {
      return lose('nonsense');
    }
    timers.set('dead', DEAD_AFTER_MS, () => lose('silence'));
    timers.drop('silence');
    for (const frame of frames) {
      if (frame.t === 'ready') ready(frame);
      else if (frame.t === 'bye') {
        if (frame.error.code === 'unauthorized') return finish('session-ended');
      } else if (frame.t === 'pong') log.answered();
      else if (!requests.settle(frame)) events.onFrame(frame);
    }
  }

  function ready(frame: ServerFrameOf<'ready'>): void {
    tries = 0;
    lostBy = null;
    log.began();
    enter('online');
    const beat = (): void => {
      log.asked();
      tell({ t: 'ping' });
      timers.set('beat', frame.heartbeatMs, beat);
    };
    timers.set('beat', FIRST_BEAT_MS, beat);
    events.onReady(frame);
  }

  function followNetwork(online: boolean): void {
    if (!running) return;
    if (!online) return lose('network');
    tries = 0;
    if (state === 'offline') void connect();
  }

  function stop(): void {
    running = false;
    unsubscribe?.();
    unsubscribe = null;
    lose('here');
    enter('offline');
  }

  return {
    get state() {
      return state;
    },
    get lostBy() {
      return lostBy;
    },
    get log() {
      return log.view;
    },
    start() {
      if (running) return;
      running = true;
      unsubscribe = ports.network.subscribe(followNetwork);
      void connect();
    },
    stop,
    end: finish,
    tell,
    ask: (frame) => requests.ask(frame),
    append: (frame) => requests.append(frame),
  };
}

const FINAL: ReadonlySet<FailureCode> = new Set(['session-ended', 'unsupported-version', 'device-stale']);
const ENDING: Readonly<Partial<Record<number, FailureCode>>> = {
  [CLOSE.sessionEnded]: 'session-ended',
  [CLOSE.unsupportedVersion]: 'unsupported-version',
};

type TimerName = 'beat' | 'dead' | 'retry' | 'silence';

interface Timers {
  set(name: TimerName, ms: number, run: () => void): void;
  /** Leaves a timer of that name that runs already. */
  setOnce(name: TimerName, ms: number, run: () => void): void;
  drop(name: TimerName): void;
  clear(): void;
}

function createTimers(clock: Clock): Timers {
  const running = new Map<TimerName, TimerHandle>();
  const drop = (name: TimerName): void => {
    const handle = running.get(name);
    if (running.delete(name)) clock.clearTimer(handle);
  };
  const set: Timers['set'] = (name, ms, run) => {
    drop(name);
    const fire = (): void => {
      running.delete(name);
      run();
    };
    running.set(name, clock.setTimer(ms, fire));
  };
  return {
    set,
    setOnce(name, ms, run) {
      if (!running.has(name)) set(name, ms, run);
    },
    drop,
    clear() {
      for (const name of running.keys()) drop(name);
    },
  };
}

import {
  AccountId,
  CLOSE,
  decodeClientFrames,
  DeviceId,
  encodeFrame,
  RoomId,
  type ClientFrame,
  type ServerFrame,
} from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import type { Clock, HttpOutcome, SocketEvents } from '../ports.ts';
import { createGateway, type Gateway } from './gateway.ts';

const room = RoomId.parse('r'.repeat(43));
const HEARTBEAT_MS = 30_000;

/** Time that stands still until it is told to go on. */
class HandClock implements Clock {
  #now = 0;
  #next = 1;
  readonly #timers = new Map<number, { at: number; run: () => void }>();
  now(): number {
    return this.#now;
  }
  setTimer(ms: number, run: () => void): number {
    this.#timers.set(this.#next, { at: this.#now + ms, run });
    return this.#next++;
  }
  clearTimer(handle: unknown): void {
    this.#timers.delete(handle as number);
  }
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= until).toSorted((a, b) => a[1].at - b[1].at)[0];
      if (due === undefined) break;
      this.#timers.delete(due[0]);
      this.#now = due[1].at;
      due[1].run();
    }
    this.#now = until;
  }
}

interface Line {
  readonly events: SocketEvents;
  readonly sent: ClientFrame[];
  closed: boolean;
}

/** A gateway on a clock and a line the test moves by hand. */
function setUp(
  keep: () => Promise<void> = async () => undefined,
  ticket: () => HttpOutcome<unknown> = () => ({
    kind: 'ok',
    value: { ticket: 't'.repeat(22), expiresAt: 0, chain: 'c' },
  }),
) {
  const clock = new HandClock();
  const lines: Line[] = [];
  const states: string[] = [];
  const ends: string[] = [];
  const faults: unknown[] = [];
  let hint: (online: boolean) => void = () => {};
  const ports = {
    clock,
    random: () => 0.5,
    network: {
      subscribe: (listener: (online: boolean) => void) => {
        hint = listener;
        return () => {};
      },
    },
    socket: {
      open: (events: SocketEvents) => {
        const line: Line = { events, sent: [], closed: false };
        lines.push(line);
        return {
          send: (bytes: Uint8Array) => line.sent.push(...decodeClientFrames(bytes)),
          close: () => {
            line.closed = true;
          },
        };
      },
    },
  };
  const calls = {
    call: () => Promise.resolve(ticket() as never),
    forgetToken: () => {},
  };
  const gateway = createGateway(
    ports,
    calls,
    { shown: null, keep },
    {
      onState: (state) => states.push(state),
      onReady: () => {},
      onFrame: () => {},
      onEnd: (code) => ends.push(code),
      onFault: (error) => faults.push(error),
    },
  );
  return { clock, lines, states, ends, faults, gateway, hint: (online: boolean) => hint(online) };
}

const say = (line: Line | undefined, frame: ServerFrame): void => line?.events.onMessage(encodeFrame(frame));
/** Lets the promises under way come to rest. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const READY: ServerFrame = {
  t: 'ready',
  now: 0,
  incarnation: 'i',
  account: AccountId.parse('a'.repeat(22)),
  device: DeviceId.parse('d'.repeat(22)),
  heartbeatMs: HEARTBEAT_MS,
  rooms: [],
};

async function online(house: ReturnType<typeof setUp>): Promise<Line> {
  house.gateway.start();
  await settle();
  const line = house.lines.at(-1)!;
  line.events.onOpen();
  say(line, READY);
  return line;
}

const question = (gateway: Gateway) => gateway.ask({ t: 'fetch-marks', room });

describe('gateway', () => {
  test('says hello with its ticket and is online once the server is ready', async () => {
    const house = setUp();
    const line = await online(house);
    expect(line.sent[0]).toMatchObject({ t: 'hello', v: 1 });
    expect(house.states).toEqual(['connecting', 'online']);
  });

  test('[D09] says nothing before it is on disk that it moves on, and tries again when the disk does not take it', async () => {
    const stored = Promise.withResolvers<void>();
    const house = setUp(() => stored.promise);
    house.gateway.start();
    await settle();
    expect(house.lines).toEqual([]);
    stored.resolve();
    await settle();
    expect(house.lines).toHaveLength(1);
    const full = setUp(() => Promise.reject(new Error('full')));
    full.gateway.start();
    await settle();
    full.clock.pass(30_000);
    await settle();
    expect(full.lines).toEqual([]);
    expect(full.faults.length).toBeGreaterThan(1);
    expect(full.gateway.state).not.toBe('online');
  });

  test('silence after a question ends the connection within ten seconds, and the question with it', async () => {
    const house = setUp();
    const line = await online(house);
    const answer = question(house.gateway);
    house.clock.pass(9_999);
    expect(house.gateway.state).toBe('online');
    house.clock.pass(1);
    expect(house.gateway.state).toBe('offline');
    expect(line.closed).toBe(true);
    expect(await answer).toEqual({ kind: 'disconnected' });
  });

  test('any frame breaks the silence: a slow answer is waited for', async () => {
    const house = setUp();
    const line = await online(house);
    void question(house.gateway);
    house.clock.pass(9_000);
    say(line, { t: 'pong' });
    house.clock.pass(9_000);
    expect(house.gateway.state).toBe('online');
  });

  test('an idle connection lives on pongs and is dead after a minute without', async () => {
    const house = setUp();
    const line = await online(house);
    for (let beat = 0; beat < 5; beat++) {
      house.clock.pass(HEARTBEAT_MS);
      expect(line.sent.at(-1)).toEqual({ t: 'ping' });
      say(line, { t: 'pong' });
    }
    expect(house.gateway.state).toBe('online');
    house.clock.pass(60_000);
    expect(house.gateway.state).not.toBe('online');
  });

  test('connects again by itself after a cut, later each time', async () => {
    const house = setUp();
    (await online(house)).events.onClose(1006);
    for (let tries = 1; tries < 4; tries++) {
      house.clock.pass(30_000);
      await settle();
      expect(house.lines).toHaveLength(tries + 1);
      house.lines.at(-1)?.events.onClose(1006);
    }
  });

  test('a network that comes back is tried at once', async () => {
    const house = setUp();
    await online(house);
    house.hint(false);
    expect(house.gateway.state).toBe('offline');
    house.hint(true);
    await settle();
    expect(house.lines).toHaveLength(2);
  });

  test('an ended session is the end: no further attempt', async () => {
    const house = setUp();
    (await online(house)).events.onClose(CLOSE.sessionEnded);
    expect(house.ends).toEqual(['session-ended']);
    house.clock.pass(120_000);
    await settle();
    expect(house.lines).toHaveLength(1);
  });

  test('remembers its connections: from when to when, what ended each, and how long an answer takes', async () => {
    const house = setUp();
    const line = await online(house);
    house.clock.pass(5_000);
    expect(line.sent.at(-1)).toEqual({ t: 'ping' });
    house.clock.pass(40);
    say(line, { t: 'pong' });
    const standing = { delayMs: 40, connections: [{ from: 0, until: null, lostBy: null }] };
    expect(house.gateway.log).toEqual(standing);
    say(line, READY);
    expect(house.gateway.log).toEqual(standing);
    house.hint(false);
    const first = { from: 0, until: 5_040, lostBy: 'network' };
    expect(house.gateway.log).toEqual({ delayMs: null, connections: [first] });
    // An attempt that fails is none.
    house.hint(true);
    await settle();
    house.lines.at(-1)?.events.onClose(1006);
    expect(house.gateway.log.connections).toEqual([first]);
    house.hint(true);
    const { lines } = house;
    await settle();
    say(lines.at(-1), READY);
    lines.at(-1)?.events.onMessage(new Uint8Array([0xff]));
    expect(house.gateway.log.connections).toEqual([{ from: 5_040, until: 5_040, lostBy: 'nonsense' }, first]);
  });

  test('a frame no server sends closes the line, and that is what ended it until one stands', async () => {
    const house = setUp();
    const line = await online(house);
    expect(house.gateway.lostBy).toBeNull();
    line.events.onMessage(new Uint8Array([0xff, 1, 2]));
    expect([house.gateway.state, house.gateway.lostBy]).toEqual(['offline', 'nonsense']);
    expect(line.closed).toBe(true);
    house.clock.pass(30_000);
    await settle();
    expect([house.gateway.state, house.gateway.lostBy]).toEqual(['connecting', 'nonsense']);
    say(house.lines.at(-1), READY);
    expect([house.gateway.state, house.gateway.lostBy]).toEqual(['online', null]);
  });

  test('an answer without sense is told from none before there is a line', async () => {
    let answer: HttpOutcome<unknown> = { kind: 'garbage' };
    const house = setUp(undefined, () => answer);
    house.gateway.start();
    await settle();
    expect([house.gateway.state, house.gateway.lostBy]).toEqual(['offline', 'nonsense']);
    answer = { kind: 'unreachable' };
    house.clock.pass(30_000);
    await settle();
    expect(house.gateway.lostBy).toBe('silence');
  });
});

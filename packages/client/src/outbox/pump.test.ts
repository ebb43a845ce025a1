/** When waiting messages rest, and when they begin at once: the pump over a server that answers as the test says. */
import { FrameId, type ErrorBody } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { ROW } from '../rooms/room.fixture.ts';
import { newRoom, type Room } from '../rooms/room.ts';
import { createPump, type Pump } from './pump.ts';

type Context = Parameters<typeof createPump>[0];

const ID = FrameId.parse('01JQ0000000000000000000001');
const EPOCH = 2;
interface Stage {
  readonly pump: Pump;
  readonly room: Room;
  /** How long the timers that were set would wait. */
  readonly timers: readonly number[];
  readonly sent: () => number;
  /** The server has answered the last send, and the pump has seen it. */
  answered(
    answer: { readonly kind: 'refused'; readonly error: ErrorBody } | { readonly kind: 'disconnected' },
  ): Promise<void>;
  connection: 'online' | 'offline';
}

function stage(): Stage {
  const room = newRoom(ROW, { seq: 5, head: new Uint8Array(32) });
  const frame = { t: 'append', kind: 'application', room: room.id, id: ID };
  const waiting = { id: ID, state: 'waiting', acknowledged: false, epoch: EPOCH, frame };
  room.outgoing = [waiting as unknown as Room['outgoing'][number]];
  room.keys = { policy: null, group: { epoch: EPOCH }, parts: null, court: {} } as unknown as Room['keys'];
  const timers: number[] = [];
  const faults: unknown[] = [];
  let sent = 0;
  let answer = Promise.withResolvers<unknown>();
  const gateway = {
    state: 'online',
    append: () => {
      sent += 1;
      return answer.promise;
    },
  };
  const clock = { now: () => 0, setTimer: (ms: number) => timers.push(ms), clearTimer: () => undefined };
  const context = {
    open: true,
    gateway,
    ports: { clock, random: () => 0 },
    rooms: { all: () => [room] },
    changes: { room: () => undefined, marks: () => undefined },
    fault: (_where: string, error: unknown) => void faults.push(error),
  } as unknown as Context;
  return {
    pump: createPump(context),
    room,
    timers,
    sent: () => sent,
    async answered(what) {
      const then = answer;
      answer = Promise.withResolvers();
      then.resolve(what);
      // The pump has no more to do than what stands in the queue of this turn.
      await new Promise((resolve) => void setImmediate(resolve));
      expect(faults).toEqual([]);
    },
    get connection() {
      return gateway.state as 'online' | 'offline';
    },
    set connection(state) {
      gateway.state = state;
    },
  };
}
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const BUSY = { kind: 'refused', error: { code: 'rate-limited', message: '', retryAfter: 30 } } as const;

test('while the connection stands, what the server does not take rests, and says so', async () => {
  const each = stage();
  each.pump.kick(each.room);
  await settled();
  expect(each.sent()).toBe(1);
  await each.answered(BUSY);
  expect(each.timers).toHaveLength(1);
  expect(each.room.rest).toMatchObject({ code: 'rate-limited' });
  each.pump.kick(each.room);
  await settled();
  expect(each.sent()).toBe(1);
});

test('a refusal that comes as the connection goes makes nothing rest: the next connection begins at once', async () => {
  const each = stage();
  each.pump.kick(each.room);
  await settled();
  each.connection = 'offline';
  each.pump.lost();
  await each.answered(BUSY);
  expect(each.timers).toEqual([]);
  expect(each.room.rest).toBeNull();
  each.connection = 'online';
  each.pump.kick(each.room);
  await settled();
  expect(each.sent()).toBe(2);
});

test('[D10] what was sealed by a copy that has not read as far as its device wrote does not go out before it has', async () => {
  const each = stage();
  each.room.told = { seq: 9, epoch: EPOCH, own: 8 };
  each.pump.kick(each.room);
  await settled();
  expect(each.sent()).toBe(0);
  each.room.place = { ...each.room.place, seq: 8 };
  each.pump.kick(each.room);
  await settled();
  expect(each.sent()).toBe(1);
});

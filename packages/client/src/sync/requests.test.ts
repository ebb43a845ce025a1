import { describe, expect, test } from 'vitest';
import { FrameId, RoomId, type ClientFrame } from '@alcove/protocol';
import { createRequests } from './requests.ts';

const room = RoomId.parse('r'.repeat(43));
const id = FrameId.parse(`01${'A'.repeat(24)}`);
const body = new Uint8Array([1]);

function openRequests(connected = true) {
  const sent: ClientFrame[] = [];
  const timers = new Map<number, () => void>();
  let unanswered = 0;
  const requests = createRequests({
    send(frame) {
      if (connected) sent.push(frame);
      return connected;
    },
    clock: {
      setTimer(_ms, run) {
        timers.set(timers.size, run);
        return timers.size - 1;
      },
      clearTimer: (handle) => void timers.delete(Number(handle)),
    },
    onUnanswered: () => (unanswered += 1),
  });
  /** As if so much time passed that the longest open wait is over. */
  const wait = (): void => {
    const due = [...timers.values()];
    timers.clear();
    for (const run of due) run();
  };
  return { requests, sent, wait, unanswered: () => unanswered };
}

describe('requests', () => {
  test('each question gets its own answer, in any order', async () => {
    const { requests, sent } = openRequests();
    const first = requests.ask<'fetch'>({ t: 'fetch', room, after: 0, limit: 10 });
    const second = requests.ask<'fetch-group-info'>({ t: 'fetch-group-info', room });
    const [one, two] = sent.map((frame) => ('n' in frame ? frame.n : -1));
    expect(requests.settle({ t: 'group-info', n: two ?? 0, room, epoch: 4, seq: 9, body: null })).toBe(true);
    expect(
      requests.settle({ t: 'page', n: one ?? 0, room, after: 0, head: new Uint8Array(32), entries: [], last: 0 }),
    ).toBe(true);
    expect(await second).toMatchObject({ kind: 'answer', value: { epoch: 4 } });
    expect(await first).toMatchObject({ kind: 'answer', value: { last: 0 } });
  });

  test('an answer of another kind than was asked for is refused as malformed', async () => {
    const { requests } = openRequests();
    const asked = requests.ask<'fetch'>({ t: 'fetch', room, after: 0, limit: 10 });
    requests.settle({ t: 'policies', n: 1, room, frames: [] });
    expect(await asked).toMatchObject({ kind: 'refused', error: { code: 'malformed' } });
  });

  test('appends are answered by their id, acknowledged or refused', async () => {
    const { requests } = openRequests();
    const sent = requests.append({ t: 'append', kind: 'application', room, id, epoch: 0, body });
    requests.settle({ t: 'ack', room, id, seq: 7, at: 1 });
    expect(await sent).toEqual({ kind: 'answer', value: { seq: 7, at: 1 } });
    const again = requests.append({ t: 'append', kind: 'application', room, id, epoch: 0, body });
    requests.settle({ t: 'nack', room, id, error: { code: 'stale-epoch', message: '' } });
    expect(await again).toMatchObject({ kind: 'refused', error: { code: 'stale-epoch' } });
  });

  test('every open question ends when the connection does, and a new one ends at once without it', async () => {
    const { requests } = openRequests();
    const open = [
      requests.ask<'fetch-marks'>({ t: 'fetch-marks', room }),
      requests.append({ t: 'append', kind: 'policy', room, id, body }),
    ];
    requests.disconnect();
    expect(await Promise.all(open)).toEqual([{ kind: 'disconnected' }, { kind: 'disconnected' }]);
    const none = openRequests(false);
    expect(await none.requests.append({ t: 'append', kind: 'policy', room, id, body })).toEqual({
      kind: 'disconnected',
    });
  });

  test('what gets no answer is asked again, the same bytes, and an answer ends that', async () => {
    const { requests, sent, wait, unanswered } = openRequests();
    const append = { t: 'append', kind: 'application', room, id, epoch: 0, body } as const;
    const said = requests.append(append);
    const asked = requests.ask<'fetch'>({ t: 'fetch', room, after: 0, limit: 10 });
    wait();
    expect(sent).toEqual([append, sent[1], append, sent[1]]);
    requests.settle({ t: 'ack', room, id, seq: 7, at: 1 });
    requests.settle({ t: 'page', n: 1, room, after: 0, head: new Uint8Array(32), entries: [], last: 0 });
    // The answer to the first asking may come as well: nobody waits for it.
    expect(requests.settle({ t: 'ack', room, id, seq: 7, at: 1 })).toBe(true);
    expect(await said).toMatchObject({ kind: 'answer', value: { seq: 7 } });
    expect(await asked).toMatchObject({ kind: 'answer' });
    wait();
    expect(sent).toHaveLength(4);
    expect(unanswered()).toBe(0);
  });

  test('when asking again does not help either, the connection counts as gone', async () => {
    const { requests, sent, wait, unanswered } = openRequests();
    const said = requests.append({ t: 'append', kind: 'application', room, id, epoch: 0, body });
    for (let times = 0; times < 5; times++) wait();
    expect(sent).toHaveLength(4);
    expect(unanswered()).toBe(1);
    requests.disconnect();
    expect(await said).toEqual({ kind: 'disconnected' });
  });

  test('frames that answer nothing are left to others', () => {
    const { requests } = openRequests();
    expect(requests.settle({ t: 'key-packages-low', left: 3 })).toBe(false);
    expect(requests.settle({ t: 'ack', room, id, seq: 1, at: 1 })).toBe(true);
  });
});

/** A server that says its log ends earlier is brought what it lacks; one that plays with that is left alone. */
import { expect, test } from 'vitest';
import { restoreLog } from './restore.ts';

type Context = Parameters<typeof restoreLog>[0];
type Room = Parameters<typeof restoreLog>[1];

/** More than an honest server needs for three entries: after so many questions the client is closed, so that no test goes on for ever. */
const MOST_ASKED = 20;

interface Brought {
  readonly after: number;
  readonly entries: readonly unknown[];
}

/** Five places are here, and the server says that it ends after `end`. */
async function restored(
  end: number,
  answer: (brought: Brought) => unknown,
  here = 5,
): Promise<{ outcome: string; asked: number }> {
  let asked = 0;
  const kept = Array.from({ length: here }, (_, i) => ({
    seq: i + 1,
    core: new Uint8Array([i + 1]),
    receipt: new Uint8Array(32),
    welcome: null,
  }));
  const context = {
    open: true,
    ports: { random: () => 0 },
    sleep: () => Promise.resolve(),
    store: {
      keptEntries: { after: (_room: unknown, seq: number) => Promise.resolve(kept.filter((k) => k.seq > seq)) },
    },
    gateway: {
      ask(frame: Brought) {
        asked += 1;
        if (asked === MOST_ASKED) context.open = false;
        return Promise.resolve(answer(frame));
      },
    },
  };
  const room = { id: 'room', place: { seq: 5 }, keys: null, row: { groupInfoKey: null }, broken: null };
  const outcome = await restoreLog(context as unknown as Context, room as unknown as Room, end);
  return { outcome, asked };
}

const taken = ({ after, entries }: Brought) => ({ kind: 'answer', value: { seq: after + entries.length } });
const conflict = (seq: unknown) => ({ kind: 'refused', error: { code: 'conflict', details: { seq } } });

test('what follows the end of its log is brought, and where another brought it first the rest', async () => {
  expect(await restored(2, taken)).toEqual({ outcome: 'done', asked: 1 });
  const one = ({ after }: Brought) => ({ kind: 'answer', value: { seq: after + 1 } });
  expect(await restored(2, one)).toEqual({ outcome: 'done', asked: 3 });
  let first = true;
  const overtaken = (brought: Brought) => {
    const answer = first ? conflict(4) : taken(brought);
    first = false;
    return answer;
  };
  expect(await restored(2, overtaken)).toEqual({ outcome: 'done', asked: 2 });
});

test('[K83] a server that takes it and stays where it is, or goes back, is asked once', async () => {
  for (const seq of [2, 0]) {
    const stays = () => ({ kind: 'answer', value: { seq } });
    expect(await restored(2, stays)).toEqual({ outcome: 'refused', asked: 1 });
  }
});

test('[K83] and so is one that refuses and names the same place, or none', async () => {
  for (const seq of [2, -1, 1.5, 'three', undefined]) {
    expect(await restored(2, () => conflict(seq))).toEqual({ outcome: 'refused', asked: 1 });
  }
});

test('[K83] without the entries, or without a receipt for the last, nothing is brought', async () => {
  const none = () => {
    throw new Error('asked');
  };
  expect(await restored(2, none, 0)).toEqual({ outcome: 'refused', asked: 0 });
});

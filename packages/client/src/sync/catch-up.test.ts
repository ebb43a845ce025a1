/** What is missing is asked for as long as something comes, and no longer. */
import { EMPTY_HEAD } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { createCatchUp } from './catch-up.ts';
import { startLog } from './merge.ts';

type Context = Parameters<typeof createCatchUp>[0];
type Room = Parameters<ReturnType<typeof createCatchUp>['take']>[0];

/** After so many questions the client is closed, so that no test goes on for ever. */
const MOST_ASKED = 20;

/** How often a room with nothing in it asks, once the server spoke of ten entries, and where it gets to. */
async function asking(page: (after: number) => readonly number[]): Promise<{ asked: number; reached: number }> {
  let asked = 0;
  const context = {
    open: true,
    gateway: {
      ask({ after }: { after: number }) {
        asked += 1;
        if (asked === MOST_ASKED) context.open = false;
        const entries = page(after).map((seq) => ({ seq, core: new Uint8Array([seq]) }));
        const { head } = room.log.place;
        return Promise.resolve({ kind: 'answer', value: { after, head, entries, last: 10 } });
      },
    },
    forked: () => undefined,
  };
  const room = {
    id: 'room',
    log: startLog({ seq: 0, head: EMPTY_HEAD }),
    place: { seq: 0, head: EMPTY_HEAD },
    receipts: new Map(),
    arrived: [],
    // Somebody opens already: what arrives stays where it is.
    opening: true,
    lane: (run: () => Promise<unknown>) => run(),
  } as unknown as Room;
  const catchUp = createCatchUp(context as unknown as Context, 1_000, () => undefined);
  room.log = { ...room.log, known: 10 };
  await catchUp.caughtUp(room);
  return { asked, reached: room.log.place.seq };
}

test('page by page, to the last entry that the server spoke of', async () => {
  const four = (after: number): number[] => [1, 2, 3, 4].map((n) => after + n).filter((seq) => seq <= 10);
  expect(await asking(four)).toEqual({ asked: 3, reached: 10 });
});

test('[K84] a server that says there is more and gives nothing, or not what comes next, is asked once', async () => {
  expect(await asking(() => [])).toEqual({ asked: 1, reached: 0 });
  expect(await asking((after) => [after + 2, after + 3])).toEqual({ asked: 1, reached: 0 });
});

import { expect, test } from 'vitest';
import { VirtualTime } from './virtual-time.ts';

test('what is due runs in order of its time, then of its making; what is cancelled does not', async () => {
  const time = new VirtualTime(1_000);
  const ran: string[] = [];
  const note = (what: string) => () => void ran.push(`${what} at ${String(time.now)}`);
  time.after(20, note('later'));
  time.after(10, note('first'));
  time.after(10, note('second'));
  time.cancel(time.after(5, note('never')));
  time.after(10, () => void time.after(5, note('made on the way')));
  time.after(400, note('too late'));
  await time.runUntil(1_100, async () => undefined);
  expect(ran).toEqual(['first at 1010', 'second at 1010', 'made on the way at 1015', 'later at 1020']);
  expect(time.now).toBe(1_100);
});

import { expect, test } from 'vitest';
import { createLane } from './lane.ts';

test('work runs one after the other in the order asked, and a failure stops nobody', async () => {
  const lane = createLane();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = lane(async () => {
    await gate.promise;
    done.push('first');
  });
  const second = lane(async () => {
    done.push('second');
    throw new Error('second fails');
  });
  const third = lane(async () => done.push('third'));
  expect(done).toEqual([]);
  gate.resolve();
  await first;
  await expect(second).rejects.toThrow('second fails');
  await third;
  expect(done).toEqual(['first', 'second', 'third']);
});

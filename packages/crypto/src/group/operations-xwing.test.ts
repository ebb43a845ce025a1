import { expect, test } from 'vitest';
import { Crowd, KINDS, MEMBERS, OPERATIONS, seedsFrom } from '../testing/crowd.ts';
import { XWING } from '../testing/world.ts';

test.each(seedsFrom(11, 3, process.env['ALCOVE_FUZZ_SEEDS']))(
  'X-Wing, seed %i: after every random operation all members agree, and every allowed joiner is in',
  async (seed) => {
    const crowd = new Crowd(XWING, seed);
    await crowd.run();
    expect(KINDS.filter((kind) => crowd.did[kind] === undefined)).toEqual([]);
    expect(Object.values(crowd.did).reduce((sum, count) => sum + count, 0)).toBe(OPERATIONS);
    expect(crowd.most).toBe(MEMBERS);
  },
  600_000,
);

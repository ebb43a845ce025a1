/** Whatever a client says over HTTP, the server answers it, and goes on. The long form is `npm run fuzz -- doors`. */
import { openHouse } from '@alcove/testkit/house';
import { ROUTE } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { fuzzDoors } from './doors.ts';

const BLOW_UP_MS = 5_000;

test('every route, sound and spoiled requests, and bodies that are no JSON', async () => {
  const house = await openHouse();
  try {
    const all = await fuzzDoors(house.url, 10);
    for (const { name, faults, slowestMs, statuses } of all) {
      expect([name, faults]).toEqual([name, []]);
      expect(slowestMs).toBeLessThan(BLOW_UP_MS);
      expect(Object.keys(statuses).length).toBeGreaterThan(0);
    }
    expect(all).toHaveLength(Object.keys(ROUTE).length);
    // It looks behind the schemas: a good part of what was sound was also done.
    expect(all.filter(({ statuses }) => (statuses[200] ?? 0) > 0).length).toBeGreaterThan(15);
    // And it still does its work.
    await house.person('after');
  } finally {
    await house.close();
  }
});

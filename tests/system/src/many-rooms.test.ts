/** The short form; 50 rooms and 4 devices are `npm run many-rooms`. */
import { expect, test } from 'vitest';
import { manyRooms } from './many-rooms.ts';

test(
  'four devices of one account in many rooms hear everything, and one that is removed is out of all',
  { timeout: 300_000 },
  async () => {
    const { heard, faults } = await manyRooms({ rooms: 4, devices: 4, patienceMs: 120_000 });
    expect({ heard, faults }).toEqual({ heard: 20, faults: [] });
  },
);

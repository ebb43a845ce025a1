/** The short form of a long absence; the long one is `npm run long-absence`. */
import { expect, test } from 'vitest';
import { longAbsence } from './long-absence.ts';

test(
  'a device that was away for a month comes back by itself, with everything that was said',
  { timeout: 300_000 },
  async () => {
    const { said, read, unopened, alarms, faults } = await longAbsence({
      days: 29.5,
      messages: 400,
      commits: 40,
      patienceMs: 120_000,
    });
    expect(read).toEqual(said);
    expect({ unopened, alarms, faults }).toEqual({ unopened: 0, alarms: 0, faults: [] });
  },
);

/** How long a client waits when the server says how long. */
import { expect, test } from 'vitest';
import { notYetMs } from './back-off.ts';

const error = { code: 'rate-limited', message: 'slower' } as const;

test('[T02] as long as the server asks, within bounds: not always at once, and not for ever', () => {
  expect(notYetMs({ ...error, retryAfter: 3 }, 0)).toBe(3_000);
  expect(notYetMs(error, 0)).toBe(2_000);
  expect(notYetMs(error, 0, 1_000)).toBe(1_000);
  const none = [0, 1, 2, 3, 9, 99].map((tries) => notYetMs({ ...error, retryAfter: 0 }, tries));
  expect(none).toEqual([100, 200, 400, 800, 4_000, 4_000]);
  // No timer can be set for longer than 24 days.
  expect(notYetMs({ ...error, retryAfter: 1e300 }, 0)).toBeLessThanOrEqual(3_600_000);
});

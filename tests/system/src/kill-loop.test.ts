import { expect, test } from 'vitest';
import { killLoop } from './kill-loop.ts';

// The long form is `npm run kill-loop -- 1000`.
const CYCLES = Number(process.env['ALCOVE_KILL_CYCLES'] ?? 20);

test(
  'a server killed over and over loses nothing it acknowledged and keeps nothing twice',
  async () => {
    const verdict = await killLoop({ cycles: CYCLES, devices: 12, messagesPerSecond: 100 });
    expect(verdict).toMatchObject({ lost: [], doubled: [], faults: [], integrity: 'ok' });
    expect(verdict.acknowledged).toBe(verdict.sent);
    expect(verdict.sent).toBeGreaterThan(CYCLES * 10);
    expect(verdict.slowestStartMs).toBeLessThan(10_000);
  },
  120_000 + CYCLES * 5_000,
);

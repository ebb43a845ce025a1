/** The power of the server's disk is cut at any moment: nothing that was acknowledged is lost. The long form is `npm run power-cuts`. */
import { describe, expect, test } from 'vitest';
import { recordingImpossible } from './disk/recorded-server.ts';
import { cutPower } from './disk/server-power-cut.ts';

const impossible = recordingImpossible();
if (impossible !== null) console.warn(`skipped: cuts of the server's power: ${impossible}`);

describe.skipIf(impossible !== null)('cuts of the server’s power', { timeout: 180_000 }, () => {
  test('lose nothing that was acknowledged, and each acknowledgement follows its sync', async () => {
    const verdict = await cutPower({ cuts: 30, framesPerLife: 150 });
    expect(verdict).toMatchObject({ complete: true, early: 0, lost: 0, faults: [] });
    expect(verdict.acknowledged).toBeGreaterThanOrEqual(450);
    expect(verdict.checked).toBeGreaterThan(500);
  });

  test.each(['NORMAL', 'OFF'] as const)('would be seen to lose with synchronous=%s', async (synchronous) => {
    const verdict = await cutPower({ cuts: 4, framesPerLife: 60, synchronous, leftover: 'none' });
    expect(verdict.complete).toBe(true);
    expect(verdict.early).toBeGreaterThan(verdict.acknowledged / 2);
    expect(verdict.lost).toBeGreaterThan(0);
  });
});

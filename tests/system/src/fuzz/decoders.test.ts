/** Whatever bytes arrive, a decoder answers soon, and with the errors it declares. The long form is `npm run fuzz`. */
import { expect, test } from 'vitest';
import { fuzzAll } from './fuzz.ts';

/** Far above the 50 ms of docs/security/claims.md, which are for a machine that does nothing else: only a blow-up takes so long. */
const BLOW_UP_MS = 5_000;
/** As much as a few of the largest frames take as CBOR: an input that asks for more than it brings would take gigabytes. */
const BLOW_UP_MB = 512;

test('every decoder, mutated samples, raw bytes and bombs', async () => {
  for (const { name, slowestMs, grownMb, undeclared } of await fuzzAll(100)) {
    expect([name, undeclared]).toEqual([name, []]);
    expect([name, slowestMs < BLOW_UP_MS, grownMb < BLOW_UP_MB]).toEqual([name, true, true]);
  }
});

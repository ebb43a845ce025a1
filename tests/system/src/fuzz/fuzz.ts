/** Feeds every decoder mutated samples, raw bytes and the kept corpus; notes what it threw, and how long the slowest took. */
import fc from 'fast-check';
import { equalBytes, type Bytes } from '@alcove/protocol';
import { BOMBS } from './bombs.ts';
import { DECLARED, decoders, type Decoder } from './decoders.ts';

export interface Fuzzed {
  readonly name: string;
  readonly inputs: number;
  readonly slowestMs: number;
  readonly slowestWas: string;
  /** How much more memory the process had while it read these than before, at most, MB. */
  readonly grownMb: number;
  /** Errors of other classes than the declared ones, and what was taken for genuine and is not; with the input, in hex. */
  readonly undeclared: readonly string[];
}

const SHOWN_BYTES = 64;
const AT_ONCE = 500;
const MEASURED_AGAIN = 2;

export async function fuzzAll(runs: number, seed: number = Date.now()): Promise<readonly Fuzzed[]> {
  const all: Fuzzed[] = [];
  for (const decoder of await decoders(seed)) all.push(await fuzz(decoder, runs, seed));
  return all;
}

async function fuzz(decoder: Decoder, runs: number, seed: number): Promise<Fuzzed> {
  const undeclared: string[] = [];
  let [inputs, slowestMs, slowestWas] = [0, 0, ''];
  const rssBefore = process.memoryUsage.rss();
  let rss = rssBefore;
  const feed = async (bytes: Uint8Array, what: string): Promise<void> => {
    inputs += 1;
    const note = (fault: string): void => {
      const shown = bytes.subarray(0, SHOWN_BYTES).toHex();
      undeclared.push(`${what}: ${fault} for ${shown} (${String(bytes.length)} bytes, seed ${String(seed)})`);
    };
    const read = async (): Promise<number> => {
      const before = performance.now();
      try {
        const taken = await decoder.read(bytes);
        if (decoder.genuine === true && taken === true && !equalBytes(bytes, decoder.sample)) note('taken');
      } catch (error) {
        const name = error instanceof Error ? error.name : typeof error;
        if (!DECLARED.has(name)) note(name);
      }
      return performance.now() - before;
    };
    let took = await read();
    // A busy machine takes the processor away in the middle: what is slow is slow again.
    for (let again = 0; again < MEASURED_AGAIN && took > slowestMs; again++) took = Math.min(took, await read());
    if (took > slowestMs) [slowestMs, slowestWas] = [took, what];
    rss = Math.max(rss, process.memoryUsage.rss());
  };
  const sound = await decoder.read(decoder.sample);
  if (decoder.genuine === true && sound !== true) undeclared.push('the sample is refused');
  for (const [what, bytes] of Object.entries(BOMBS)) await feed(bytes, what);
  const changed = mangled(decoder.sample);
  const inputsOf = decoder.more === undefined ? changed : fc.oneof(changed, decoder.more);
  // In pieces: what is made to be fed must not be what the memory is full of.
  for (let fed = 0; fed < runs; fed += AT_ONCE)
    for (const bytes of fc.sample(inputsOf, { numRuns: Math.min(AT_ONCE, runs - fed), seed: seed + fed }))
      await feed(bytes, 'mutated');
  const grownMb = (rss - rssBefore) / 2 ** 20;
  return { name: decoder.name, inputs, slowestMs, slowestWas, grownMb, undeclared };
}

/** The sample with bytes replaced, cut off, put in twice or added; or anything at all. */
function mangled(sample: Bytes): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(sample.length - 1);
  const edited = fc
    .record({
      edits: fc.array(fc.tuple(at, fc.nat(255)), { maxLength: 4 }),
      cut: fc.option(at, { freq: 4 }),
      twice: fc.option(fc.tuple(at, at), { freq: 4 }),
      tail: fc.uint8Array({ maxLength: 4 }),
    })
    .map(({ edits, cut, twice, tail }) => {
      const bytes = sample.slice(0, cut ?? sample.length);
      for (const [place, byte] of edits) if (place < bytes.length) bytes[place] = byte;
      const again = twice === null ? [] : bytes.subarray(Math.min(...twice), Math.max(...twice));
      return new Uint8Array([...bytes, ...again, ...tail]);
    });
  return fc.oneof({ weight: 4, arbitrary: edited }, fc.uint8Array({ maxLength: 400 }));
}

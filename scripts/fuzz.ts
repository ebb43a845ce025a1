/** `npm run fuzz -- [inputs per decoder] [seed]`: the long form of tests/system/src/fuzz/decoders.test.ts, with what it measured. */
import { fuzzAll } from '../tests/system/src/fuzz/fuzz.ts';

const [runs = 100_000, seed = Date.now()] = process.argv.slice(2).map(Number);
const before = process.memoryUsage().rss;
const all = fuzzAll(runs, seed);
for (const { name, inputs, slowestMs, slowestWas, undeclared } of all) {
  console.log(`${name.padEnd(28)} ${String(inputs)} inputs, slowest ${slowestMs.toFixed(1)} ms (${slowestWas})`);
  for (const line of undeclared.slice(0, 10)) console.error(`  ${line}`);
}
const grown = (process.resourceUsage().maxRSS - before / 1_024) / 1_024;
console.log(`seed ${String(seed)}, memory grew by at most ${grown.toFixed(0)} MB`);
process.exitCode = all.every(({ undeclared }) => undeclared.length === 0) ? 0 : 1;

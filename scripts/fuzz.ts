/**
 * `npm run fuzz -- [inputs per decoder] [seed]`: the long form of tests/system/src/fuzz/decoders.test.ts, with what it measured.
 * `npm run fuzz -- doors [inputs per route] [seed]`: the same of doors.test.ts, every HTTP route of a real server.
 */
import { openHouse } from '@alcove/testkit/house';
import { fuzzDoors } from '../tests/system/src/fuzz/doors.ts';
import { fuzzAll } from '../tests/system/src/fuzz/fuzz.ts';

const args = process.argv.slice(2);
const isDoors = args[0] === 'doors';
const [runs = isDoors ? 1_000 : 100_000, seed = Date.now()] = args.slice(isDoors ? 1 : 0).map(Number);
const before = process.memoryUsage().rss;
const fine = isDoors ? await runDoors() : await runDecoders();
const grown = (process.resourceUsage().maxRSS - before / 1_024) / 1_024;
console.log(`seed ${String(seed)}, memory grew by at most ${grown.toFixed(0)} MB`);
process.exitCode = fine ? 0 : 1;

async function runDecoders(): Promise<boolean> {
  const all = await fuzzAll(runs, seed);
  for (const { name, inputs, slowestMs, slowestWas, grownMb, undeclared } of all) {
    const took = `slowest ${slowestMs.toFixed(1)} ms (${slowestWas}), ${grownMb.toFixed(0)} MB`;
    console.log(`${name.padEnd(36)} ${String(inputs)} inputs, ${took}`);
    for (const line of undeclared.slice(0, 10)) console.error(`  ${line}`);
  }
  return all.every(({ undeclared }) => undeclared.length === 0);
}

async function runDoors(): Promise<boolean> {
  const house = await openHouse();
  try {
    const all = await fuzzDoors(house.url, runs, seed);
    for (const { name, inputs, slowestMs, statuses, faults } of all) {
      const told = Object.entries(statuses).map(([status, times]) => `${status} × ${String(times)}`);
      console.log(
        `${name.padEnd(24)} ${String(inputs)} inputs, slowest ${slowestMs.toFixed(0)} ms: ${told.join(', ')}`,
      );
      for (const line of faults.slice(0, 10)) console.error(`  ${line}`);
    }
    return all.every(({ faults }) => faults.length === 0);
  } finally {
    await house.close();
  }
}

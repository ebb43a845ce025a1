/** `npm run kill-loop -- [cycles] [devices] [messages per second]`: the long form of tests/system/src/kill-loop.test.ts. */
import { killLoop } from '../tests/system/src/kill-loop.ts';

const [cycles = 1_000, devices = 20, messagesPerSecond = 50] = process.argv.slice(2).map(Number);
const verdict = await killLoop({
  cycles,
  devices,
  messagesPerSecond,
  onCycle: (cycle) => {
    if (cycle % 50 === 0) console.log(`${String(cycle)} of ${String(cycles)}`);
  },
});
const { lost, doubled, faults, ...counts } = verdict;
console.log({ cycles, ...counts, lost: lost.length, doubled: doubled.length, faults: faults.length });
for (const line of [...lost, ...doubled, ...faults].slice(0, 50)) console.error(line);
const sound = lost.length + doubled.length + faults.length === 0 && verdict.integrity === 'ok';
process.exitCode = sound ? 0 : 1;

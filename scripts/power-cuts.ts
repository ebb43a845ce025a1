/** `npm run power-cuts -- [cuts] [frames per life]`: the long form of tests/system/src/server-power-cuts.test.ts. */
import { recordingImpossible } from '../tests/system/src/disk/recorded-server.ts';
import { cutPower } from '../tests/system/src/disk/server-power-cut.ts';

const impossible = recordingImpossible();
if (impossible !== null) throw new Error(impossible);
const [cuts = 200, framesPerLife = 400] = process.argv.slice(2).map(Number);
const verdict = await cutPower({
  cuts,
  framesPerLife,
  onCut: (cut) => {
    if (cut % 25 === 0) console.log(`${String(cut)} of ${String(cuts)}`);
  },
});
const { faults, ...counts } = verdict;
console.log({ ...counts, faults: faults.length });
for (const line of faults.slice(0, 50)) console.error(line);
process.exitCode = verdict.complete && verdict.early + verdict.lost + faults.length === 0 ? 0 : 1;

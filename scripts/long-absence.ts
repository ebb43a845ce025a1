/** `npm run long-absence -- [messages] [commits]`: the long form of tests/system/src/long-absence.test.ts. */
import { longAbsence } from '../tests/system/src/long-absence.ts';

const [messages = 10_000, commits = 200] = process.argv.slice(2).map(Number);
const { said, read, tookMs, faults, ...rest } = await longAbsence({
  days: 29.5,
  messages,
  commits,
  patienceMs: 600_000,
});
const missing = said.filter((text, at) => read[at] !== text).length;
console.log({
  messages: said.length,
  commits,
  missing,
  seconds: Math.round(tookMs / 100) / 10,
  faults: faults.length,
  ...rest,
});
process.exitCode = missing + rest.unopened + rest.alarms + faults.length === 0 ? 0 : 1;

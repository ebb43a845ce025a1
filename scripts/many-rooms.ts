/** `npm run many-rooms -- [rooms] [devices]`: the long form of tests/system/src/many-rooms.test.ts. */
import { manyRooms } from '../tests/system/src/many-rooms.ts';

const [rooms = 50, devices = 4] = process.argv.slice(2).map(Number);
const { insideMs, outsideMs, heard, faults } = await manyRooms({ rooms, devices, patienceMs: 300_000 });
const seconds = (ms: number): number => Math.round(ms / 100) / 10;
console.log({ rooms, devices, heard, inside: seconds(insideMs), outside: seconds(outsideMs), faults: faults.length });
process.exitCode = heard === rooms * (devices + 1) && faults.length === 0 ? 0 : 1;

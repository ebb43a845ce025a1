/**
 * What a seed means: who takes part, how bad the weather is, and what is done when. Pure data, so that a failing plan can be made smaller
 * and kept. Each step brings dice of its own: leaving one out does not change what the others do.
 */
import { ACTIONS } from './actions/index.ts';
import { FAULTS } from './faults/index.ts';
import { FAIR, type Weather } from './line.ts';
import { Random } from './random.ts';
import { CAST, devicesOf, type Username } from './stage.ts';

export interface Step {
  /** Milliseconds after the beginning. */
  readonly at: number;
  /** The name of an action or a fault. */
  readonly what: string;
  /** Which of the plan's devices. */
  readonly who: number;
  readonly dice: number;
}

export interface Plan {
  readonly seed: number;
  readonly devices: readonly string[];
  readonly skewsMs: readonly number[];
  readonly weather: Weather;
  readonly steps: readonly Step[];
}

const MOST_DEVICES = 8;
const STEPS = { least: 6, most: 14 };
/** Steps come in bursts: most of them soon after the one before, so that they meet. */
const SOON_MS = 400;
const LATER_MS = 8_000;

export function planOf(seed: number): Plan {
  const random = new Random(`plan ${String(seed)}`);
  const people = random.sample(Object.keys(CAST) as Username[], random.int(2, random.chance(0.12) ? 6 : 3));
  let devices = people.flatMap((username) => devicesOf(username).filter((_, n) => n === 0 || random.chance(0.7)));
  if (devices.length < 3) devices = people.flatMap(devicesOf);
  // Room for a new device or two.
  const guests = random.chance(0.12) ? random.sample(people, 1).map((username) => `${username}-new`) : [];
  devices = [...devices.slice(0, MOST_DEVICES - guests.length), ...guests];
  const skewsMs = devices.map(() => (random.chance(0.3) ? random.int(-90_000, 90_000) : 0));
  return { seed, devices, skewsMs, weather: weatherOf(random), steps: stepsOf(random, devices) };
}

function stepsOf(random: Random, devices: readonly string[]): Step[] {
  const first = { at: 1_000, what: 'found', who: 0, dice: random.int(0, 2 ** 30) };
  const steps: Step[] = [first];
  let at = 3_000;
  const moves = [...ACTIONS, ...FAULTS];
  const total = moves.reduce((sum, { weight }) => sum + weight, 0);
  for (let n = random.int(STEPS.least, STEPS.most); n > 0; n--) {
    at += random.chance(0.6) ? random.int(0, SOON_MS) : random.int(0, LATER_MS);
    let left = random.next() * total;
    const move = moves.find(({ weight }) => (left -= weight) < 0);
    if (move === undefined) continue;
    steps.push({ at, what: move.name, who: random.int(0, devices.length - 1), dice: random.int(0, 2 ** 30) });
  }
  for (const [who, name] of devices.entries())
    if (name.endsWith('-new')) steps.push({ at: random.int(3_000, at), what: 'enrol', who, dice: 0 });
  // Drawn apart, so that the seeds without it stay what they were.
  const apart = random.fork('remove-device');
  if (apart.chance(0.1))
    for (const who of devices.keys())
      if (apart.chance(0.5))
        steps.push({ at: apart.int(5_000, at), what: 'remove-device', who, dice: apart.int(0, 2 ** 30) });
  // So are lies, for which alarms are right: the others are to have none.
  const lies = random.fork('lie');
  if (lies.chance(0.2))
    for (let n = lies.int(1, 2); n > 0; n--)
      steps.push({
        at: lies.int(4_000, at),
        what: 'lie',
        who: lies.int(0, devices.length - 1),
        dice: lies.int(0, 2 ** 30),
      });
  return steps.toSorted((a, b) => a.at - b.at);
}

function weatherOf(random: Random): Weather {
  const bad = (probability: number, most: number): number => (random.chance(probability) ? random.next() * most : 0);
  return {
    delayMs: random.pick([FAIR.delayMs, FAIR.delayMs, 5, 150, 900]) ?? FAIR.delayMs,
    lostCalls: bad(0.3, 0.15),
    dropped: bad(0.25, 0.1),
    doubled: bad(0.25, 0.2),
    swapped: bad(0.25, 0.2),
  };
}

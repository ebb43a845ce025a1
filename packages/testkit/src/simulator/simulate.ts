/**
 * Runs one plan: the stage is set, the steps happen while the weather lasts, then everything calms down and the oracles say what is
 * wrong. The same plan gives the same run.
 */
import { dirname } from 'node:path';
import { ACTIONS } from './actions/index.ts';
import { NEW_DEVICE, SimDevice } from './device.ts';
import { FAULTS } from './faults/index.ts';
import { lie } from './faults/lie.ts';
import { findingsOf } from './findings.ts';
import { FAIR, type Weather } from './line.ts';
import type { Move } from './move.ts';
import { ORACLES } from './oracles/index.ts';
import type { Plan, Step } from './plan.ts';
import { Random } from './random.ts';
import { SimServer } from './sim-server.ts';
import { copyServer, removeFolder, STAGE_MS, type Stage } from './stage.ts';
import type { StillProcess } from './still-process.ts';
import { VirtualTime } from './virtual-time.ts';
import { createWitness, type Witness } from './witness.ts';
import { roomsOf, World } from './world.ts';

export interface Verdict {
  readonly seed: number;
  /** Empty: every oracle is content. */
  readonly complaints: readonly string[];
  readonly trace: readonly string[];
  readonly counts: Counts;
}

export interface Counts {
  readonly devices: number;
  readonly messages: number;
  readonly commits: number;
  /** Devices that the server lied to. */
  readonly liedTo: number;
  readonly virtualSeconds: number;
}

const BEGIN_WITHIN_MS = 800;
/** A client waits for nothing longer than this: a lost answer, a repair, the next try to connect. */
const CALM_MS = 60_000;
const WORDS_MS = 10_000;
const MORE_ROUNDS = 8;
const MOVES: ReadonlyMap<string, Move> = new Map([...ACTIONS, ...FAULTS].map((move) => [move.name, move]));

export async function simulate(stage: Stage, process: StillProcess, plan: Plan): Promise<Verdict> {
  const random = new Random(`run ${String(plan.seed)}`);
  const folder = copyServer(stage, String(plan.seed));
  const time = new VirtualTime(STAGE_MS + 86_400_000);
  process.begin(random.fork('keys'), () => time.now);
  const world = new World(time, new SimServer(folder, time));
  const run = new Run(world, process, plan, random);
  try {
    await world.server.start();
    if (plan.steps.some(({ what }) => what === lie.name)) await world.beginToLie();
    run.set(stage);
    await run.act();
    await run.calm();
    return await run.judge();
  } finally {
    await world.server.kill();
    for (const { disk } of world.devices) disk.destroy();
    removeFolder(dirname(folder));
  }
}

class Run {
  readonly #world: World;
  readonly #process: StillProcess;
  readonly #plan: Plan;
  readonly #random: Random;
  readonly #witness: Witness;
  #weather: Weather = FAIR;

  constructor(world: World, process: StillProcess, plan: Plan, random: Random) {
    this.#world = world;
    this.#process = process;
    this.#plan = plan;
    this.#random = random;
    this.#witness = createWitness(world);
  }

  /** Everybody is switched on within a moment. */
  set(stage: Stage): void {
    const { time, server, devices, faults } = this.#world;
    for (const [n, name] of this.#plan.devices.entries()) {
      const device = new SimDevice({
        name,
        username: name.split('-')[0] ?? name,
        server,
        time,
        process: this.#process,
        random: this.#random.fork(name),
        weather: () => this.#weather,
        skewMs: this.#plan.skewsMs[n] ?? 0,
        image: stage.devices.get(name) ?? NEW_DEVICE,
        sent: (from, bytes) => this.#witness.sent(from, bytes),
        between: ({ line }) => this.#world.liar?.ports(name) ?? line,
        fault: (fault) => void faults.push(fault),
      });
      this.#witness.guard(device);
      devices.push(device);
      time.after(this.#random.int(0, BEGIN_WITHIN_MS), () => device.start());
    }
  }

  async act(): Promise<void> {
    const { time } = this.#world;
    for (const step of this.#plan.steps) time.after(step.at, () => this.#take(step));
    const { steps, weather } = this.#plan;
    time.after(2_000, () => {
      this.#weather = weather;
    });
    await this.#pass((steps.at(-1)?.at ?? 0) + 1_000);
  }

  async #take({ what, who, dice }: Step): Promise<void> {
    const move = MOVES.get(what);
    const device = this.#world.devices[who % this.#world.devices.length];
    if (move === undefined || device === undefined) return;
    const before = this.#world.trace.length;
    const did = await move.run({ world: this.#world, device, random: new Random(dice) });
    if (did !== null) this.#world.trace.splice(before, 0, this.#world.line(`${device.name}: ${what} ${did}`));
  }

  /** The weather clears up, everything runs again and connects anew; then everybody says something once more. */
  async calm(): Promise<void> {
    const { devices, server } = this.#world;
    this.#weather = FAIR;
    this.#world.note('calm');
    this.#world.liar?.stopAttack();
    await server.start();
    for (const device of devices) {
      if (device.isDead) await device.crash();
      else device.crashAtWrite(Infinity, false);
      await device.start();
      device.line.cut();
    }
    await this.#pass(CALM_MS);
    for (const device of devices) {
      if (device.client === null) continue;
      for (const { id, left } of roomsOf(device.client))
        if (!left) this.#world.say(device, id, `last words ${String(this.#world.said.length + 1)}`);
    }
    await this.#pass(WORDS_MS);
  }

  async judge(): Promise<Verdict> {
    let complaints = await this.#complaints();
    // What is late is not wrong; what never comes is.
    for (let round = 0; round < MORE_ROUNDS && complaints.length > 0; round++) {
      await this.#pass(CALM_MS);
      complaints = await this.#complaints();
    }
    const { trace, devices, liedTo, time, startMs } = this.#world;
    const { entries } = this.#world.server.truth();
    const countOf = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
    const counts = {
      devices: devices.length,
      messages: countOf('application'),
      commits: countOf('commit'),
      liedTo: liedTo.size,
      virtualSeconds: Math.round((time.now - startMs) / 1_000),
    };
    return { seed: this.#plan.seed, complaints, trace, counts };
  }

  async #complaints(): Promise<string[]> {
    const findings = await findingsOf(this.#world, () => this.#process.settle());
    const all = await Promise.all(
      ORACLES.map(({ name, judge }) => judge(findings).then((found) => found.map((each) => `${name}: ${each}`))),
    );
    return all.flat();
  }

  #pass(ms: number): Promise<void> {
    const { time } = this.#world;
    return time.runUntil(time.now + ms, async () => {
      await this.#process.settle();
      await this.#witness.look();
    });
  }
}

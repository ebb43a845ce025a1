/** Something that happens in a simulation: an action of a person, or a fault. One file each, in actions/ and faults/. */
import type { Random } from './random.ts';
import type { SimDevice } from './device.ts';
import type { World } from './world.ts';

export interface Scene {
  readonly world: World;
  /** The device that acts, or that it happens to. */
  readonly device: SimDevice;
  readonly random: Random;
}

export interface Move {
  readonly name: string;
  /** How often, beside the others; 0 for what only a plan asks for. */
  readonly weight: number;
  /** What it did, for the trace; null when it could not. Starts things and does not wait for them. */
  readonly run: (scene: Scene) => string | null | Promise<string | null>;
}

/**
 * What a device does whose commit lost the race for an epoch: it stands in line. The server says how many that lost before it have not
 * come again yet (`ahead`); the device lets so many epochs pass and makes its commit then, and not before, since what is made earlier is
 * made for nothing. The line is advice: a device whose turn passes unused loses it, nobody is refused for coming early, and
 * whoever lies about it delays, which a server can do anyway. Beside it a jitter grows with every race lost.
 */
import { z } from 'zod';
import type { ErrorBody } from './errors.ts';

/** `epoch-conflict`, in its details: the room's epoch now, and who comes first. */
const Line = z.object({ epoch: z.int().nonnegative(), ahead: z.int().nonnegative() });

export interface LostRace {
  /** With this one. */
  readonly losses: number;
  /** From the beginning of the work on the commit to the answer, ms. */
  readonly raceMs: number;
  /** Null: the device saw by itself that it came too late. */
  readonly answer: ErrorBody | null;
  /** Where the device is. */
  readonly epoch: number;
}

export interface Turns {
  /** The epoch in which it is this device's turn. */
  readonly due: number;
  /** So long is one turn at most; then it counts as passed. */
  readonly turnMs: number;
  /** To wait after all turns. */
  readonly jitterMs: number;
}

/** A server that says more is not believed. */
const MOST_TURNS_MS = 60_000;
const TURN_MS = { least: 100, most: 2_000 };
const MOST_JITTER_MS = 5_000;
const MOST_DOUBLINGS = 16;

export function turnsAfter({ losses, raceMs, answer, epoch }: LostRace, random: () => number): Turns {
  const line = answer === null ? { epoch, ahead: 0 } : Line.safeParse(answer.details).data;
  const turnMs = Math.min(TURN_MS.most, Math.max(TURN_MS.least, 2 * raceMs));
  const most = epoch + Math.floor(MOST_TURNS_MS / turnMs);
  const due = line === undefined ? epoch : Math.min(line.epoch + line.ahead, most);
  // Without a line the first loss is already a reason to wait.
  const doublings = Math.min(MOST_DOUBLINGS, line === undefined ? losses : losses - 1);
  const span = Math.min(MOST_JITTER_MS, (turnMs / 2) * (2 ** doublings - 1));
  return { due, turnMs, jitterMs: Math.round(random() * span) };
}

/**
 * Waits until it is this device's turn to commit again (protocol's lost-race.ts): counted in the room's epochs as this device opens them,
 * and in time for a turn that nobody takes.
 */
import type { Turns } from '@alcove/protocol';

export interface Line {
  /** False: nothing is waited for any more. */
  readonly open: boolean;
  epoch(): number;
  /** Resolves with the room's next change of epoch. */
  moved(): Promise<void>;
  sleep(ms: number): Promise<void>;
}

export async function awaitTurn(line: Line, { due, turnMs, jitterMs }: Turns): Promise<void> {
  let left = due - line.epoch();
  while (left > 0 && line.open) {
    const before = line.epoch();
    await Promise.race([line.moved(), line.sleep(turnMs)]);
    left -= Math.max(1, line.epoch() - before);
  }
  if (line.open && jitterMs > 0) await line.sleep(jitterMs);
}

/**
 * One tab owns a profile: two would write one database and one ratchet. The owner holds a Web Lock, which the browser frees when
 * the tab goes, however it goes. Another tab that wants the profile asks over a BroadcastChannel and waits for the lock; the
 * owner stops its client first and leaves then. Nothing is ever taken by force.
 */
import { z } from 'zod';

const ANSWER_WITHIN_MS = 10_000;
/** After a reload the page before frees the lock a moment after this one asks for it. */
const FREE_WITHIN_MS = 2_000;
const Ask = z.strictObject({ ask: z.literal('leave') });

export interface Seat {
  /** Takes the profile when nobody has it. */
  take(): Promise<boolean>;
  /** Asks whoever has it to leave. False: they did not within ten seconds. */
  takeOver(): Promise<boolean>;
  leave(): void;
}

/** `onAsked`: another tab wants the profile this one has; stop the client, then `leave`. */
export function createSeat(profile: string, onAsked: () => void): Seat {
  const name = `alcove-profile-${profile}`;
  const channel = new BroadcastChannel(name);
  let release: (() => void) | null = null;

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (release !== null && Ask.safeParse(data).success) onAsked();
  };

  async function lockWithin(ms: number): Promise<boolean> {
    const { promise: granted, resolve } = Promise.withResolvers<boolean>();
    const held = navigator.locks.request(name, { signal: AbortSignal.timeout(ms) }, async () => {
      const left = Promise.withResolvers<void>();
      release = left.resolve;
      resolve(true);
      await left.promise;
    });
    // Settles without a grant when waiting took too long.
    held.then(
      () => resolve(false),
      () => resolve(false),
    );
    return granted;
  }

  return {
    take: async () => release !== null || (await lockWithin(FREE_WITHIN_MS)),
    async takeOver() {
      if (release !== null) return true;
      const granted = lockWithin(ANSWER_WITHIN_MS);
      channel.postMessage({ ask: 'leave' });
      return granted;
    },
    leave() {
      release?.();
      release = null;
    },
  };
}

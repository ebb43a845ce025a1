/**
 * Whether a whisper was said now. The server relays whispers, keeps copies if it likes, and could tell them again for as long as their key is
 * held: somebody would seem to write, or to be here, who is not. So each carries the time at which its device said it, and is heard once,
 * in the order in which that device said it (docs/checks.md W01, W02). In memory alone: a device that starts anew has the time only.
 */
import type { DeviceId, RoomId } from '@alcove/protocol';

/** How long a whisper may have been on its way, by the server's clock; or come early, since both ends only estimate it. ms. */
export const HEARD_WITHIN_MS = 60_000;

/** In which order: somebody writes in one room, and is here in all of them. */
export type Order = RoomId | 'here';

export interface SaidNow {
  /** What an own whisper carries: never the same twice. */
  next(): number;
  /** True once for each whisper; whatever its device said before it is not heard any more. */
  hear(device: DeviceId, order: Order, at: number): boolean;
}

/** `now`: the server's time, ms. */
export function createSaidNow(now: () => number): SaidNow {
  const heard = new Map<string, number>();
  let last = 0;
  return {
    next() {
      last = Math.max(Math.floor(now()), last + 1);
      return last;
    },
    hear(device, order, at) {
      const key = `${device} ${order}`;
      if (Math.abs(now() - at) > HEARD_WITHIN_MS) return false;
      if (at <= (heard.get(key) ?? -1)) return false;
      heard.set(key, at);
      return true;
    },
  };
}

/** What a screen shows of a secret chat, and of somebody's devices when one is begun. */
import type { DeviceId } from '@alcove/protocol';

/** A chat of one device of each person: this one, and theirs. */
export interface SecretView {
  readonly mine: string;
  readonly theirs: string;
  /** Nothing can be said any more, and why; what was said stays. */
  readonly end: SecretEnd | null;
}

/** `by-them`, `by-me`: somebody ended it. `device-gone`: theirs was removed. `out-of-step`: this device could not follow its keys. */
export type SecretEnd = 'by-them' | 'by-me' | 'device-gone' | 'out-of-step';

/** One of somebody's devices, as others see it. */
export interface TheirDevice {
  readonly device: DeviceId;
  readonly kind: string;
  /** What they wrote last, as far as this device saw it, came from there. */
  readonly wroteLast: boolean;
}

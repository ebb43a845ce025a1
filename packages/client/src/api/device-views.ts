/** What a screen shows of an account's devices: immutable snapshots, like those of views.ts. */
import type { DeviceId, DeviceKind, Username } from '@alcove/protocol';
import type { FailureCode } from './outcome.ts';

/** A new device asks to be let in; any of its ways may be taken at any time. */
export interface EnrollingView {
  readonly username: Username;
  readonly state:
    | 'asking' // another device can scan the square, or look at the request
    | 'comparing' // another device looks: both show the code
    | 'waiting' // the person said here that the codes are the same; now the other device
    | 'confirm' // the other device let this one in; are the codes the same here?
    | 'entering'
    | 'refused'
    | 'expired'
    | 'mismatch' // the person said that the codes differ
    | 'forged' // what came is not from who answered
    | 'failed' // let in, and it did not hold: `failure`
    | 'offline';
  /** The text of the square. */
  readonly scan: string | null;
  /** Eight digits. */
  readonly code: string | null;
  readonly failure: FailureCode | null;
  /** The password typed at log-in can open the vault. */
  readonly canOpen: boolean;
}

/** A device of this account, or one that wants to be. */
export interface OwnDeviceView {
  readonly device: DeviceId;
  readonly kind: DeviceKind;
  /** What its person called it, else what it calls itself; empty while that is not known. */
  readonly name: string;
  readonly isThis: boolean;
  /** ms since 1970, to the day; null while it is not known. */
  readonly addedAt: number | null;
  readonly lastSeenAt: number | null;
  /** It came in, and nobody at this device has said yet that they know it. */
  readonly isNew: boolean;
}

export interface WantingView {
  readonly id: string;
  readonly state:
    | 'wants'
    | 'meeting' // this device answered; the new one's keys are on the way
    | 'comparing' // both show the code
    | 'scanned' // its square was scanned here: no code is needed
    | 'forged'; // its keys are not those it committed to
  readonly name: string;
  readonly kind: DeviceKind | null;
  readonly code: string | null;
}

export interface DevicesView {
  /** This one first, then the newest. */
  readonly devices: readonly OwnDeviceView[];
  readonly wanting: readonly WantingView[];
  /** Log-ins that never became a device. */
  readonly unenrolled: number;
}

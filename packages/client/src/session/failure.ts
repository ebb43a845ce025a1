/** The one map from what the server and the network answer to the reasons a person gets a sentence for. */
import type { ErrorBody, ErrorCode } from '@alcove/protocol';
import { StoreError } from '@alcove/store';
import { failed, type FailureCode } from '../api/outcome.ts';
import type { ReasonCode } from '../api/reasons.ts';
import type { HttpOutcome } from '../ports.ts';

const BY_ERROR: Readonly<Record<ErrorCode, FailureCode>> = {
  malformed: 'internal',
  'too-large': 'too-large',
  'unsupported-version': 'unsupported-version',
  unauthorized: 'session-ended',
  'device-stale': 'device-stale',
  'mail-off': 'mail-off',
  'mail-failed': 'mail-failed',
  'link-expired': 'link-expired',
  forbidden: 'not-allowed',
  'not-found': 'unknown-person',
  'username-taken': 'username-taken',
  'login-failed': 'login-failed',
  'second-factor': 'second-factor',
  'second-factor-wrong': 'second-factor-wrong',
  'login-expired': 'login-failed',
  'registration-closed': 'not-allowed',
  'invalid-signature': 'internal',
  conflict: 'conflict',
  'direct-exists': 'conflict',
  'epoch-conflict': 'conflict',
  'stale-epoch': 'conflict',
  'commit-disputed': 'conflict',
  'verdict-refused': 'conflict',
  'policy-refused': 'not-allowed',
  'not-member': 'not-member',
  'no-key-package': 'no-key-package',
  'rate-limited': 'rate-limited',
  'storage-full': 'storage-full-server',
  restoring: 'server-unreachable',
  'shutting-down': 'server-unreachable',
  internal: 'internal',
};

export type Failure = ReturnType<typeof failed>;

/** The same may succeed with the next connection. */
const PASSING: ReadonlySet<FailureCode> = new Set([
  'offline',
  'rate-limited',
  'server-unreachable',
  'session-ended',
  'internal',
]);
export function mayPass(code: FailureCode): boolean {
  return PASSING.has(code);
}

/** Why a list of devices that was needed for a room is not there. */
export function listReason(code: FailureCode): ReasonCode {
  return code === 'identity-changed' || code === 'device-list-forged' ? code : 'device-list-missing';
}

export function failureOfError(error: ErrorBody): Failure {
  const retry = error.retryAfter === undefined ? {} : { retryAfterSeconds: error.retryAfter };
  return failed(BY_ERROR[error.code], { ...retry, detail: error.code });
}

export function failureOf(outcome: Exclude<HttpOutcome<unknown>, { kind: 'ok' }>): Failure {
  if (outcome.kind === 'refused') return failureOfError(outcome.error);
  return failed(outcome.kind === 'garbage' ? 'server-garbage' : 'offline');
}

const AGAIN: ReadonlySet<ErrorCode> = new Set([
  'rate-limited',
  'shutting-down',
  'internal',
  'storage-full',
  'commit-disputed',
  'restoring',
]);

/** Says nothing about what was asked: the same bytes may be taken a moment later. */
export function isPassing({ code }: ErrorBody): boolean {
  return AGAIN.has(code);
}

const BY_STORE: Readonly<Record<StoreError['code'], FailureCode>> = {
  full: 'storage-full-device',
  busy: 'elsewhere',
  lost: 'storage-lost',
  'newer-version': 'newer-database',
  failed: 'storage-lost',
};

/** What was thrown while the device's own database was opened or written. */
export function failureOfStore(error: unknown): FailureCode {
  return error instanceof StoreError ? BY_STORE[error.code] : 'internal';
}

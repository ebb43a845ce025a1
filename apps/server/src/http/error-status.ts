/** The one map from error codes to HTTP statuses. */
import type { ErrorCode } from '@alcove/protocol';

export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  malformed: 400,
  'too-large': 413,
  'unsupported-version': 426,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'username-taken': 409,
  'login-failed': 401,
  'login-expired': 401,
  'registration-closed': 403,
  'invalid-signature': 400,
  conflict: 409,
  'direct-exists': 409,
  'epoch-conflict': 409,
  'stale-epoch': 409,
  'commit-disputed': 409,
  'verdict-refused': 409,
  'policy-refused': 403,
  'not-member': 403,
  'no-key-package': 409,
  'rate-limited': 429,
  'storage-full': 507,
  'shutting-down': 503,
  internal: 500,
};

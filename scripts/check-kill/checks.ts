/** Every check of docs/checks.md that can be switched off by itself. */
import { ACCOUNT_CHECKS } from './account-checks.ts';
import { DEVICE_CHECKS } from './device-checks.ts';
import { ARCHIVE_CHECKS } from './archive-checks.ts';
import { PEOPLE_CHECKS } from './people-checks.ts';
import type { Check } from './check.ts';
import { CLIENT_CHECKS } from './client-checks.ts';
import { CRYPTO_CHECKS } from './crypto-checks.ts';
import { COMMIT_CHECKS } from './groups/commits.ts';
import { JOIN_CHECKS } from './groups/joins.ts';
import { LIST_CHECKS } from './groups/lists.ts';
import { LOG_CHECKS } from './groups/log.ts';
import { POLICY_CHECKS } from './groups/policies.ts';
import { RENEWAL_CHECKS } from './groups/renewals.ts';
import { SECRET_CHECKS } from './secret-checks.ts';
import { LOCK_CHECKS } from './lock-checks.ts';
import { SETTINGS_CHECKS } from './settings-checks.ts';
import { SETTLEMENT_CHECKS } from './settlement-checks.ts';
import { TOLD_AGAIN } from './told-again.ts';
import { WHISPER_CHECKS } from './whisper-checks.ts';

export const CHECKS: readonly Check[] = [
  ...CRYPTO_CHECKS,
  ...COMMIT_CHECKS,
  ...JOIN_CHECKS,
  ...LIST_CHECKS,
  ...POLICY_CHECKS,
  ...RENEWAL_CHECKS,
  ...LOG_CHECKS,
  ...CLIENT_CHECKS,
  ...ACCOUNT_CHECKS,
  ...DEVICE_CHECKS,
  ...TOLD_AGAIN,
  ...SETTLEMENT_CHECKS,
  ...ARCHIVE_CHECKS,
  ...PEOPLE_CHECKS,
  ...SECRET_CHECKS,
  ...SETTINGS_CHECKS,
  ...LOCK_CHECKS,
  ...WHISPER_CHECKS,
];

/** Checks of docs/checks.md that no change of one place takes away, with the reason: there is nothing to switch off. */
export const WITHOUT_A_SWITCH: Readonly<Record<string, string>> = {};

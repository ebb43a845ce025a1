/** Every check of docs/checks.md that can be switched off by itself. */
import { ACCOUNT_CHECKS } from './account-checks.ts';
import { DEVICE_CHECKS } from './device-checks.ts';
import { ARCHIVE_CHECKS } from './archive-checks.ts';
import { PEOPLE_CHECKS } from './people-checks.ts';
import type { Check } from './check.ts';
import { CLIENT_CHECKS } from './client-checks.ts';
import { CRYPTO_CHECKS } from './crypto-checks.ts';
import { SECRET_CHECKS } from './secret-checks.ts';
import { LOCK_CHECKS } from './lock-checks.ts';
import { SETTINGS_CHECKS } from './settings-checks.ts';
import { SETTLEMENT_CHECKS } from './settlement-checks.ts';
import { TOLD_AGAIN } from './told-again.ts';

export const CHECKS: readonly Check[] = [
  ...CRYPTO_CHECKS,
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
];

/** C13: the server goes back to a vault that the account replaced: whole, or some of it beside what is newer. */
import type { StoredVault } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';
import { swapVault } from './vault-lies.ts';

export const ROLLED_BACK: Readonly<
  Record<'whole' | 'old wraps' | 'old tag', (old: StoredVault, now: StoredVault) => StoredVault>
> = {
  whole: (old) => old,
  'old wraps': (old, now) => ({ ...now, wraps: old.wraps }),
  'old tag': (old, now) => ({ ...now, version: now.version + 1, tag: old.tag }),
};

export function rollBackVault(old: StoredVault, how: keyof typeof ROLLED_BACK = 'whole'): Attack {
  return { ...swapVault((now) => ROLLED_BACK[how](old, now)), claim: 'C13' };
}

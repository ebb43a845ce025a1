/** What an account is called in the switcher. */
import { t } from '@alcove/locales';
import type { AccountView } from '@alcove/platform-web';
import type { AccountSlot } from '@alcove/protocol';

/** What the switcher needs of the page around it. */
export interface AccountsHere {
  readonly accounts: readonly AccountView[];
  readonly shown: AccountSlot;
  readonly show: (slot: AccountSlot) => void;
  /** Null: this browser holds as many as it can. */
  readonly add: (() => void) | null;
}

export function othersOf({ accounts, shown }: AccountsHere): readonly AccountView[] {
  return accounts.filter(({ slot }) => slot !== shown);
}

/** What is for this person in the accounts that are not shown. */
export function litElsewhere(here: AccountsHere): number {
  return othersOf(here).reduce((sum, { lit }) => sum + lit, 0);
}

export function nameOf({ me, username }: AccountView): string {
  return me?.displayName ?? (username === null ? t.accounts.nobody : `@${username}`);
}

/** Handle and server, as one tells it to somebody. */
export function addressOf({ me, username }: AccountView): string | null {
  const handle = me?.username ?? username;
  return handle === null ? null : `@${handle}@${location.host}`;
}

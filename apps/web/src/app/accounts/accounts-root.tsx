/**
 * Which of this browser's accounts the page shows. Each has a client, a place in the app and a theme of its own; changing it mounts the app
 * anew, so that nothing on the screen outlives its account. Owns no list: who is here comes from the worker.
 */
import type { Accounts, AccountsView } from '@alcove/platform-web';
import type { AccountSlot } from '@alcove/protocol';
import { ClientProvider, differBeside, useInBackground } from '@alcove/react';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import { t } from '@alcove/locales';
import { addressOf, type AccountsHere } from '../../features/accounts/who.ts';
import { forgetRecentEmoji } from '../../emoji/recent.ts';
import { dropToasts, showToast } from '../../ui/overlay/toast-store.ts';
import { goTo, placeOf, useReturns } from '../route.ts';
import { forgetLook, showLookOf } from '../appearance.ts';
import { keepShown, shownLast } from './shown.ts';

export interface ShownAccounts extends AccountsHere {
  /** The person came here from another account: there is a focus to place. */
  readonly isArriving: boolean;
}

const AccountsContext = createContext<ShownAccounts | null>(null);

export function useAccounts(): ShownAccounts {
  const here = useContext(AccountsContext);
  if (here === null) throw new Error('no AccountsRoot above this component');
  return here;
}

const NOBODY: AccountsView = { accounts: [], free: null };

export function AccountsRoot({ accounts, children }: { accounts: Accounts; children: ReactNode }): ReactElement {
  const view = useView(accounts);
  const [shown, setShown] = useState(shownLast);
  const [isArriving, setArriving] = useState(false);
  const places = useRef(new Map<AccountSlot, string>());

  const turnTo = useCallback(
    (slot: AccountSlot) => {
      accounts.show(slot);
      keepShown(slot);
      showLookOf(slot);
      setShown(slot);
      setArriving(true);
    },
    [accounts],
  );
  const show = useCallback(
    (slot: AccountSlot) => {
      if (slot === shown) return;
      places.current.set(shown, placeOf());
      turnTo(slot);
      goTo(slot, places.current.get(slot) ?? '/');
    },
    [shown, turnTo],
  );
  useReturns(shown, (slot) => {
    if (!view.accounts.some((account) => account.slot === slot)) return false;
    dropToasts();
    turnTo(slot);
    return true;
  });
  useGoingOn(view, shown, show);

  const { free } = view;
  const here = useMemo(
    (): ShownAccounts => ({
      accounts: view.accounts,
      shown,
      isArriving,
      show(slot) {
        // What one account was told is not for the eyes of the next.
        dropToasts();
        show(slot);
      },
      add:
        free === null
          ? null
          : () => {
              dropToasts();
              forgetLook(free);
              show(free);
            },
    }),
    [view, shown, isArriving, show, free],
  );
  return (
    <AccountsContext value={here}>
      <ClientProvider key={shown} client={accounts.client(shown)}>
        {children}
      </ClientProvider>
    </AccountsContext>
  );
}

/** Whoever logs out, or erases their account here, is not left at a door while another account is in. */
function useGoingOn(view: AccountsView, shown: AccountSlot, show: (slot: AccountSlot) => void): void {
  const before = useRef<AccountsView['accounts'][number] | undefined>(undefined);
  useEffect(() => {
    const now = view.accounts.find(({ slot }) => slot === shown);
    const was = before.current;
    before.current = now;
    if (was === undefined || now === undefined || was.slot !== now.slot) return;
    // From a session that ended one logs out to log in again.
    const loggedOut = was.state === 'in' && now.state === 'out';
    const isGone =
      now.state === 'new' &&
      (was.state === 'in' || was.state === 'ended' || was.state === 'locked' || was.state === 'removed');
    if (!loggedOut && !isGone) return;
    if (isGone) {
      // Whoever is gone from this device leaves no taste here either.
      forgetLook(shown);
      forgetRecentEmoji();
    }
    const next = view.accounts.find(({ slot, state }) => slot !== shown && state === 'in');
    if (next === undefined) return;
    show(next.slot);
    const who = addressOf(now);
    if (loggedOut && who !== null) showToast(t.accounts.loggedOut(who));
  }, [view, shown, show]);
}

function useView(accounts: Accounts): AccountsView {
  return useInBackground(accounts.subscribe, hurries) ?? NOBODY;
}

/** Counts move with every message, whoever is here does not. */
const COUNTS: ReadonlySet<keyof AccountsView['accounts'][number]> = new Set(['lit']);
const hurries = (before: AccountsView, now: AccountsView): boolean =>
  before.free !== now.free ||
  before.accounts.length !== now.accounts.length ||
  now.accounts.some((account, at) => differBeside(before.accounts[at] ?? account, account, COUNTS));

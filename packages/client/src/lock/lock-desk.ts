/**
 * The app lock of the account at work: setting, changing and removing it, and the time after which it locks. What is kept on the disk
 * is kept-lock.ts; opening and closing the account is the account desk's.
 */
import { lockKey, openLock, withLockPasskey, type AppLockRecord, type LockPasskey } from '@alcove/crypto/app-lock';
import { equalBytes, type AccountId, type Bytes } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { LOCK_SHORTEST, type LockMinutes, type LockView } from '../api/lock-views.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { hueOf } from '../people/people.ts';
import type { Ports } from '../ports.ts';
import { createIdle } from './idle.ts';
import { createKeptLock, type KeptLock } from './kept-lock.ts';
import { MINUTES_AT_FIRST, putMinutes, readMinutes } from './minutes.ts';
import { triesLeft, waitsUntil, type TriesKept } from './tries.ts';

const MINUTE_MS = 60_000;
const FEWEST_DIFFERENT = 3;

export interface LockDesk extends Pick<KeptLock, 'load' | 'keepKey' | 'show' | 'forget'> {
  readonly view: LockView | null;
  /** The account is open. */
  begin(account: AccountId, store: Store): Promise<void>;
  /** The account was closed. */
  end(): void;
  set(input: { passphrase: string; current: string | null; minutes: LockMinutes }): Promise<Outcome>;
  remove(passphrase: string): Promise<Outcome>;
  setMinutes(minutes: LockMinutes): Promise<Outcome>;
  setPasskey(passphrase: string, passkey: LockPasskey | null): Promise<Outcome>;
  stayOpen(): void;
  lockIfIdle(): void;
}

/** `onIdle`: nobody was here for long enough. */
export function createLockDesk(
  ports: Pick<Ports, 'keys' | 'clock'>,
  kept: () => TriesKept | null,
  onIdle: () => void,
  changed: () => void,
): LockDesk {
  const lock = createKeptLock(ports, kept, changed);
  const idle = createIdle(ports.clock, onIdle);
  let open: { readonly account: AccountId; readonly store: Store } | null = null;
  let minutes: LockMinutes = MINUTES_AT_FIRST;

  async function lockAfter(after: LockMinutes, store: Store): Promise<void> {
    await store.write(putMinutes(store, after));
    minutes = after;
    if (lock.held !== null) idle.start(after * MINUTE_MS);
    changed();
  }

  /** Changes the lock that is there, with the key in it. */
  async function within(
    passphrase: string,
    change: (key: Bytes, at: NonNullable<KeptLock['held']>) => Promise<void>,
  ): Promise<Outcome> {
    const shown = await lock.show({ with: 'passphrase', passphrase });
    if (!shown.ok) return shown;
    if (lock.held !== null) await change(shown.key, lock.held);
    shown.key.fill(0);
    changed();
    return done;
  }

  return {
    load: lock.load,
    keepKey: lock.keepKey,
    show: lock.show,
    forget: lock.forget,
    get view() {
      return lock.held === null ? null : viewOf(lock.held, lock, minutes, ports.clock.now());
    },
    async begin(account, store) {
      open = { account, store };
      minutes = await readMinutes(store);
      if (lock.held !== null) idle.start(minutes * MINUTE_MS);
    },
    end() {
      idle.stop();
      open = null;
    },
    async set({ passphrase, current, minutes: after }) {
      if (isWeak(passphrase)) return failed('lock-weak');
      if (open === null) return failed('session-ended');
      const { account, store } = open;
      const own = await lock.ownKey(current);
      if (!own.ok) return own;
      const fresh = await soundLock(account, own.key, passphrase);
      own.key.fill(0);
      if (fresh === null) return failed('internal');
      await lockAfter(after, store);
      await lock.keepRecord(account, { ...fresh, passkey: lock.held?.record.passkey ?? null });
      idle.start(after * MINUTE_MS);
      await lock.forgiveTries();
      return done;
    },
    remove: (passphrase) =>
      within(passphrase, async (key) => {
        await lock.keepKey(key);
        idle.stop();
      }),
    async setMinutes(after) {
      if (open === null) return failed('session-ended');
      await lockAfter(after, open.store);
      return done;
    },
    setPasskey: (passphrase, passkey) =>
      within(passphrase, async (key, { account, record }) => {
        const next = passkey === null ? { ...record, passkey: null } : withLockPasskey(account, record, key, passkey);
        await lock.keepRecord(account, next);
      }),
    stayOpen: idle.touch,
    lockIfIdle: () => void idle.look(),
  };
}

function viewOf(
  { account, record }: NonNullable<KeptLock['held']>,
  { tries }: KeptLock,
  minutes: LockMinutes,
  now: number,
): LockView {
  return {
    minutes,
    passkey: record.passkey?.credential ?? null,
    triesLeft: triesLeft(tries),
    waitsUntil: waitsUntil(tries, now),
    hue: hueOf(account),
  };
}

/** Null: it did not give the key back, which would be the end of the store. */
async function soundLock(account: AccountId, key: Bytes, passphrase: string): Promise<AppLockRecord | null> {
  const fresh = await lockKey(account, key, passphrase);
  const again = await openLock(account, fresh, passphrase);
  const isSound = again !== null && equalBytes(again, key);
  again?.fill(0);
  return isSound ? fresh : null;
}

function isWeak(passphrase: string): boolean {
  const characters = [...passphrase.normalize('NFC')];
  return characters.length < LOCK_SHORTEST || new Set(characters).size < FEWEST_DIFFERENT;
}

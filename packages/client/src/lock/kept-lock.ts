/**
 * What is kept of the store's key between starts: the key itself, or a record that only a passphrase or a passkey opens; and how often a
 * wrong passphrase was tried. What is kept changes in one step of the KeyKeeper, so that a power cut leaves the lock as it was
 * or as it is to be. The key is in memory only while it is moved.
 */
import { AppLockRecord, openLock, openLockByPasskey } from '@alcove/crypto/app-lock';
import { decodeCbor, encodeCbor, type AccountId, type Bytes } from '@alcove/protocol';
import type { LockKey } from '../api/lock-views.ts';
import { failed } from '../api/outcome.ts';
import type { Ports } from '../ports.ts';
import type { Failure } from '../session/failure.ts';
import { asOf, NO_TRIES, waitsUntil, type Tries, type TriesKept } from './tries.ts';

const KEY_BYTES = 32;
const SHORTEST_PRF = 32;

type Shown = { readonly ok: true; readonly key: Bytes } | Failure;

export interface KeptLock {
  /** The lock that is set; null: the key is kept as it is, or nothing. */
  readonly held: { readonly account: AccountId; readonly record: AppLockRecord } | null;
  readonly tries: Tries;
  /** `locked`: the key is not at hand. Null: nothing that could open the account's store. */
  load(account: AccountId): Promise<Bytes | 'locked' | null>;
  keepKey(key: Bytes): Promise<void>;
  keepRecord(account: AccountId, record: AppLockRecord): Promise<void>;
  forget(): void;
  /** Every try of a passphrase counts before it is judged (docs/checks.md, L02, L03). */
  show(by: LockKey): Promise<Shown>;
  /** The key, by the lock that is set or as it is kept without one. */
  ownKey(passphrase: string | null): Promise<Shown>;
  forgiveTries(): Promise<void>;
}

export function createKeptLock(
  ports: Pick<Ports, 'keys' | 'clock'>,
  kept: () => TriesKept | null,
  changed: () => void,
): KeptLock {
  let held: KeptLock['held'] = null;
  let tries: Tries = NO_TRIES;

  async function count(next: Tries): Promise<void> {
    tries = next;
    await kept()?.putLockTries(next);
    changed();
  }
  async function right(key: Bytes): Promise<Shown> {
    await count(NO_TRIES);
    return { ok: true, key };
  }

  async function show(by: LockKey): Promise<Shown> {
    if (held === null) return failed('lock-wrong');
    const { account, record } = held;
    if (by.with === 'passkey') {
      const key = by.prf.length < SHORTEST_PRF ? null : openLockByPasskey(account, record, by);
      return key === null ? failed('lock-wrong') : right(key);
    }
    const now = ports.clock.now();
    tries = asOf(tries, now);
    const until = waitsUntil(tries, now);
    if (until !== null) return failed('rate-limited', { retryAfterSeconds: Math.ceil((until - now) / 1_000) });
    await count({ wrong: tries.wrong + 1, at: now });
    const key = await openLock(account, record, by.passphrase);
    return key === null ? failed('lock-wrong') : right(key);
  }

  return {
    get held() {
      return held;
    },
    get tries() {
      return tries;
    },
    async load(account) {
      const bytes = await ports.keys.load();
      held = null;
      if (bytes === null || bytes.length === KEY_BYTES) return bytes;
      const record = readRecord(bytes);
      if (record === null) return null;
      held = { account, record };
      tries = asOf((await kept()?.lockTries()) ?? NO_TRIES, ports.clock.now());
      return 'locked';
    },
    async keepKey(key) {
      await ports.keys.save(key);
      held = null;
      await count(NO_TRIES);
    },
    async keepRecord(account, record) {
      await ports.keys.save(encodeCbor(record));
      held = { account, record };
    },
    forget() {
      held = null;
      tries = NO_TRIES;
    },
    show,
    async ownKey(passphrase) {
      if (held !== null) return show({ with: 'passphrase', passphrase: passphrase ?? '' });
      const key = await ports.keys.load();
      return key?.length === KEY_BYTES ? { ok: true, key } : failed('session-ended');
    },
    forgiveTries: () => count(NO_TRIES),
  };
}

function readRecord(bytes: Bytes): AppLockRecord | null {
  try {
    return decodeCbor(AppLockRecord, bytes, 'app lock');
  } catch {
    // Damaged: the person logs in again, which opens the store by the password.
    return null;
  }
}

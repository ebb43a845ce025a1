/**
 * The pinned device lists of everyone this device has met. A list only moves forward along its signed chain; what does not
 * follow is refused and stays refused, whatever the server says next (protocol.md §3).
 */
import { followDeviceLists, type KnownList } from '@alcove/crypto';
import {
  AccountId,
  bytesSchema,
  decodeCbor,
  DeviceList,
  encodeCbor,
  fromBase64url,
  type RouteRequest,
  type Username,
} from '@alcove/protocol';
import type { Store } from '@alcove/store';
import { z } from 'zod';
import { failed, type Outcome } from '../api/outcome.ts';
import type { People } from '../people/people.ts';
import { failureOf } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';

export interface KnownLists {
  readonly all: ReadonlyMap<AccountId, KnownList>;
  /** The newest list the server has; from the first version on when the account is new here. */
  refresh(account: AccountId): Promise<Outcome<KnownList>>;
  /** Only asks when nothing is known, or nothing as new as `seq`. */
  atLeast(account: AccountId, seq: number): Promise<Outcome<KnownList>>;
  /** Accounts whose newest list was asked for after this server time. */
  fetchedSince(atMs: number): readonly AccountId[];
  /** Accounts whose version was not known here at this server time yet: what it says may be newer than an entry of that time. */
  learnedSince(atMs: number): readonly AccountId[];
  find(username: Username): Promise<Outcome<AccountId>>;
}

const Stored = z.strictObject({ list: DeviceList, hash: bytesSchema, fetchedAt: z.int() });

/** This device's idea of the server's time is off by a round trip or two. */
const CLOCK_MARGIN_MS = 10_000;

export interface ListAlarms {
  (account: AccountId, code: 'device-list-forged' | 'identity-changed'): void;
}

export async function loadKnownLists(
  store: Store,
  calls: ServerCalls,
  people: People,
  now: () => number,
  alarm: ListAlarms,
  moved: (known: KnownList, before: KnownList | null) => void,
): Promise<KnownLists> {
  const all = new Map<AccountId, KnownList>();
  const fetched = new Map<AccountId, number>();
  /** When the version in `all` was first seen. */
  const learned = new Map<AccountId, number>();
  for (const [account, bytes] of await store.deviceLists.all()) {
    const { list, hash, fetchedAt } = decodeCbor(Stored, bytes, 'known list');
    all.set(account, { list, hash });
    fetched.set(account, fetchedAt);
    learned.set(account, fetchedAt);
  }
  const asking = new Map<string, Promise<Outcome<KnownList>>>();

  async function ask(query: RouteRequest<'person'>): Promise<Outcome<KnownList>> {
    const asked = Math.floor(now());
    const reply = await calls.call('person', query);
    if (reply.kind !== 'ok') return failureOf(reply);
    const { account, lists, username, successor } = reply.value;
    if (query.account !== undefined && query.account !== account) return failed('server-garbage');
    // A name stays with the account it was first seen with: another account under it is another person.
    if (people.all().some((known) => known.username === username && known.account !== account)) {
      return failed('identity-changed');
    }
    const before = all.get(account) ?? null;
    // By name, the server sends the whole chain: what is known already is skipped, and what follows must link to it.
    const fresh = lists.map(fromBase64url).slice(query.username === undefined ? 0 : (before?.list.seq ?? 0));
    const followed = followDeviceLists(before, account, fresh);
    if (!followed.ok) {
      const code = followed.code === 'identity-changed' ? 'identity-changed' : 'device-list-forged';
      alarm(account, code);
      return failed(code);
    }
    const { known } = followed;
    if (known.list.username !== username || (query.username ?? username) !== username)
      return failed('device-list-forged');
    await keep(account, known, asked);
    // The server's word alone: it can alarm, and nothing else follows from it.
    if (successor !== undefined) alarm(account, 'identity-changed');
    fetched.set(account, asked);
    return { ok: true, value: known };
  }

  async function keep(account: AccountId, known: KnownList, fetchedAt: number): Promise<void> {
    const before = all.get(account) ?? null;
    if (before?.list.seq === known.list.seq) return;
    const name =
      people.username(account) === null
        ? people.learn({ account, username: known.list.username, displayName: '' })
        : null;
    await store.write(store.deviceLists.put(account, encodeCbor({ ...known, fetchedAt })), name?.statements ?? []);
    name?.adopt();
    all.set(account, known);
    learned.set(account, fetchedAt);
    moved(known, before);
  }

  function once(key: string, query: () => RouteRequest<'person'>): Promise<Outcome<KnownList>> {
    const running = asking.get(key) ?? ask(query()).finally(() => asking.delete(key));
    asking.set(key, running);
    return running;
  }

  const refresh = (account: AccountId): Promise<Outcome<KnownList>> =>
    once(account, () => ({ account, after: all.get(account)?.list.seq ?? 0 }));

  return {
    all,
    refresh,
    async atLeast(account, seq) {
      const known = all.get(account);
      return known !== undefined && known.list.seq >= seq ? { ok: true, value: known } : refresh(account);
    },
    async find(username) {
      const found = await once(`@${username}`, () => ({ username, after: 0 }));
      return found.ok ? { ok: true, value: found.value.list.account } : found;
    },
    fetchedSince: (atMs) => since(fetched, atMs),
    learnedSince: (atMs) => since(learned, atMs - CLOCK_MARGIN_MS),
  };
}

function since(times: ReadonlyMap<AccountId, number>, atMs: number): readonly AccountId[] {
  return [...times].filter(([, at]) => at > atMs).map(([account]) => account);
}

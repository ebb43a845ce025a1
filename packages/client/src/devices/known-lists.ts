/**
 * The pinned device lists of everyone this device has met. A list only moves forward along its signed chain; what does not
 * follow is refused and stays refused, whatever the server says next (protocol.md §3). Another identity under a known account is
 * noted, and pinned only when this person says so; rooms whose policy names the identity before go on being judged by that one.
 */
import { followDeviceLists, type KnownList } from '@alcove/crypto';
import {
  AccountId,
  bytesSchema,
  decodeCbor,
  DeviceList,
  encodeCbor,
  equalBytes,
  fromBase64url,
  type Bytes,
  type Policy,
  type RouteReply,
  type RouteRequest,
  type Username,
} from '@alcove/protocol';
import type { SqlStatement, Store } from '@alcove/store';
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
  /** Since when the server tells of another identity than the pinned one, ms; null while it does not. */
  changedAt(account: AccountId): number | null;
  /** The identity the server tells of now, verified from its first version on. Nothing is pinned by asking. */
  candidate(account: AccountId): Promise<Outcome<KnownList>>;
  /** From now on this is who they are. */
  pin(account: AccountId, known: KnownList): Promise<void>;
  /** For each member, the list of the identity that the policy names, as far as one is known. */
  under(policy: Policy): ReadonlyMap<AccountId, KnownList>;
}

const List = z.strictObject({ list: DeviceList, hash: bytesSchema });
const Stored = List.extend({
  fetchedAt: z.int(),
  changedAt: z.int().optional(),
  /** This person knows that somebody goes on under this one's name with another account. */
  succeeded: z.boolean().optional(),
  /** Identities that were pinned before. */
  former: z.array(List).optional(),
});
type Kept = z.infer<typeof Stored>;

/** This device's idea of the server's time is off by a round trip or two. */
const CLOCK_MARGIN_MS = 10_000;

export interface ListAlarms {
  (account: AccountId, code: 'device-list-forged' | 'identity-changed'): void;
}

/** The identity key this person stands by for an account, if they compared it, on whichever device. */
export type StoodBy = (account: AccountId) => Promise<Bytes | null>;

export async function loadKnownLists(
  store: Store,
  calls: ServerCalls,
  people: People,
  now: () => number,
  alarm: ListAlarms,
  stoodBy: StoodBy,
  moved: (known: KnownList, before: KnownList | null) => void,
): Promise<KnownLists> {
  const all = new Map<AccountId, KnownList>();
  const fetched = new Map<AccountId, number>();
  /** When the version in `all` was first seen. */
  const learned = new Map<AccountId, number>();
  const changed = new Map<AccountId, number>();
  /** Told to go on as another account; `succeeded` once this person accepted that. */
  const successions = new Set<AccountId>();
  const succeeded = new Set<AccountId>();
  const former = new Map<AccountId, readonly KnownList[]>();
  for (const [account, bytes] of await store.deviceLists.all()) {
    const stored = decodeCbor(Stored, bytes, 'known list');
    const { list, hash, fetchedAt, changedAt, former: earlier } = stored;
    all.set(account, { list, hash });
    if (stored.succeeded === true) succeeded.add(account);
    fetched.set(account, fetchedAt);
    learned.set(account, fetchedAt);
    if (changedAt !== undefined) changed.set(account, changedAt);
    if (earlier !== undefined) former.set(account, earlier);
  }
  const asking = new Map<string, Promise<Outcome<KnownList>>>();

  async function ask(query: RouteRequest<'person'>): Promise<Outcome<KnownList>> {
    const asked = Math.floor(now());
    const reply = await calls.call('person', query);
    if (reply.kind !== 'ok') return failureOf(reply);
    const { account, lists, username, successor } = reply.value;
    if (query.account !== undefined && query.account !== account) return failed('server-garbage');
    // A name stays with the account it was first seen with: another account under it is another person.
    const namesake = people
      .all()
      .find((known) => known.username === username && known.account !== account && !succeeded.has(known.account));
    if (namesake !== undefined) {
      await noteChanged(namesake.account);
      successions.add(namesake.account);
      return failed('identity-changed');
    }
    const before = all.get(account) ?? null;
    // By name, the server sends the whole chain: of what is known already the newest is held against what was pinned, and what
    // follows must link to it.
    const skipped = query.username === undefined ? 0 : Math.max(0, (before?.list.seq ?? 0) - 1);
    const fresh = lists.map(fromBase64url).slice(skipped);
    const followed = followDeviceLists(before, account, fresh);
    if (!followed.ok && followed.code !== 'identity-changed') {
      alarm(account, 'device-list-forged');
      return failed('device-list-forged');
    }
    const compared = before === null ? await stoodBy(account) : null;
    if (!followed.ok || (compared !== null && !equalBytes(compared, followed.known.list.aik))) {
      await noteChanged(account);
      return failed('identity-changed');
    }
    const { known } = followed;
    if (known.list.username !== username || (query.username ?? username) !== username)
      return failed('device-list-forged');
    await keep(account, known, asked);
    // The server's word alone: it can alarm and stop what this person sends to them, and nothing else follows from it.
    if (successor !== undefined && !succeeded.has(account)) {
      await noteChanged(account);
      successions.add(account);
    }
    fetched.set(account, asked);
    return { ok: true, value: known };
  }

  async function noteChanged(account: AccountId): Promise<void> {
    if (!changed.has(account)) {
      changed.set(account, Math.floor(now()));
      await write(account);
    }
    alarm(account, 'identity-changed');
  }

  /** Nothing is stored of an account that has no list here. */
  async function write(account: AccountId, more: readonly SqlStatement[] = []): Promise<void> {
    const known = all.get(account);
    if (known === undefined) return;
    const kept: Kept = { ...known, fetchedAt: fetched.get(account) ?? 0 };
    const changedAt = changed.get(account);
    if (changedAt !== undefined) kept.changedAt = changedAt;
    if (succeeded.has(account)) kept.succeeded = true;
    const earlier = former.get(account);
    if (earlier !== undefined) kept.former = [...earlier];
    await store.write(store.deviceLists.put(account, encodeCbor(kept)), more);
  }

  async function keep(account: AccountId, known: KnownList, fetchedAt: number): Promise<void> {
    const before = all.get(account) ?? null;
    if (before?.list.seq === known.list.seq) return;
    const name =
      people.username(account) === null
        ? people.learn({ account, username: known.list.username, displayName: '' })
        : null;
    all.set(account, known);
    fetched.set(account, fetchedAt);
    learned.set(account, fetchedAt);
    try {
      await write(account, name?.statements ?? []);
    } catch (error) {
      // What is not on disk is not known.
      if (before === null) all.delete(account);
      else all.set(account, before);
      throw error;
    }
    name?.adopt();
    moved(known, before);
  }

  async function candidate(account: AccountId): Promise<Outcome<KnownList>> {
    const reply = await calls.call('person', { account, after: 0 });
    if (reply.kind !== 'ok') return failureOf(reply);
    if (reply.value.successor !== undefined) successions.add(account);
    return verified(account, reply.value);
  }

  function verified(account: AccountId, reply: RouteReply<'person'>): Outcome<KnownList> {
    const before = all.get(account) ?? null;
    const lists = reply.lists.map(fromBase64url);
    const whole = followDeviceLists(null, account, lists);
    if (!whole.ok || whole.known.list.username !== reply.username) return failed('device-list-forged');
    if (before === null || !equalBytes(whole.known.list.aik, before.list.aik)) return { ok: true, value: whole.known };
    // The one that is known after all: then it must follow from what is known.
    const followed = followDeviceLists(before, account, lists.slice(before.list.seq));
    return followed.ok ? { ok: true, value: followed.known } : failed('device-list-forged');
  }

  async function pin(account: AccountId, known: KnownList): Promise<void> {
    const before = all.get(account);
    if (before !== undefined && !equalBytes(before.list.aik, known.list.aik))
      former.set(account, [...(former.get(account) ?? []), before]);
    else if (successions.has(account)) succeeded.add(account);
    all.set(account, known);
    changed.delete(account);
    await write(account);
  }

  function under(policy: Policy): ReadonlyMap<AccountId, KnownList> {
    const earlier = [...policy.members].flatMap(([account, aik]): [AccountId, KnownList][] => {
      const known = all.get(account);
      if (known === undefined || equalBytes(known.list.aik, aik)) return [];
      const named = former.get(account)?.findLast(({ list }) => equalBytes(list.aik, aik));
      return named === undefined ? [] : [[account, named]];
    });
    return earlier.length === 0 ? all : new Map([...all, ...earlier]);
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
    changedAt: (account) => changed.get(account) ?? null,
    candidate,
    pin,
    under,
  };
}

function since(times: ReadonlyMap<AccountId, number>, atMs: number): readonly AccountId[] {
  return [...times].filter(([, at]) => at > atMs).map(([account]) => account);
}

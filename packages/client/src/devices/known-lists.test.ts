/** Whose list it is: what the server answers is held against what was asked, and a name stays with its account. */
import { newKeyPair, signDeviceList, type KeyPair } from '@alcove/crypto';
import { AccountId, DeviceId, toBase64url, Username, type RouteReply } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { loadKnownLists, type KnownLists } from './known-lists.ts';

const ANA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const name = (text: string): Username => Username.parse(text);

/** The first version of somebody's list, as the server hands it out. */
function listOf(account: AccountId, username: string, aik: KeyPair = newKeyPair()): RouteReply<'person'> {
  const list = signDeviceList(aik, {
    v: 1,
    account,
    username: name(username),
    seq: 1,
    prev: null,
    aik: aik.public,
    devices: [{ device: PHONE, deviceKey: newKeyPair().public, kind: 'phone', addedSeq: 1 }],
    revoked: [],
    vaultHash: new Uint8Array(32),
  });
  return { account, username: name(username), lists: [toBase64url(list)] };
}

interface Here {
  readonly lists: KnownLists;
  readonly alarms: readonly string[];
  /** What the server says from now on, whatever it is asked. */
  answer: RouteReply<'person'>;
}

async function here(answer: RouteReply<'person'>): Promise<Here> {
  const names = new Map<AccountId, Username>();
  const alarms: string[] = [];
  const parts = {
    store: { deviceLists: { all: () => Promise.resolve([]), put: () => [] }, write: () => Promise.resolve() },
    calls: { call: () => Promise.resolve({ kind: 'ok', value: at.answer }) },
    people: {
      username: (account: AccountId) => names.get(account) ?? null,
      all: () => [...names].map(([account, username]) => ({ account, username })),
      learn: (row: { account: AccountId; username: Username }) => ({
        statements: [],
        adopt: () => void names.set(row.account, row.username),
      }),
    },
  } as const;
  const [store, calls, people] = Object.values(parts) as unknown as Parameters<typeof loadKnownLists>;
  const lists = await loadKnownLists(
    store,
    calls,
    people,
    () => 1_000,
    (account, code) => void alarms.push(`${account.slice(0, 1)} ${code}`),
    () => Promise.resolve(null),
    () => undefined,
  );
  const at: Here = { lists, alarms, answer };
  return at;
}

const refused = (code: string): unknown => ({ ok: false, code });

test('what is asked for is pinned', async () => {
  const at = await here(listOf(ANA, 'ana'));
  expect(await at.lists.find(name('ana'))).toEqual({ ok: true, value: ANA });
  expect(await at.lists.refresh(ANA)).toMatchObject({ ok: true });
  expect(at.alarms).toEqual([]);
});

test('[K75] an answer about somebody else than was asked for', async () => {
  const at = await here(listOf(BEN, 'ben'));
  expect(await at.lists.refresh(ANA)).toEqual(refused('server-garbage'));
  expect(at.lists.all.size).toBe(0);
});

test('[K75] another account under a known name is another person, and the known one has changed', async () => {
  const at = await here(listOf(ANA, 'ana'));
  await at.lists.refresh(ANA);
  at.answer = listOf(BEN, 'ana');
  expect(await at.lists.find(name('ana'))).toEqual(refused('identity-changed'));
  expect(at.lists.changedAt(ANA)).toBe(1_000);
  expect(at.alarms).toEqual(['A identity-changed']);
  expect([...at.lists.all.keys()]).toEqual([ANA]);
});

test('[K75] an account that the server calls by another name than its list', async () => {
  const at = await here({ ...listOf(ANA, 'ana'), username: name('anna') });
  expect(await at.lists.refresh(ANA)).toEqual(refused('device-list-forged'));
  expect(at.lists.all.size).toBe(0);
});

test('[K75] somebody of another name than was asked for', async () => {
  const at = await here(listOf(BEN, 'ben'));
  expect(await at.lists.find(name('ana'))).toEqual(refused('device-list-forged'));
  expect(at.lists.all.size).toBe(0);
});

test('[K75] a candidate of another name than its list', async () => {
  const at = await here({ ...listOf(ANA, 'ana'), username: name('anna') });
  expect(await at.lists.candidate(ANA)).toEqual(refused('device-list-forged'));
  at.answer = listOf(ANA, 'ana');
  expect(await at.lists.candidate(ANA)).toMatchObject({ ok: true });
});

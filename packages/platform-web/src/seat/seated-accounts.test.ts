import type { AppView, ClientApi } from '@alcove/client';
import { RoomId, type AccountSlot } from '@alcove/protocol';
import { StoreError } from '@alcove/store';
import { describe, expect, test } from 'vitest';
import { createSeat } from '../leader.ts';
import { plainClient, type PlainClient } from '../plain-client.test-kit.ts';
import type { AccountsView } from './accounts-view.ts';
import { appView } from './app-view.ts';
import { SeatedAccounts } from './seated-accounts.ts';

let profiles = 0;
function newProfile(): string {
  profiles += 1;
  return `test-${String(profiles)}`;
}

/** What is on the device, whichever tab looks. */
type Disk = Set<AccountSlot>;

interface Tab {
  readonly accounts: SeatedAccounts;
  /** Of the first slot. */
  readonly client: ClientApi;
  readonly inside: { readonly slot: AccountSlot; readonly client: PlainClient }[];
  readonly phases: AppView['phase'][];
  readonly views: AppView[];
  list(): AccountsView;
}

/** A tab with real locks and channels, looking at the first slot. `start` may fail. */
function openTab(
  profile: string,
  fault?: () => Error | undefined,
  disk: Disk = new Set([1]),
  atStart: AppView = connected,
): Tab {
  const inside: Tab['inside'] = [];
  const accounts = new SeatedAccounts(
    (onAsked) => createSeat(profile, onAsked),
    {
      async start(slot) {
        const error = fault?.();
        if (error !== undefined) throw error;
        const client = plainClient();
        disk.add(slot);
        inside.push({ slot, client });
        client.show('app', atStart);
        return client;
      },
      stored: async () => [...disk],
      erase: async (slot) => void disk.delete(slot),
    },
    () => undefined,
  );
  const { api: client } = accounts.client(1);
  const views: AppView[] = [];
  const phases: AppView['phase'][] = [];
  client.subscribe('app', null, (view) => {
    views.push(view);
    phases.push(view.phase);
  });
  let newest: AccountsView = { accounts: [], free: null };
  accounts.subscribe((view) => (newest = view));
  void accounts.show(1);
  return { accounts, client, inside, phases, views, list: () => newest };
}

const connected: AppView = { ...appView('ready'), connection: { state: 'online', lostBy: null, since: 0, waiting: 0 } };

function insideOf(tab: Tab, slot: AccountSlot): PlainClient {
  const found = tab.inside.findLast((each) => each.slot === slot);
  if (found === undefined) throw new Error('not started');
  return found.client;
}

const reaches = (tab: Tab, phase: AppView['phase']): Promise<void> => expect.poll(() => tab.phases.at(-1)).toBe(phase);
const slotsOf = (tab: Tab): AccountSlot[] => tab.list().accounts.map(({ slot }) => slot);

describe('one tab has the seat', () => {
  test('the first tab runs, the second is told that it runs elsewhere', async () => {
    const profile = newProfile();
    const first = openTab(profile);
    await reaches(first, 'ready');
    const second = openTab(profile);
    await reaches(second, 'elsewhere');
    expect(second.inside).toHaveLength(0);
    expect(await second.client.logOut()).toEqual({ ok: false, code: 'elsewhere' });
    expect(await second.client.recoveryWords()).toBeNull();
    expect(await second.client.knownPeople()).toEqual([]);
    expect(await first.client.logOut()).toEqual({ ok: true, value: undefined });
  });

  test('"use here" moves all accounts: the first stops them before the second starts, and back again', async () => {
    const profile = newProfile();
    const disk: Disk = new Set([1, 2]);
    const first = openTab(profile, undefined, disk);
    await expect.poll(() => first.inside).toHaveLength(2);
    const order: string[] = [];
    for (const { slot, client } of first.inside)
      client.stop = async () => {
        await new Promise(setImmediate);
        order.push(`${String(slot)} stopped`);
      };
    const second = openTab(profile, () => void order.push('second starts'), disk);
    await reaches(second, 'elsewhere');
    await second.client.useHere();
    await reaches(second, 'ready');
    await reaches(first, 'elsewhere');
    expect(order.slice(0, 3)).toEqual(['1 stopped', '2 stopped', 'second starts']);
    expect(insideOf(first, 1).listening()).toBe(0);
    await first.client.useHere();
    await reaches(first, 'ready');
    await reaches(second, 'elsewhere');
    await first.client.useHere();
    await expect.poll(() => first.inside).toHaveLength(4);
  });

  test('profiles do not disturb one another', async () => {
    const one = openTab(newProfile());
    const other = openTab(newProfile());
    await reaches(one, 'ready');
    await reaches(other, 'ready');
    expect(one.phases).not.toContain('elsewhere');
  });

  test('a command given while the client starts waits for it', async () => {
    const tab = openTab(newProfile());
    expect(await tab.client.setDisplayName('Ada')).toEqual({ ok: true, value: undefined });
    expect(insideOf(tab, 1).calls).toEqual([['setDisplayName', 'Ada']]);
  });

  test('a store that cannot be opened says why and frees the seat; trying here again may work', async () => {
    const profile = newProfile();
    let fault: Error | undefined = new StoreError('newer-version', 'x');
    const tab = openTab(profile, () => fault);
    await reaches(tab, 'broken');
    expect(tab.views.at(-1)?.trouble).toBe('newer-database');
    expect(await tab.client.logOut()).toEqual({ ok: false, code: 'newer-database' });
    fault = new StoreError('busy', 'x');
    const other = openTab(profile, () => fault);
    await reaches(other, 'elsewhere');
    fault = undefined;
    await tab.client.useHere();
    await reaches(tab, 'ready');
  });
});

describe('several accounts', () => {
  test('the one that is shown starts alone, and the others once it is connected', async () => {
    const disk: Disk = new Set([1, 2, 4]);
    const tab = openTab(newProfile(), undefined, disk, appView('ready'));
    await expect.poll(() => slotsOf(tab)).toEqual([1, 2, 4]);
    expect(tab.inside).toHaveLength(1);
    expect(tab.list().free).toBe(3);
    insideOf(tab, 1).show('app', connected);
    await expect.poll(() => tab.inside.map(({ slot }) => slot)).toEqual([1, 2, 4]);
  });

  test('the list tells who each one is and what waits for them, of every account its own', async () => {
    const tab = openTab(newProfile(), undefined, new Set([1, 2]));
    await expect.poll(() => tab.inside).toHaveLength(2);
    const room = { ...summary, unread: 5, lit: 2 };
    insideOf(tab, 2).show('rooms', [room, { ...room, unread: 1, lit: 0 }]);
    insideOf(tab, 1).show('app', { ...connected, trouble: 'session-ended' });
    await expect
      .poll(() => tab.list().accounts)
      .toMatchObject([
        { slot: 1, state: 'ended', unread: 0, lit: 0 },
        { slot: 2, state: 'in', unread: 6, lit: 2 },
      ]);
  });

  test('a slot where nobody came in goes when one looks elsewhere, unless something is under way there', async () => {
    const disk: Disk = new Set([1]);
    const tab = openTab(newProfile(), undefined, disk);
    await expect.poll(() => tab.list().free).toBe(2);
    await tab.accounts.show(2);
    insideOf(tab, 2).show('app', appView('signed-out'));
    const signingUp = Promise.withResolvers<void>();
    insideOf(tab, 2).api.signUp = async () => {
      await signingUp.promise;
      insideOf(tab, 2).show('app', connected);
      return { ok: true, value: undefined };
    };
    const signedUp = tab.accounts.client(2).api.signUp({ username: 'a', password: 'b', displayName: 'c' });
    await tab.accounts.show(1);
    expect(slotsOf(tab)).toEqual([1, 2]);
    signingUp.resolve();
    await signedUp;
    await tab.accounts.show(1);
    expect(slotsOf(tab)).toEqual([1, 2]);
    expect(insideOf(tab, 2).stopped).toBe(false);

    insideOf(tab, 2).show('app', appView('signed-out'));
    await tab.accounts.show(1);
    expect(slotsOf(tab)).toEqual([1]);
    await expect.poll(() => [...disk]).toEqual([1]);
    expect(insideOf(tab, 2).stopped).toBe(true);
    // And again: the slot begins anew.
    await tab.accounts.show(2);
    expect(tab.inside.filter(({ slot }) => slot === 2)).toHaveLength(2);
  });

  test('somebody who is only logged out keeps what is theirs', async () => {
    const disk: Disk = new Set([1, 2]);
    const tab = openTab(newProfile(), undefined, disk);
    await expect.poll(() => tab.inside).toHaveLength(2);
    const last = { ...appView('signed-out'), lastUsername: 'ben' } as AppView;
    insideOf(tab, 2).show('app', last);
    await tab.accounts.show(1);
    expect(tab.list().accounts).toMatchObject([{ slot: 1 }, { slot: 2, state: 'out', username: 'ben' }]);
    expect([...disk]).toEqual([1, 2]);
  });

  test('there are five places', async () => {
    const tab = openTab(newProfile(), undefined, new Set([1, 2, 3, 4, 5]));
    await expect.poll(() => tab.list()).toMatchObject({ free: null });
    expect(slotsOf(tab)).toEqual([1, 2, 3, 4, 5]);
  });
});

const summary = {
  id: RoomId.parse('R'.repeat(43)),
  kind: 'group',
  title: 'r',
  peer: null,
  lastLine: null,
  lastAt: 1,
  unread: 0,
  lit: 0,
  draft: false,
  request: null,
  waiting: 0,
  left: false,
} as const;

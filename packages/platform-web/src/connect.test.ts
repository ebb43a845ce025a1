import type { AppView, ClientApi, RoomSummary } from '@alcove/client';
import { FrameId, RoomId, type AccountSlot } from '@alcove/protocol';
import { afterEach, describe, expect, test } from 'vitest';
import { connectAccounts, type Accounts } from './connect.ts';
import { plainClient, type PlainClient } from './plain-client.test-kit.ts';
import { appView } from './seat/app-view.ts';
import type { AccountsView } from './seat/accounts-view.ts';
import { hostAccounts, type Report } from './worker-host.ts';

const room = RoomId.parse('R'.repeat(43));
const id = FrameId.parse('01J00000000000000000000000');
const nobody: AccountsView = { accounts: [], free: 1 };
const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** Page and worker joined by a real channel: what crosses is cloned. `client` is that of the first slot. */
function joined(
  inside: PlainClient,
  second: PlainClient = plainClient(),
): {
  client: ClientApi;
  accounts: Accounts;
  shown: AccountSlot[];
  fail: () => void;
  post: (x: unknown) => void;
  faults: string[];
} {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const faults: string[] = [];
  const report: Report = ({ where }) => faults.push(where);
  const shown: AccountSlot[] = [];
  hostAccounts(
    {
      client: (slot) => (slot === 1 ? inside : second),
      subscribe(listener) {
        listener(nobody);
        return () => undefined;
      },
      show: async (slot) => void shown.push(slot),
    },
    port2,
    report,
  );
  const { promise: failed, resolve: fail } = Promise.withResolvers<void>();
  const accounts = connectAccounts({ end: port1, failed });
  const client = accounts.client(1);
  return { client, accounts, shown, fail, post: (x) => port1.postMessage(x), faults };
}

describe('bridge', () => {
  test('commands arrive with their arguments and come back with their outcome', async () => {
    const inside = plainClient(() => ({ ok: false, code: 'offline' }));
    const { client } = joined(inside);
    expect(await client.edit(room, id, 'new')).toEqual({ ok: false, code: 'offline' });
    client.setTyping(room, true);
    await expect.poll(() => inside.calls).toHaveLength(2);
    expect(inside.calls).toEqual([
      ['edit', room, id, 'new'],
      ['setTyping', room, true],
    ]);
  });

  test('a command that throws is reported inside and rejects outside', async () => {
    const { client, faults } = joined(
      plainClient(() => {
        throw new Error('secret detail');
      }),
    );
    await expect(client.logOut()).rejects.toThrow('the command failed inside');
    expect(faults).toEqual(['logOut']);
  });

  test('a subscription gets the snapshot and each change, keeps what did not change, and ends', async () => {
    const inside = plainClient();
    const { client } = joined(inside);
    const seen: (readonly RoomSummary[])[] = [];
    const stop = client.subscribe('rooms', null, (rooms) => seen.push(rooms));
    await expect.poll(() => seen).toEqual([[]]);
    const summary = (title: string): RoomSummary => ({
      id: room,
      kind: 'group',
      title,
      peer: null,
      lastLine: { who: 'a', text: 'b' },
      lastAt: 1,
      unread: 0,
      lit: 0,
      draft: false,
      request: null,
      waiting: 0,
      left: false,
    });
    inside.show('rooms', [summary('one'), summary('two')]);
    inside.show('rooms', [summary('one'), summary('three')]);
    await expect.poll(() => seen).toHaveLength(3);
    expect(seen[2]?.[1]?.title).toBe('three');
    expect(seen[2]?.[0]).toBe(seen[1]?.[0]);
    stop();
    await expect.poll(() => inside.listening()).toBe(0);
  });

  test('two who follow one topic share a subscription, until the last stops', async () => {
    const inside = plainClient();
    const { client } = joined(inside);
    const phases: string[] = [];
    const stop = client.subscribe('app', null, ({ phase }) => phases.push(`a ${phase}`));
    client.subscribe('app', null, ({ phase }) => phases.push(`b ${phase}`));
    await expect.poll(() => inside.listening()).toBe(1);
    stop();
    inside.show('app', appView('signed-out'));
    await expect.poll(() => phases).toContain('b signed-out');
    expect(phases).not.toContain('a signed-out');
  });

  test('a message that does not fit is dropped and reported, and the bridge goes on', async () => {
    const inside = plainClient();
    const { client, post, faults } = joined(inside);
    for (const wrong of [
      null,
      { t: 'call', slot: 1, n: 1, method: 'constructor', args: [] },
      { t: 'call', slot: 1, n: 1, method: 'subscribe', args: [] },
      { t: 'call', slot: 6, n: 1, method: 'logOut', args: [] },
      { t: 'call', n: 1, method: 'logOut', args: [] },
      { t: 'subscribe', slot: 1, n: 2, topic: 'app', key: 'x' },
    ]) {
      post(wrong);
    }
    await client.logOut();
    expect(faults).toEqual(Array(6).fill('bridge'));
    expect(inside.calls).toEqual([['logOut']]);
  });

  test('what is asked of one account reaches no other, and its answers neither', async () => {
    const first = plainClient(() => ({ ok: true, value: 'of the first' }));
    const second = plainClient(() => ({ ok: true, value: 'of the second' }));
    const { accounts } = joined(first, second);
    const seen: string[] = [];
    accounts.client(1).subscribe('app', null, ({ phase }) => seen.push(`1 ${phase}`));
    accounts.client(2).subscribe('app', null, ({ phase }) => seen.push(`2 ${phase}`));
    expect(await accounts.client(2).email()).toEqual({ ok: true, value: 'of the second' });
    expect(await accounts.client(1).email()).toEqual({ ok: true, value: 'of the first' });
    expect(first.calls).toEqual([['email']]);
    expect(second.calls).toEqual([['email']]);
    second.show('app', appView('signed-out'));
    await expect.poll(() => seen).toEqual(['1 ready', '2 ready', '2 signed-out']);
    expect(accounts.client(2)).toBe(accounts.client(2));
  });

  test('the page says which account it shows, and hears who is here', async () => {
    const { accounts, shown } = joined(plainClient());
    const views: AccountsView[] = [];
    const stop = accounts.subscribe((view) => views.push(view));
    accounts.show(3);
    await expect.poll(() => shown).toEqual([3]);
    expect(views).toEqual([nobody]);
    stop();
  });

  test('when the worker does not start, the app is broken and nobody waits for ever', async () => {
    const { promise: failed, resolve: fail } = Promise.withResolvers<void>();
    const client = connectAccounts({ end: { postMessage: () => undefined, onmessage: null }, failed }).client(1);
    const views: AppView[] = [];
    client.subscribe('app', null, (view) => views.push(view));
    const stuck = client.logOut();
    fail();
    await expect(stuck).rejects.toThrow('the worker does not start');
    expect(views).toMatchObject([{ phase: 'broken', trouble: 'internal' }]);
    // Whoever asks later hears it too: a worker can fail before there is a screen.
    client.subscribe('app', null, (view) => views.push(view));
    expect(views).toHaveLength(2);
  });

  test('a fault inside a worker that runs breaks nothing here', async () => {
    const { client, fail } = joined(plainClient());
    const phases: string[] = [];
    client.subscribe('app', null, ({ phase }) => phases.push(phase));
    await expect.poll(() => phases).toEqual(['ready']);
    fail();
    expect(await client.logOut()).toEqual({ ok: true, value: undefined });
    expect(phases).toEqual(['ready']);
  });
});

/** Two accounts in one worker, over the bridge a page has: one account's calls reach nothing of the other's, whatever room they name. */
import { join } from 'node:path';
import type { ClientApi } from '@alcove/client';
import { openClient } from '@alcove/platform-node';
import { connectAccounts } from '@alcove/platform-web';
import { hostAccounts, SeatedAccounts } from '@alcove/platform-web/worker';
import type { FrameId } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House } from '@alcove/testkit/house';
import { afterEach, expect, test } from 'vitest';
import { directChat, messages, texts } from './talk.ts';

let house: House;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  await house.close();
});

/** A tab's worker and its page. The seat is nobody else's here. */
async function openTab(): Promise<(slot: 1 | 2) => ClientApi> {
  const folder = await house.emptyFolder();
  const faults: unknown[] = [];
  const seated = new SeatedAccounts(
    () => ({ take: async () => true, takeOver: async () => true, leave: () => undefined }),
    {
      async start(slot) {
        const client = await openClient({ server: house.url, folder: join(folder, String(slot)) });
        ends.push(() => client.close());
        return { api: client, stop: () => client.close() };
      },
      stored: async () => [],
      erase: () => Promise.reject(new Error('nothing here is to be erased')),
    },
    (fault) => faults.push(fault),
  );
  const { port1, port2 } = new MessageChannel();
  ends.push(
    () => expect(faults).toEqual([]),
    () => port1.close(),
    () => port2.close(),
  );
  hostAccounts(seated, port2, (fault) => faults.push(fault));
  const page = connectAccounts({ end: port1, failed: new Promise(() => undefined) });
  page.show(1);
  page.show(2);
  return (slot) => page.client(slot);
}

async function signUp(client: ClientApi, username: string): Promise<void> {
  expect(await client.signUp({ username, password: PASSWORD, displayName: username })).toMatchObject({ ok: true });
  await client.settleRecovery('kept');
}

test('a call of one account that names the other’s room shows nothing and changes nothing', async () => {
  house = await openHouse();
  const client = await openTab();
  const [ana, ben] = [client(1), client(2)];
  await signUp(ana, 'ana');
  await signUp(ben, 'ben');
  const cleo = await house.person('cleo');
  const room = await directChat(cleo, 'ana');
  await cleo.client.send(room, { text: 'Only for ana', replyTo: null, mentions: [] });
  const seen = await until(ana, 'timeline', room, (view) => texts(view).includes('Only for ana'));
  await ana.acceptRequest(room);
  await ana.saveDraft(room, 'half a thought of ana');
  await until(ana, 'room', room, (view) => view?.draft === 'half a thought of ana');
  const target = messages(seen)[0]?.id as FrameId;

  // Under ben's name: looking, writing, changing, erasing.
  expect(await until(ben, 'room', room, () => true)).toBeNull();
  expect(await until(ben, 'timeline', room, () => true)).toBeNull();
  expect(await until(ben, 'rooms', null, () => true)).toEqual([]);
  for (const outcome of [
    await ben.send(room, { text: 'from the wrong one', replyTo: null, mentions: [] }),
    await ben.edit(room, target, 'changed'),
    await ben.react(room, target, '👍', true),
    await ben.deleteForEveryone(room, target),
    await ben.wholeTimeline(room),
    await ben.rename(room, 'mine now'),
    await ben.leave(room),
    await ben.declineRequest(room),
    await ben.retry(room, target),
    await ben.discard(room, target),
  ])
    expect(outcome.ok).toBe(false);
  await ben.saveDraft(room, 'a thought of ben');
  await ben.markRead(room, 100);
  ben.setTyping(room, true);
  expect(await ben.logOut()).toMatchObject({ ok: true });

  // Ana's is as it was, and goes on.
  expect(await until(ana, 'room', room, () => true)).toMatchObject({ draft: 'half a thought of ana', left: false });
  await ana.send(room, { text: 'and back', replyTo: null, mentions: [] });
  const both = await until(cleo.client, 'timeline', room, (view) => texts(view).includes('and back'));
  expect(texts(both)).toEqual(['Only for ana', 'and back']);
});

import { afterEach, expect, test } from 'vitest';
import type { MessageItem, TimelineView } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import { openHouse, until, type House, type Resident } from '@alcove/testkit/house';

let house: House;
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

const texts = (view: TimelineView | null): string[] =>
  (view?.items ?? []).flatMap((item) => (item.kind === 'message' ? [item.text] : []));

async function directChat(from: Resident, to: string): Promise<RoomId> {
  const found = await from.client.findPerson(to);
  if (!found.ok) throw new Error(found.code);
  const room = await from.client.startDirect(found.value.person.account);
  if (!room.ok) throw new Error(`${room.code} ${room.detail ?? ''}`);
  return room.value;
}

test('a first message reaches someone who is away, and the answer comes back', async () => {
  house = await openHouse();
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  await until(ben.client, 'app', null, (app) => app.connection.state === 'online');
  await ben.close();

  const room = await directChat(ana, 'ben');
  const sent = await ana.client.send(room, { text: 'Come over on Sunday?', replyTo: null, mentions: [] });
  expect(sent.ok).toBe(true);
  await until(ana.client, 'timeline', room, (view) => sentState(view, 0) === 'sent');

  await ben.reopen();
  await until(ben.client, 'rooms', null, (rooms) =>
    rooms.some(({ id, unread, lit }) => id === room && unread === 1 && lit === 1),
  );
  await until(ben.client, 'timeline', room, (view) => texts(view).includes('Come over on Sunday?'));
  await ben.client.send(room, { text: 'Yes!', replyTo: null, mentions: [] });
  const both = await until(ana.client, 'timeline', room, (view) => texts(view).length === 2);
  expect(texts(both)).toEqual(['Come over on Sunday?', 'Yes!']);
});

function sentState(view: TimelineView | null, at: number): string | undefined {
  const messages = (view?.items ?? []).filter((item): item is MessageItem => item.kind === 'message');
  return messages[at]?.send?.state;
}

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openHouse, until, type House } from '@alcove/testkit/house';
import { directChat, messages, texts } from './talk.ts';

let house: House;
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

test('a first message reaches someone who is away, and the answer comes back', async () => {
  house = await openHouse();
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  await until(ben.client, 'app', null, (app) => app.connection.state === 'online');
  await ben.close();

  const room = await directChat(ana, 'ben');
  const sent = await ana.client.send(room, { text: 'Come over on Sunday?', replyTo: null, mentions: [] });
  expect(sent.ok).toBe(true);
  await until(ana.client, 'timeline', room, (view) => messages(view)[0]?.send?.state === 'sent');

  await ben.reopen();
  await until(ben.client, 'rooms', null, (rooms) =>
    rooms.some(({ id, unread, lit, request }) => id === room && unread === 1 && lit === 0 && request !== null),
  );
  await until(ben.client, 'timeline', room, (view) => texts(view).includes('Come over on Sunday?'));
  await ben.client.send(room, { text: 'Yes!', replyTo: null, mentions: [] });
  const both = await until(ana.client, 'timeline', room, (view) => texts(view).length === 2);
  expect(texts(both)).toEqual(['Come over on Sunday?', 'Yes!']);

  // What a room is sealed with stands in its first entry, which its id is the hash of: X25519 and ML-KEM-768 together.
  const database = new DatabaseSync(join(house.serverFolder, 'alcove.db'), { readOnly: true });
  const [first, ...more] = database.prepare('SELECT core FROM entry WHERE seq = 1').all();
  database.close();
  expect(more).toEqual([]);
  expect(Buffer.from(z.instanceof(Uint8Array).parse(first?.['core'])).toString('latin1')).toContain(
    'MLS_256_XWING_AES256GCM_SHA512_Ed25519',
  );
});

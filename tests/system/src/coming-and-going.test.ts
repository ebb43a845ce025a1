import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientFrame } from '@alcove/protocol';
import { openHouse, PASSWORD, until, type House } from '@alcove/testkit/house';
import { accountOf, directChat, groupOf, hears, lines, messages, say, seesRoom, texts } from './talk.ts';
import { watched } from './watched.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

test('what is written while the server is away is sent in order when it is back, once', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'one');
  await hears(ben, room, 'one');
  await house.stopServer();
  await until(ana.client, 'app', null, ({ connection }) => connection.state !== 'online');
  for (const text of ['two', 'three', 'four']) await say(ana, room, text);
  await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 3);
  expect(await ana.client.findPerson('ben')).toMatchObject({ ok: false, code: 'offline' });
  // The client goes and comes back before the server does.
  await ana.reopen();
  const here = await until(ana.client, 'timeline', room, (view) => texts(view).length === 4);
  expect(messages(here).map(({ send }) => send?.state)).toEqual([expect.anything(), 'waiting', 'waiting', 'waiting']);
  await house.startServer();
  const there = await until(ben.client, 'timeline', room, (view) => texts(view).length === 4, 60_000);
  expect(texts(there)).toEqual(['one', 'two', 'three', 'four']);
  await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 0);
  const after = await until(
    ana.client,
    'timeline',
    room,
    (view) => texts(view).length === 4 && messages(view).every(({ seq }) => seq !== null),
  );
  expect(texts(after)).toEqual(['one', 'two', 'three', 'four']);
});

test('log out, log in again on the same device, and be where one was, asking only for what is new', async () => {
  const sent: ClientFrame[] = [];
  const ana = await house.person('ana', watched(house, sent));
  const ben = await house.person('ben');
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'Good night');
  await ana.client.saveDraft(room, 'Tomorrow I');
  await hears(ben, room, 'Good night');
  const known = await until(ana.client, 'timeline', room, (view) => typeof messages(view)[0]?.seq === 'number');
  const place = messages(known)[0]?.seq ?? 0;
  expect(place).toBeGreaterThan(1);
  const before = await until(ana.client, 'app', null, ({ me }) => me !== null);
  expect(await ana.client.logOut()).toEqual({ ok: true, value: undefined });
  const out = await until(ana.client, 'app', null, ({ phase }) => phase === 'signed-out');
  expect(out).toMatchObject({ me: null, lastUsername: 'ana' });
  await ana.reopen();
  await until(ana.client, 'app', null, ({ phase }) => phase === 'signed-out');
  await say(ben, room, 'Good morning');
  sent.length = 0;

  expect(await ana.client.logIn({ username: 'ana', password: 'not her password' })).toMatchObject({
    ok: false,
    code: 'login-failed',
  });
  expect(await ana.client.logIn({ username: 'Ana ', password: PASSWORD })).toEqual({ ok: true, value: undefined });
  const back = await until(ana.client, 'app', null, ({ me }) => me !== null);
  expect(back.me?.device).toBe(before.me?.device);
  expect(texts(await hears(ana, room, 'Good morning'))).toEqual(['Good night', 'Good morning']);
  const asked = sent.flatMap((frame) => (frame.t === 'fetch' && frame.room === room ? [frame.after] : []));
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((after) => after < place)).toEqual([]);
  await seesRoom(ana, room, ({ draft }) => draft === 'Tomorrow I');
});

test('a new device of an account comes into its rooms, and both devices go on', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const direct = await directChat(ana, 'ben');
  const group = await groupOf(ana, 'Sunday walk', [ben]);
  await say(ana, direct, 'before');
  await hears(ben, direct, 'before');
  await seesRoom(ben, group, ({ title }) => title === 'Sunday walk');

  const tablet = await house.device('tablet');
  expect(await tablet.client.logIn({ username: 'ana', password: PASSWORD })).toEqual({ ok: true, value: undefined });
  expect(await accountOf(tablet)).toBe(await accountOf(ana));
  await until(tablet.client, 'rooms', null, (rooms) => rooms.length === 2);
  await seesRoom(tablet, direct, ({ epoch }) => epoch >= 2);
  await seesRoom(tablet, group, ({ epoch, title }) => epoch >= 2 && title === 'Sunday walk');
  await until(tablet.client, 'app', null, ({ me }) => me?.displayName === 'ANA');
  await say(ben, direct, 'to both of you');
  for (const each of [ana, tablet]) await hears(each, direct, 'to both of you');
  await say(tablet, direct, 'from the tablet');
  for (const each of [ana, ben]) await hears(each, direct, 'from the tablet');
  const view = await until(ben.client, 'timeline', direct, (v) => lines(v).includes('device-added'));
  expect(messages(view).find(({ text }) => text === 'from the tablet')?.author.username).toBe('ana');

  // A room that the tablet makes brings in the first device too.
  const cleo = await house.person('cleo');
  const fresh = await groupOf(tablet, 'Made on the tablet', [cleo]);
  await say(cleo, fresh, 'hello').catch(() => undefined);
  await seesRoom(ana, fresh, ({ title }) => title === 'Made on the tablet');
});

test('two people who start the chat with each other at the same time end in one room', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const [a, b] = await Promise.all([directChat(ana, 'ben'), directChat(ben, 'ana')]);
  expect(a).toBe(b);
  await Promise.all([say(ana, a, 'from ana'), say(ben, b, 'from ben')]);
  for (const each of [ana, ben]) {
    const view = await until(each.client, 'timeline', a, (v) => texts(v).length === 2);
    expect([...texts(view)].toSorted()).toEqual(['from ana', 'from ben']);
  }
  await until(ana.client, 'rooms', null, (rooms) => rooms.length === 1);
});

test('two who add people at the same time both succeed', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const cleo = await house.person('cleo');
  const dan = await house.person('dan');
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  await seesRoom(ben, room, ({ title }) => title === 'Sunday walk');
  const [first, second] = await Promise.all([
    ana.client.addPeople(room, [await accountOf(cleo)]),
    ben.client.addPeople(room, [await accountOf(dan)]),
  ]);
  expect([first, second]).toEqual([
    { ok: true, value: undefined },
    { ok: true, value: undefined },
  ]);
  await seesRoom(ana, room, ({ members }) => members.length === 4);
  await say(ana, room, 'All here?');
  for (const each of [ben, cleo, dan]) {
    await hears(each, room, 'All here?');
    await seesRoom(each, room, ({ members }) => members.length === 4);
  }
});

test('an account and its words: taken, weak, recovered', async () => {
  const ana = await house.device('ana');
  const weak = await ana.client.signUp({ username: 'ana', password: 'short', displayName: 'Ana' });
  expect(weak).toMatchObject({ ok: false, code: 'password-weak' });
  expect((await ana.client.signUp({ username: 'ana', password: PASSWORD, displayName: 'Ana' })).ok).toBe(true);
  await until(ana.client, 'app', null, ({ phase }) => phase === 'recovery');
  const words = await ana.client.recoveryWords();
  expect(words).toHaveLength(12);
  // The words survive a reload until they were kept, also while that is put off, and not after.
  await ana.reopen();
  expect(await ana.client.recoveryWords()).toEqual(words);
  await ana.client.settleRecovery('put-off');
  await ana.reopen();
  await until(ana.client, 'app', null, ({ phase, recovery }) => phase === 'ready' && recovery === 'put-off');
  expect(await ana.client.recoveryWords()).toEqual(words);
  await ana.client.settleRecovery('kept');
  await until(ana.client, 'app', null, ({ recovery }) => recovery === 'kept');
  expect(await ana.client.recoveryWords()).toBeNull();
  expect(await ana.client.checkRecoveryCode((words ?? []).map((word) => word.slice(0, 4).toUpperCase()))).toEqual({
    ok: true,
    value: undefined,
  });
  expect(await ana.client.checkRecoveryCode([...(words ?? [])].toReversed())).toMatchObject({
    ok: false,
    code: 'recovery-code-wrong',
  });

  const other = await house.device('other');
  const taken = await other.client.signUp({ username: 'ana', password: PASSWORD, displayName: 'Another' });
  expect(taken).toMatchObject({ ok: false, code: 'username-taken' });
  expect(await ana.client.findPerson('nobody')).toMatchObject({ ok: false, code: 'unknown-person' });
  expect(await ana.client.findPerson('ana')).toMatchObject({ ok: false, code: 'self' });
});

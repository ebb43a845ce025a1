import { afterEach, beforeEach, expect, test } from 'vitest';
import { openHouse, until, type House, type Resident } from '@alcove/testkit/house';
import { accountOf, groupOf, hears, lines, messages, online, say, seesRoom, texts } from './talk.ts';

let house: House;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana');
  ben = await house.person('ben');
  cleo = await house.person('cleo');
  await online(ana, ben, cleo);
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

test('three people talk in a group, and everyone sees its name, its people and the same order', async () => {
  const room = await groupOf(ana, 'Sunday walk', [ben, cleo]);
  for (const each of [ben, cleo])
    await seesRoom(each, room, ({ title, members }) => title === 'Sunday walk' && members.length === 3);
  await say(ana, room, 'Nine at the bridge?');
  await hears(ben, room, 'Nine at the bridge?');
  await say(ben, room, 'Ten!');
  await hears(cleo, room, 'Ten!');
  await say(cleo, room, 'Ten it is.');
  const views = await Promise.all([ana, ben, cleo].map((each) => hears(each, room, 'Ten it is.')));
  for (const view of views) expect(texts(view)).toEqual(['Nine at the bridge?', 'Ten!', 'Ten it is.']);
  const [first] = messages(views[1] ?? null);
  expect(first?.author.name).toBe('ANA');
});

test('someone added later reads what follows, and knows the name of the room', async () => {
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  await say(ana, room, 'Before Cleo');
  await hears(ben, room, 'Before Cleo');
  expect(await ben.client.addPeople(room, [await accountOf(cleo)])).toEqual({ ok: true, value: undefined });
  await seesRoom(cleo, room, ({ title }) => title === 'Sunday walk');
  await say(ben, room, 'Welcome, Cleo');
  const view = await hears(cleo, room, 'Welcome, Cleo');
  expect(texts(view)).toEqual(['Welcome, Cleo']);
  // Everyone tells the newcomer what they are called.
  await seesRoom(
    cleo,
    room,
    ({ members }) =>
      members
        .map(({ name }) => name)
        .toSorted()
        .join() === 'ANA,BEN,CLEO',
  );
  const seen = await until(ana.client, 'timeline', room, (v) => lines(v).includes('added'));
  expect(lines(seen)).toContain('created');
});

test('renaming, removing and leaving are written in the room, and whoever is gone reads nothing more', async () => {
  const room = await groupOf(ana, 'Sunday walk', [ben, cleo]);
  await seesRoom(ben, room, ({ title }) => title === 'Sunday walk');
  await seesRoom(cleo, room, ({ title }) => title === 'Sunday walk');
  expect((await ben.client.rename(room, 'Saturday walk')).ok).toBe(true);
  for (const each of [ana, cleo]) await seesRoom(each, room, ({ title }) => title === 'Saturday walk');

  expect((await cleo.client.removePerson(room, await accountOf(ben))).ok).toBe(false);
  expect(await ana.client.removePerson(room, await accountOf(cleo))).toEqual({ ok: true, value: undefined });
  await seesRoom(cleo, room, ({ left }) => left);
  await seesRoom(ben, room, ({ members }) => members.length === 2);
  await say(ana, room, 'Only the two of us');
  await hears(ben, room, 'Only the two of us');
  expect((await cleo.client.send(room, { text: 'Hello?', replyTo: null, mentions: [] })).ok).toBe(false);
  expect(texts(await until(cleo.client, 'timeline', room, (view) => view !== null))).toEqual([]);

  // The host leaves: the room is Ben's, and his next message is sealed without her.
  expect(await ana.client.leave(room)).toEqual({ ok: true, value: undefined });
  await seesRoom(ben, room, ({ members, canRemove }) => members.length === 1 && canRemove);
  await say(ben, room, 'Alone');
  const view = await until(
    ben.client,
    'timeline',
    room,
    (v) => messages(v).at(-1)?.send?.state === 'sent' && texts(v).includes('Alone'),
  );
  expect(lines(view)).toEqual(expect.arrayContaining(['renamed', 'removed', 'left']));
  await seesRoom(ben, room, ({ members }) => members.every(({ devices }) => devices.length === 1));
});

test('edits, deletions, reactions and replies reach everyone', async () => {
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  const first = await say(ana, room, 'Nein o’clock');
  const second = await say(ana, room, 'Forget this');
  await hears(ben, room, 'Forget this');
  await ana.client.edit(room, first, 'Nine o’clock');
  await ana.client.deleteForEveryone(room, second);
  await ben.client.react(room, first, '👍', true);
  await say(ben, room, 'Good', first);
  for (const each of [ana, ben]) {
    const view = await until(each.client, 'timeline', room, (v) => {
      const [one, two, three] = messages(v);
      return one?.edited === true && one.reactions.length === 1 && two?.deleted === true && three !== undefined;
    });
    const [one, two, three] = messages(view);
    expect(one).toMatchObject({ text: 'Nine o’clock', edited: true, reactions: [{ emoji: '👍', count: 1 }] });
    expect(two).toMatchObject({ deleted: true });
    expect(three).toMatchObject({ text: 'Good', replyTo: { id: first, text: 'Nine o’clock' } });
  }
  // Ben cannot change what Ana wrote.
  await ben.client.edit(room, first, 'Ten o’clock');
  await say(ben, room, 'Done');
  expect(messages(await hears(ana, room, 'Done'))[0]?.text).toBe('Nine o’clock');
});

test('marks and typing', async () => {
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  await say(ana, room, 'Have you seen this?');
  const view = await hears(ben, room, 'Have you seen this?');
  expect((await ben.client.acceptRequest(room)).ok).toBe(true);
  await until(ana.client, 'timeline', room, (v) => messages(v)[0]?.send?.state === 'delivered');
  await ben.client.markRead(room, messages(view)[0]?.seq ?? 0);
  await until(
    ana.client,
    'timeline',
    room,
    (v) => messages(v)[0]?.send?.state === 'read' && messages(v)[0]?.send?.readBy === 1,
  );
  await until(ben.client, 'rooms', null, ([first]) => first?.unread === 0);

  ben.client.setTyping(room, true);
  await seesRoom(ana, room, ({ typing }) => typing.length === 1 && typing[0]?.username === 'ben');
  ben.client.setTyping(room, false);
  await seesRoom(ana, room, ({ typing }) => typing.length === 0);
});

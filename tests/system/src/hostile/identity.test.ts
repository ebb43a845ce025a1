/** A server that gives somebody another identity key, before and after they were compared: C11 of docs/security/claims.md. */
import { anewList, openHostileHouse, tellLists, type HostileHouse } from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import type { AccountId, RoomId } from '@alcove/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, acquaint, directChat, groupOf, hears, messages, online, say, seesRoom } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let benAccount: AccountId;
let direct: RoomId;
let group: RoomId;
beforeEach(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  await online(ana, ben);
  benAccount = await accountOf(ben);
});
afterEach(() => hostile.close());

async function meet(): Promise<void> {
  await acquaint(ana, ben);
  direct = await directChat(ana, 'ben');
  group = await groupOf(ana, 'Walk', [ben]);
  for (const room of [direct, group]) {
    await say(ana, room, 'before anything');
    await hears(ben, room, 'before anything');
  }
}

/** Ben under a key of the attacker, told to ana alone. */
function swap(): void {
  const { world } = hostile.server;
  const anew = anewList(world.attacker.aik, world.serverId, benAccount, world.lists.get(benAccount) ?? []);
  hostile.server.begin(tellLists(benAccount, [anew], 'ana'));
}

async function swapAndTell(): Promise<void> {
  swap();
  hostile.server.wire('ana').tell({ t: 'devices-changed', account: benAccount, seq: 90 });
  for (const room of [direct, group]) await seesRoom(ana, room, ({ changed }) => changed.length === 1);
}

async function digits(of: Resident, about: Resident): Promise<readonly string[]> {
  const safety = await of.client.safety(await accountOf(about));
  if (!safety.ok) throw new Error(safety.code);
  return safety.value.digits;
}

/** What two people do who read their numbers to each other. */
async function compare(): Promise<void> {
  const shown = await digits(ana, ben);
  expect(shown).toEqual(await digits(ben, ana));
  expect((await ana.client.verify(benAccount, shown)).ok).toBe(true);
  for (const room of [direct, group])
    await seesRoom(ana, room, ({ members }) => members.some(({ name, verified }) => name === 'BEN' && verified));
}

const waits = (room: RoomId, text: string) =>
  until(ana.client, 'timeline', room, (view) =>
    messages(view).some((item) => item.text === text && item.send?.reason === 'identity-changed'),
  );
const benHeard = async (room: RoomId): Promise<readonly string[]> =>
  messages(await hears(ben, room, 'before anything')).map(({ text }) => text);

describe('before the first contact', () => {
  test('the numbers differ, and a number that was not shown marks nobody', async () => {
    const cleo = await hostile.person('cleo');
    await cleo.client.findPerson('ben');
    swap();
    await ana.client.findPerson('ben');
    const shown = await digits(ana, ben);
    const read = await digits(ben, ana);
    expect(shown).not.toEqual(read);
    expect(await ana.client.verify(benAccount, read)).toMatchObject({ ok: false, code: 'identity-changed' });
    const known = (await ana.client.knownPeople()).find(({ username }) => username === 'ben');
    expect(known?.verified).toBe(false);
  });
});

describe('of somebody who was verified', () => {
  beforeEach(async () => {
    await meet();
    await compare();
  });

  test('nothing is sent in any room with them until it is accepted, over a restart too', async () => {
    await swapAndTell();
    for (const room of [direct, group]) {
      const view = await seesRoom(ana, room, ({ changed }) => changed.length === 1);
      expect(view?.changed[0]).toMatchObject({ blocks: true, person: { username: 'ben', verified: true } });
      await say(ana, room, 'is this you?');
      await waits(room, 'is this you?');
    }
    const taken = await say(ana, direct, 'taken back');
    expect(await ana.client.discard(direct, taken)).toEqual({ ok: true, value: 'taken back' });
    await ana.reopen();
    await online(ana);
    await waits(direct, 'is this you?');
    expect(await benHeard(direct)).toEqual(['before anything']);
    expect(await benHeard(group)).toEqual(['before anything']);

    expect((await ana.client.acceptIdentity(benAccount)).ok).toBe(true);
    const view = await seesRoom(ana, direct, ({ changed }) => changed.length === 0);
    expect(view?.peer?.verified).toBe(false);
    for (const room of [direct, group]) await hears(ben, room, 'is this you?');
  });

  test('what was sealed before and not taken by the server waits as well', async () => {
    hostile.server.begin({ claim: 'C11', toServer: (frame) => (frame.t === 'append' ? 'drop' : [frame]) });
    await say(ana, direct, 'sealed before');
    await swapAndTell();
    hostile.server.wire('ana').drop();
    await online(ana);
    await waits(direct, 'sealed before');
    // Had it been let through, it would have come before this.
    await say(ben, direct, 'are you there?');
    await hears(ana, direct, 'are you there?');
    const cleo = await hostile.person('cleo');
    await acquaint(ana, cleo);
    const other = await groupOf(ana, 'Elsewhere', [cleo]);
    await say(ana, other, 'in another room');
    await until(ana.client, 'timeline', other, (view) =>
      messages(view).some(({ send }) => send?.state === 'delivered'),
    );
    expect(await benHeard(direct)).toEqual(['before anything', 'are you there?']);
    expect((await ana.client.acceptIdentity(benAccount)).ok).toBe(true);
    await hears(ben, direct, 'sealed before');
  });

  test('when the server goes back to the truth, comparing again lets everything go on', async () => {
    await swapAndTell();
    await say(ana, direct, 'kept for you');
    await waits(direct, 'kept for you');
    const told = await digits(ana, ben);
    hostile.server.stopAttack();
    await online(ana, ben);
    expect(told).not.toEqual(await digits(ben, ana));
    expect(await ana.client.verify(benAccount, told)).toMatchObject({ ok: false, code: 'identity-changed' });
    await waits(direct, 'kept for you');
    await compare();
    await hears(ben, direct, 'kept for you');
  });

  test('a new device of hers, which never met them, does not meet somebody else', async () => {
    swap();
    const second = await hostile.device('ana');
    expect((await second.client.logIn({ username: 'ana', password: PASSWORD })).ok).toBe(true);
    await online(second);
    expect(await second.client.findPerson('ben')).toMatchObject({ ok: false, code: 'identity-changed' });
    hostile.server.stopAttack();
    await online(second);
    await expect.poll(async () => (await second.client.findPerson('ben')).ok).toBe(true);
    const known = (await second.client.knownPeople()).find(({ username }) => username === 'ben');
    expect(known?.verified).toBe(true);
  });
});

test('of somebody who was not verified it is said, and what is written goes to the devices that were known', async () => {
  await meet();
  await swapAndTell();
  const view = await seesRoom(ana, direct, ({ changed }) => changed.length === 1);
  expect(view?.changed[0]?.blocks).toBe(false);
  await say(ana, direct, 'still you');
  await hears(ben, direct, 'still you');
  expect((await ana.client.acceptIdentity(benAccount)).ok).toBe(true);
  await seesRoom(ana, direct, ({ changed }) => changed.length === 0);
  await say(ana, direct, 'and still');
  await hears(ben, direct, 'and still');
});

test('the mark, and taking it back, reach the other devices', async () => {
  await meet();
  const second = await hostile.device('second');
  expect((await second.client.logIn({ username: 'ana', password: PASSWORD })).ok).toBe(true);
  await online(second);
  await seesRoom(second, direct, ({ peer }) => peer?.verified === false);
  await compare();
  await seesRoom(second, direct, ({ peer }) => peer?.verified === true);
  expect((await second.client.unverify(benAccount)).ok).toBe(true);
  await seesRoom(ana, direct, ({ peer }) => peer?.verified === false);
});

/** What a hostile server can do to a room's membership and keys: C04, C05, C07, C24 of docs/security/claims.md. */
import {
  alarm,
  attackerPolicy,
  changeWelcomes,
  confidentiality,
  forgeCore,
  forgedExternalCommit,
  forgedPolicy,
  forgeIdentity,
  injectEntry,
  integrity,
  lieAboutRooms,
  liveness,
  openHostileHouse,
  ownGroup,
  renameEntry,
  Said,
  sealedIn,
  welcomeOfLoser,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import type { LogCore, RoomId } from '@alcove/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, groupOf, hears, online, seesRoom, texts } from '../talk.ts';
import { walkOf } from './walk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let room: RoomId;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
});
beforeEach(async () => {
  said = new Said();
  room = await walkOf(said, ana, [ben]);
});
afterAll(() => hostile.close());

async function nothingLeaked(): Promise<void> {
  hostile.server.stopAttack();
  await online(ana, ben);
  await integrity(room, said, [ana, ben]);
  await confidentiality(hostile.server.world, said);
}

async function refused(code: string): Promise<void> {
  const view = await until(
    ben.client,
    'timeline',
    room,
    (shown) => shown?.items.some((item) => item.kind === 'unopened' && item.code === code) === true,
  );
  expect(texts(view)).toEqual(said.texts);
  const members = await seesRoom(ben, room, () => true);
  expect(members?.members.map(({ username }) => username).toSorted()).toEqual(['ana', 'ben']);
}

describe('the server lets itself in [C04]', () => {
  test.each([
    ['as an account of its own', 'leaf-not-in-policy', 'attacker'],
    ['as a device of a member', 'leaf-identity-key', 'ana'],
  ])('%s, by an external commit', async (_what, code, as) => {
    const { world } = hostile.server;
    const account = as === 'ana' ? await accountOf(ana) : world.attacker.account;
    const identity = forgeIdentity({ server: world.serverId, account, aik: world.attacker.aik });
    const { epoch = 0 } = (await seesRoom(ben, room, () => true)) ?? {};
    const core = await forgedExternalCommit(world, room, epoch, identity);
    injectEntry(hostile.server, 'ben', room, core, 'C04');
    await refused(code);
    await alarm(ben, room, code);
    await nothingLeaked();
  });
});

describe('the server changes who is in the room [C05]', () => {
  test.each([
    ['signed by a device of its own', 'policy-signer-not-member', 'stranger'],
    ['signed as a member, under another identity key', 'policy-cert', 'as-member'],
    ['the last true change, again', 'policy-out-of-order', 'replay'],
  ] as const)('%s', async (_what, code, how) => {
    const { world } = hostile.server;
    const core = forgedPolicy(world, room, how, await accountOf(ana));
    injectEntry(hostile.server, 'ben', room, core, 'C05');
    await refused(code);
    await alarm(ben, room, code);
    await nothingLeaked();
  });

  test('a list of rooms that says somebody is in, or out, changes nothing', async () => {
    hostile.server.begin(lieAboutRooms('ben', (rooms) => rooms.map((each) => ({ ...each, member: false }))));
    await ben.reopen();
    await online(ben);
    await said.say(ben, room, 'still here');
    await hears(ana, room, 'still here');
    hostile.server.begin(lieAboutRooms('ben', () => []));
    await ben.reopen();
    await online(ben);
    await said.say(ben, room, 'and still');
    await hears(ana, room, 'and still');
    await nothingLeaked();
    await liveness(room, said, [ana, ben]);
  });
});

describe('somebody speaks as somebody else [C24]', () => {
  /** Ana's newest message in the log. */
  async function anas(): Promise<LogCore> {
    const account = await accountOf(ana);
    const last = hostile.server.world
      .log(room)
      .findLast((core) => core.kind === 'application' && core.account === account);
    if (last === undefined) throw new Error('nothing was said');
    return last;
  }

  test('sealed in a group of the attacker, under a member name', async () => {
    const { world } = hostile.server;
    const { epoch, account, device } = await anas();
    const state = await ownGroup(attackerPolicy(world, room), world.attacker.identity, epoch);
    const body = await sealedIn(state, 'I am Ana, believe me');
    injectEntry(hostile.server, 'ben', room, forgeCore({ kind: 'application', epoch, account, device, body }), 'C24');
    await refused('damaged');
    await nothingLeaked();
  });

  test("a member's sealed words under another name", async () => {
    const { epoch, body } = await anas();
    const { who } = hostile.server.wire('ben');
    if (who === null) throw new Error('ben is not here');
    // Under his own name he takes it for one of his that he does not know.
    injectEntry(hostile.server, 'ben', room, forgeCore({ kind: 'application', epoch, ...who, body }), 'C24');
    await refused('own-unknown');
    await nothingLeaked();
  });

  test("a member's sealed words as another message", async () => {
    const { epoch, account, device, body } = await anas();
    injectEntry(hostile.server, 'ben', room, forgeCore({ kind: 'application', epoch, account, device, body }), 'C24');
    await refused('damaged');
    await nothingLeaked();
  });
});

describe('an entry that nobody can have made', () => {
  test('[K82] what is no entry at all', async () => {
    injectEntry(hostile.server, 'ben', room, new Uint8Array([1, 2, 3]), 'C09');
    await alarm(ben, room, 'entry-malformed');
    await said.say(ana, room, 'and life goes on');
    await hears(ben, room, 'and life goes on');
    await nothingLeaked();
  });

  test('[K82] a commit in this device’s name', async () => {
    const { who } = hostile.server.wire('ben');
    const { epoch = 0 } = (await seesRoom(ben, room, () => true)) ?? {};
    if (who === null) throw new Error('ben is not here');
    const core = forgeCore({ kind: 'commit', epoch, ...who, body: new Uint8Array(200) });
    injectEntry(hostile.server, 'ben', room, core, 'C06');
    await refused('own-commit-lost');
    await alarm(ben, room, 'own-commit-lost');
    await nothingLeaked();
  });
});

test('a message under another id than its own is not shown, and its own copy is, once [C08]', async () => {
  hostile.server.begin(renameEntry(hostile.server, 'ben', room));
  await said.say(ana, room, 'twice, please');
  await hears(ben, room, 'twice, please');
  await refused('frame-id-differs');
  await nothingLeaked();
});

describe('Welcomes and GroupInfos that are not what they say [C07]', () => {
  test('a Welcome of another room', async () => {
    const other = await groupOf(ana, 'Other', []);
    hostile.server.begin(changeWelcomes('ben', (welcome) => ({ ...welcome, room: other })));
    const next = await groupOf(ana, 'Next', [ben]);
    await expect.poll(() => hostile.house.faults.filter(({ where }) => where === 'welcome').length).toBeGreaterThan(0);
    hostile.server.stopAttack();
    await seesRoom(ben, next, ({ members }) => members.length === 2);
    await nothingLeaked();
    await liveness(room, said, [ana, ben]);
  });

  test('a Welcome of another epoch', async () => {
    hostile.server.begin(changeWelcomes('ben', (welcome) => ({ ...welcome, epoch: welcome.epoch + 1 })));
    const next = await groupOf(ana, 'Next', [ben]);
    await expect
      .poll(() => hostile.house.faults.some(({ where, error }) => where === 'welcome' && error === 'wrong-epoch'))
      .toBe(true);
    hostile.server.stopAttack();
    await seesRoom(ben, next, ({ members }) => members.length === 2);
    await liveness(next, said, [ana, ben]);
    await nothingLeaked();
  });

  test('[K27] the Welcome of a commit that lost its race', async () => {
    const cleo = await hostile.person('cleo');
    await online(cleo);
    for (const host of [ana, ben]) await host.client.findPerson('cleo');
    const people = [await accountOf(cleo)];
    const attack = welcomeOfLoser('ana', 'cleo');
    hostile.server.begin(attack);
    const losing = ana.client.addPeople(room, people);
    await attack.held;
    expect(await ben.client.addPeople(room, people)).toMatchObject({ ok: true });
    await expect.poll(() => hostile.house.faults.some(({ error }) => error === 'welcome-of-other-commit')).toBe(true);
    // The server is honest again: what the log has leads in, and the one that lost finds nothing left to do.
    hostile.server.stopAttack();
    expect(await losing).toMatchObject({ ok: true });
    await seesRoom(cleo, room, ({ members }) => members.length === 3);
    await liveness(room, said, [ana, ben, cleo]);
    await nothingLeaked();
  });

  test('a Welcome that comes again and again', async () => {
    const first = hostile.server.world.welcomes.find((welcome) => welcome.room === room);
    if (first === undefined) throw new Error('no Welcome');
    for (let i = 0; i < 3; i++) hostile.server.wire('ben').tell(first);
    await said.say(ana, room, 'after the echo');
    await hears(ben, room, 'after the echo');
    await nothingLeaked();
    await liveness(room, said, [ana, ben]);

    // Nor does it lead anywhere, or alarm anybody, once its time is over.
    expect(await ana.client.removePerson(room, await accountOf(ben))).toMatchObject({ ok: true });
    await seesRoom(ben, room, ({ left }) => left);
    const faultsBefore = hostile.house.faults.length;
    let taken = 0;
    hostile.server.begin({
      claim: 'C07',
      toServer: (frame) => {
        if (frame.t === 'welcome-taken') taken++;
        return [frame];
      },
    });
    hostile.server.wire('ben').tell(first);
    await expect.poll(() => taken).toBe(1);
    await seesRoom(ben, room, ({ left, alarms }) => left && alarms.length === 0);
    expect(hostile.house.faults.length).toBe(faultsBefore);
  });
});

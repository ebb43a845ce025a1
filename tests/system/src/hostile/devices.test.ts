/** What a hostile server can do when devices come and go: C02, C30 of docs/security/claims.md. */
import {
  approveByItself,
  archiveAfter,
  meetInTheMiddle,
  openHostileHouse,
  replayApproval,
  rollBackLists,
  swapShare,
  tellArchive,
  tellRemoval,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atDoor, expectOk, isIn, knocks, letsIn, seesDevices, seesWanting } from '../devices.ts';
import { accountOf, directChat, hears, say, seesRoom, texts } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
beforeEach(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
});
afterEach(() => hostile.close());

const victim = async () => ({ server: hostile.server.world.serverId, account: await accountOf(ana) });

const newcomer = async (): Promise<Resident> => {
  const tablet = await hostile.device('tablet');
  await knocks(tablet, 'ana');
  return tablet;
};

test('a server between the two devices: the codes differ, and a scanned square refuses its keys [D01 D02]', async () => {
  hostile.server.begin(await meetInTheMiddle(await victim(), false));
  const tablet = await newcomer();
  const { scan } = await atDoor(tablet, () => true);
  // Scanned: the commitment in the square is none that the server shows.
  expect(await ana.client.scanSquare(scan ?? '')).toMatchObject({ ok: false, code: 'approval-gone' });
  const { id } = await seesWanting(ana, () => true);
  expectOk(await ana.client.meetDevice(id));
  const here = await seesWanting(ana, ({ state }) => state === 'comparing');
  const there = await atDoor(tablet, ({ code }) => code !== null);
  expect(here.code).not.toBe(there.code);
  await tablet.client.confirmCode(false);
  expectOk(await ana.client.turnAway(id));
  await atDoor(tablet, ({ state }) => state === 'mismatch');
  expect((await seesDevices(ana, () => true)).devices).toHaveLength(1);
});

test('keys that were not committed to are noticed without anybody comparing [D01]', async () => {
  hostile.server.begin(await meetInTheMiddle(await victim(), true));
  await newcomer();
  const { id } = await seesWanting(ana, () => true);
  expectOk(await ana.client.meetDevice(id));
  await seesWanting(ana, ({ state, code }) => state === 'forged' && code === null);
  expect(await ana.client.letIn(id)).toMatchObject({ ok: false, code: 'approval-forged' });
});

test('a server that approves by itself gets nobody in without the person’s word [D08]', async () => {
  hostile.server.begin(await approveByItself(await victim()));
  const tablet = await newcomer();
  await atDoor(tablet, ({ state }) => state === 'confirm');
  // Nothing is taken before the person answers, however long it waits; and what they would take does not hold.
  await tablet.client.confirmCode(true);
  const failed = await atDoor(tablet, ({ state }) => state === 'failed');
  expect(failed.failure).toBe('vault-closed');
  const app = await until(tablet.client, 'app', null, () => true);
  expect(app.me).toBeNull();
});

test('an old approval, told again, opens nothing [D06]', async () => {
  const replay = replayApproval('tablet');
  hostile.server.begin(replay.recording);
  const first = await newcomer();
  await letsIn(ana, first);
  hostile.server.begin(replay.attack);
  const second = await hostile.device('tablet');
  await knocks(second, 'ana');
  await atDoor(second, ({ state }) => state === 'forged');
});

test('an older list than the granted one is refused by the new device [D05]', async () => {
  const tablet = await newcomer();
  const { id } = await seesWanting(ana, () => true);
  expectOk(await ana.client.meetDevice(id));
  await seesWanting(ana, ({ state }) => state === 'comparing');
  hostile.server.begin(rollBackLists('tablet', 1));
  expectOk(await ana.client.letIn(id));
  await tablet.client.confirmCode(true);
  const failed = await atDoor(tablet, ({ state }) => state === 'failed');
  expect(failed.failure).toBe('device-list-forged');
});

test('“you were removed” without the account’s signature wipes nothing [D07]', async () => {
  const ben = await hostile.person('ben');
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'still here');
  await hears(ben, room, 'still here');
  // A true removal of another device, told to this one as its own.
  const tablet = await newcomer();
  await letsIn(ana, tablet);
  const removal = tellRemoval('ana');
  hostile.server.begin(removal.attack);
  expectOk(await ana.client.removeDevices([await isIn(tablet)]));
  await until(tablet.client, 'app', null, ({ phase }) => phase === 'removed');
  hostile.server.wire('ana').tell({ t: 'bye', error: { code: 'unauthorized', message: 'removed' } });
  await until(ana.client, 'app', null, ({ trouble }) => trouble === 'session-ended');
  await expect.poll(() => removal.told(), { timeout: 10_000 }).toBe(1);
  const app = await until(ana.client, 'app', null, () => true);
  expect(app.phase).toBe('ready');
  hostile.server.stopAttack();
  await ana.client.logOut();
  expectOk(await ana.client.logIn({ username: 'ana', password: PASSWORD }));
  expect(texts(await hears(ana, room, 'still here'))).toContain('still here');
});

test('a server that keeps its half of the vault key makes the device ask for the password', async () => {
  const tablet = await newcomer();
  await letsIn(ana, tablet);
  const mine = await isIn(tablet);
  hostile.server.begin(swapShare('ana'));
  expect(await ana.client.removeDevices([mine])).toMatchObject({ ok: false, code: 'password-needed' });
  expect(await ana.client.removeDevices([mine], 'not her password')).toMatchObject({ code: 'password-wrong' });
  expectOk(await ana.client.removeDevices([mine], PASSWORD));
  await until(tablet.client, 'app', null, ({ phase }) => phase === 'removed');
});

test('with a removal the archive moves on, on every device that stays, without a password', async () => {
  const tablet = await newcomer();
  await letsIn(ana, tablet);
  const laptop = await hostile.device('laptop');
  await knocks(laptop, 'ana');
  await letsIn(ana, laptop);
  const ben = await hostile.person('ben');
  const room = await directChat(ana, 'ben');
  const epochs = new Map<string, number>();
  let vaultVersion = 0;
  hostile.server.begin({
    claim: 'C30',
    requests: {
      publishDeviceList: (request) => {
        vaultVersion = request.vault?.version ?? 0;
        return request;
      },
      putArchive: (request, wire) => {
        epochs.set(wire.name, request.root.epoch);
        return request;
      },
    },
  });
  // One that is away learns of it when it is back.
  await laptop.close();
  expectOk(await ana.client.removeDevices([await isIn(tablet)]));
  await until(tablet.client, 'app', null, ({ phase }) => phase === 'removed');
  expect(vaultVersion).toBe(2);
  await say(ben, room, 'after the removal');
  await hears(ana, room, 'after the removal');
  await expect.poll(() => Math.max(0, ...epochs.values()), { timeout: 30_000 }).toBe(2);
  await laptop.reopen();
  await hears(laptop, room, 'after the removal');
  // Whoever stays learned the key too: with the first one away, it writes.
  await ana.close();
  await say(ben, room, 'and later');
  await hears(laptop, room, 'and later');
  await expect.poll(() => epochs.get('laptop'), { timeout: 40_000 }).toBe(2);
});

test('shown the vault from before a removal, a device puts nothing away under the key the removed one had [A10]', async () => {
  const tablet = await newcomer();
  await letsIn(ana, tablet);
  const laptop = await hostile.device('laptop');
  await knocks(laptop, 'ana');
  await letsIn(ana, laptop);
  const ben = await hostile.person('ben');
  const room = await directChat(ana, 'ben');
  await seesRoom(ben, room, ({ epoch }) => epoch > 0);
  await say(ben, room, 'before');
  await hears(laptop, room, 'before');
  await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current');
  const mine = await accountOf(ana);
  const { world } = hostile.server;
  const [vault, archive] = [world.vaults.at(-1), archiveAfter(world, mine, Infinity)];
  const epochs: number[] = [];
  const { claim, replies } = tellArchive('laptop', { list: () => archive });
  hostile.server.begin({
    claim,
    replies: { ...replies, vault: (_request, told, { name }) => (name === 'laptop' && vault ? vault : told) },
    requests: {
      putArchive(request, wire) {
        if (wire.name === 'laptop') epochs.push(request.root.epoch);
        return request;
      },
    },
  });
  expectOk(await ana.client.removeDevices([await isIn(tablet)]));
  await until(tablet.client, 'app', null, ({ phase }) => phase === 'removed');
  await seesDevices(laptop, ({ devices }) => devices.length === 2);
  await ana.close();
  await say(ben, room, 'after');
  await hears(laptop, room, 'after');
  await until(laptop.client, 'app', null, ({ archive: { code } }) => code === 'archive-key-missing', 40_000);
  expect(epochs).toEqual([]);
  // Told the truth, it goes on.
  hostile.server.stopAttack();
  await until(laptop.client, 'app', null, ({ archive: { state } }) => state === 'current', 40_000);
  expect(world.archives.at(-1)?.write.root.epoch).toBe(2);
});

test('an archive from before a removal is not taken for the newest by a device that comes later [A09]', async () => {
  const tablet = await newcomer();
  await letsIn(ana, tablet);
  const ben = await hostile.person('ben');
  const room = await directChat(ana, 'ben');
  await seesRoom(ben, room, ({ epoch }) => epoch > 0);
  await say(ben, room, 'before');
  await hears(ana, room, 'before');
  await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current');
  const { world } = hostile.server;
  const before = archiveAfter(world, await accountOf(ana), Infinity);
  expectOk(await ana.client.removeDevices([await isIn(tablet)]));
  await expect.poll(() => world.archives.at(-1)?.write.root.epoch, { timeout: 30_000 }).toBe(2);
  await ana.close();
  hostile.server.begin(tellArchive('late', { list: () => before }));
  const late = await hostile.device('late');
  expectOk(await late.client.logIn({ username: 'ana', password: PASSWORD }));
  const { archive } = await until(late.client, 'app', null, (app) => app.archive.state === 'trouble');
  expect(archive.code).toBe('archive-key-old');
  expect(texts(await until(late.client, 'timeline', room, () => true))).toEqual([]);
});

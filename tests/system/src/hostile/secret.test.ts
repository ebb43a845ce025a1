/** What a hostile server, or the other one's hostile client, can make of a chat of two devices: C41 of docs/security/claims.md. */
import { encodeContent, frankedBytes, type SendableEvent } from '@alcove/content';
import { frank, sha256 } from '@alcove/crypto';
import { EMPTY_HEAD, encodeCbor, nextHead, type DeviceId, type RoomId, type RoomPlace } from '@alcove/protocol';
import { nextFrameId } from '@alcove/testkit/headless';
import {
  FalseLog,
  forgeBrokenPath,
  Insider,
  lastResortOnly,
  lieAboutRooms,
  noAlarm,
  openEvilMember,
  openHostileHouse,
  type Attack,
  type HostileHouse,
  type World,
} from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk, isIn } from '../devices.ts';
import { accountOf, acquaint, hears, online, say, seesRoom, texts } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
beforeEach(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
});
afterEach(() => hostile.close());

const PATIENT = { timeout: 20_000 };
const faults = (): readonly unknown[] => hostile.house.faults.map(({ error }) => error);

async function second(wire: string, of: string): Promise<Resident> {
  const device = await hostile.device(wire);
  expectOk(await device.client.logIn({ username: of, password: PASSWORD }));
  await isIn(device);
  return device;
}

async function secretWith(from: Resident, name: string, device: DeviceId): Promise<RoomId> {
  const found = await from.client.findPerson(name);
  if (!found.ok) throw new Error(found.code);
  const made = await from.client.startSecret(found.value.person.account, device);
  if (!made.ok) throw new Error(`${made.code} ${made.detail ?? ''}`);
  return made.value;
}

async function listed(resident: Resident): Promise<readonly RoomId[]> {
  return (await until(resident.client, 'rooms', null, () => true)).map(({ id }) => id);
}

test('[K55] a key package of another of their devices begins nothing', async () => {
  const ben = await hostile.person('ben');
  await online(ana, ben);
  const phone = await second('phone', 'ben');
  const [chosen, other] = [await isIn(ben), await isIn(phone)];
  const account = await accountOf(ben);
  await ana.client.findPerson('ben');
  const handOut = (named: DeviceId): Attack => ({
    claim: 'C41',
    requests: { claimKeyPackages: (request) => ({ ...request, device: other }) },
    replies: {
      claimKeyPackages: (_request, reply) => ({ packages: reply.packages.map((each) => ({ ...each, device: named })) }),
    },
  });
  for (const named of [chosen, other]) {
    hostile.server.begin(handOut(named));
    const refused = { ok: false, code: 'device-list-forged', detail: 'leaf-other-device' };
    expect(await ana.client.startSecret(account, chosen)).toMatchObject(refused);
  }
  expect(await listed(ana)).toEqual([]);
});

test('a server that shows it to another own device, Welcome and all, shows it in vain', async () => {
  const ben = await hostile.person('ben');
  await acquaint(ana, ben);
  await second('tablet', 'ben').then((device) => device.close());
  const room = await secretWith(ana, 'ben', await isIn(ben));
  await say(ana, room, 'only you');
  await hears(ben, room, 'only you');
  const { world } = hostile.server;
  const asked: string[] = [];
  const place: RoomPlace = { room, seq: world.log(room).length, epoch: 1, member: true, own: 0 };
  hostile.server.begin(toldAll(room, place, asked));
  const tablet = await second('tablet', 'ben');
  await expect.poll(() => asked, PATIENT).toContain('fetch-group-info');
  const welcome = world.welcomes.find((each) => each.room === room);
  if (welcome === undefined) throw new Error('no Welcome');
  hostile.server.wire('tablet').tell(welcome);
  await expect.poll(faults, PATIENT).toContain('welcome-not-for-us');
  expect(await listed(tablet)).toEqual([]);
  expect(asked).not.toContain('append');
});

/** To the device on the wire `tablet` the server answers as if the room were its own. */
function toldAll(room: RoomId, place: RoomPlace, asked: string[]): Attack {
  return {
    claim: 'C41',
    toClient: (frame, wire) =>
      wire.name === 'tablet' && frame.t === 'ready' ? [{ ...frame, rooms: [...frame.rooms, place] }] : [frame],
    toServer(frame, wire) {
      if (wire.name !== 'tablet' || !('room' in frame) || frame.room !== room) return [frame];
      asked.push(frame.t);
      const { log } = wire.world;
      const [n, last] = ['n' in frame ? frame.n : 0, place.seq];
      if (frame.t === 'fetch-policy') {
        const frames = log(room).flatMap(({ kind, body }) => (kind === 'policy' ? [body] : []));
        wire.tell({ t: 'policies', n, room, frames });
      }
      if (frame.t === 'fetch-group-info')
        wire.tell({ t: 'group-info', n, room, epoch: 1, seq: 2, body: new Uint8Array(200) });
      if (frame.t === 'fetch') wire.tell({ t: 'page', n, room, ...pageAfter(wire.world, room, frame.after), last });
      return 'drop';
    },
  };
}

function pageAfter({ logs }: World, room: RoomId, after: number) {
  const entries = [...(logs.get(room) ?? [])].toSorted(([a], [b]) => a - b).map(([seq, core]) => ({ seq, core }));
  const before = entries.filter(({ seq }) => seq <= after);
  const head = before.reduce((last, { seq, core }) => nextHead(sha256, last, seq, core), EMPTY_HEAD);
  return { after, head, entries: entries.filter(({ seq }) => seq > after) };
}

/** A message as our clients make it, of any kind. */
function spoken(event: SendableEvent) {
  const id = nextFrameId();
  const envelope = { id, sentAt: Date.now(), seenSeq: 0, seenHead: EMPTY_HEAD };
  const { commitment, key } = frank(frankedBytes(event, envelope));
  return { id, plain: encodeContent(event, { ...envelope, frankKey: key }), aad: encodeCbor({ v: 1, id, commitment }) };
}

test('[K57] the other one cannot give it a key or a name that would be told to own devices', async () => {
  const mallory = await Insider.signUp(hostile.house.url, 'mallory', hostile.server.world);
  const { account, device } = mallory.account.identity;
  await online(ana);
  const room = await secretWith(ana, 'mallory', device);
  await seesRoom(ana, room, ({ epoch }) => epoch === 1);
  await mallory.join(room);
  const written: string[] = [];
  const wire = hostile.server.wire('ana');
  const story = new FalseLog(wire, room, (entry) => [entry]);
  const requests: Attack['requests'] = {
    putRecord(request) {
      written.push(request.name);
      return request;
    },
  };
  hostile.server.begin({ ...story.attack('C41'), requests });
  const tell = async (event: SendableEvent): Promise<void> => {
    const { id, plain, aad } = spoken(event);
    story.invent(wire, await mallory.sealed(room, plain, aad, { id }));
  };
  await tell({ type: 'group-info-key', key: new Uint8Array(32).fill(7) });
  await tell({ type: 'state', key: 'title', value: 'Known elsewhere' });
  await tell({ type: 'text', body: 'did you get that?', mentions: [] });
  await hears(ana, room, 'did you get that?');
  // Records are written one after the other: this one would be the last.
  expectOk(await ana.client.block(account));
  await expect.poll(() => written.length, PATIENT).toBeGreaterThan(0);
  expect(written).toHaveLength(1);
});

test('a commit that cannot be followed is void, and the chat goes on; where it is not, the chat ends in plain words', async () => {
  const evil = await openEvilMember(hostile.house.url, 'mallory');
  const { account, device } = evil.account.identity;
  await online(ana);
  const room = await secretWith(ana, 'mallory', device);
  await evil.enter(room);
  const mine = await isIn(ana);
  const breakIt = (): Promise<number | string> => evil.commit(room, (member) => forgeBrokenPath(member, [mine]));
  const state = evil.state;
  expect(await breakIt()).toBeTypeOf('number');
  await until(ana.client, 'timeline', room, (view) =>
    (view?.items ?? []).some((item) => item.kind === 'line' && item.line.what === 'taken-back'),
  );
  expect(await seesRoom(ana, room, () => true)).toMatchObject({ epoch: 1, left: false, secret: { end: null } });
  evil.returnTo(state);
  // Now the server takes no word against it.
  hostile.server.begin({
    claim: 'C41',
    toServer(frame, wire) {
      if (frame.t !== 'append' || frame.kind !== 'verdict') return [frame];
      const error = { code: 'verdict-refused', message: '' } as const;
      wire.tell({ t: 'nack', room: frame.room, id: frame.id, error });
      return 'drop';
    },
  });
  expect(await breakIt()).toBeTypeOf('number');
  const over = await seesRoom(ana, room, ({ secret }) => secret?.end === 'out-of-step');
  expect(over).toMatchObject({ left: true });
  expect(over?.alarms.map(({ code }) => code)).toContain('secret-out-of-step');
  // The other one is told, and is alone from then on.
  const left = hostile.server.world.log(room).filter(({ kind, device: by }) => kind === 'policy' && by === mine);
  expect(left).toHaveLength(2);
  await ana.reopen();
  await seesRoom(ana, room, ({ secret }) => secret?.end === 'out-of-step');
  expect(await ana.client.findPerson('mallory')).toMatchObject({ value: { person: { account } } });
  evil.close();
}, 60_000);

test('[K58] that the server tells of a later epoch ends nothing', async () => {
  const ben = await hostile.person('ben');
  await acquaint(ana, ben);
  const room = await secretWith(ana, 'ben', await isIn(ben));
  await say(ana, room, 'before');
  await hears(ben, room, 'before');
  await say(ben, room, 'and back');
  await hears(ana, room, 'and back');
  hostile.server.begin(lieAboutRooms('ana', (rooms) => rooms.map((each) => ({ ...each, epoch: each.epoch + 5 }))));
  await ana.reopen();
  await online(ana);
  await say(ana, room, 'all the same');
  await hears(ben, room, 'all the same');
  await noAlarm(room, [ana, ben]);
});

test('[K56] a Welcome that is told again does not bring back a chat that has ended', async () => {
  hostile.server.begin(lastResortOnly('ben'));
  const ben = await hostile.person('ben');
  await acquaint(ana, ben);
  const room = await secretWith(ana, 'ben', await isIn(ben));
  await say(ana, room, 'before');
  await hears(ben, room, 'before');
  expectOk(await ben.client.leave(room));
  await seesRoom(ben, room, ({ secret }) => secret?.end === 'by-me');
  const { world } = hostile.server;
  const welcome = world.welcomes.find((each) => each.room === room);
  if (welcome === undefined) throw new Error('no Welcome');
  // At its own place it is one that was taken long ago; at a later one it would lead in again.
  hostile.server.wire('ben').tell(welcome);
  hostile.server.wire('ben').tell({ ...welcome, seq: welcome.seq + 100 });
  await expect.poll(faults, PATIENT).toContain('secret-closed');
  expect(texts(await hears(ben, room, 'before'))).toEqual(['before']);
  await seesRoom(ben, room, ({ left, epoch }) => left && epoch === 0);
});

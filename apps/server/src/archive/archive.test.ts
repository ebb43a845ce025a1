import { expect, test } from 'vitest';
import { RoomId, toBase64url, type RouteRequest } from '@alcove/protocol';
import { openHouse, Person, type House } from '../testing/house.ts';
import { random } from '../testing/signer.ts';

const newRoom = (): RoomId => RoomId.parse(toBase64url(random(32)));
const bytes = (size = 40): string => toBase64url(random(size));
type Write = RouteRequest<'putArchive'>;
type RoomWrite = Write['rooms'][number];

const root = (version: number): Write['root'] => ({ version, epoch: 1, sealed: bytes() });
const change = (room: RoomId, version: number, more: Partial<RoomWrite> = {}): RoomWrite => ({
  room,
  version,
  epoch: 1,
  sealed: bytes(),
  add: [],
  drop: [],
  ...more,
});

async function numbersOf(person: Person, room: RoomId, numbers: string): Promise<readonly number[]> {
  const reply = await person.call('archiveSegments', { room, numbers });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value.segments.map(({ number }) => number);
}

async function secondDevice(house: House, owner: Person): Promise<Person> {
  const started = await owner.logIn(owner.password, null);
  if (!started.ok) throw new Error(started.error.code);
  const second = new Person(house, owner.signer);
  second.take(started.value);
  const list = toBase64url(second.signer.list());
  const enrolled = await second.call('enrol', { device: second.device.id, kind: 'bot', list });
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  return second;
}

test('root, manifests and segments change together, and only for whoever saw the version before', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const room = newRoom();
  expect(await ana.call('archive', {})).toMatchObject({ value: { root: null, rooms: [], cursor: 0 } });
  const first = change(room, 1, { add: [1, 2, 3].map((number) => ({ number, body: bytes(4_000) })) });
  expect(await ana.call('putArchive', { root: root(1), rooms: [first] })).toMatchObject({ value: { version: 1 } });
  expect(await numbersOf(ana, room, '3,1,9')).toEqual([3, 1]);

  const again = await ana.call('putArchive', { root: root(1), rooms: [change(room, 2)] });
  expect(again).toMatchObject({ status: 409, error: { code: 'conflict', details: { version: 1 } } });
  // A room that moved on meanwhile takes the whole write with it.
  const half = { root: root(2), rooms: [change(newRoom(), 1), change(room, 1, { drop: [1] })] };
  expect(await ana.call('putArchive', half)).toMatchObject({ error: { code: 'conflict' } });
  expect(await ana.call('archive', {})).toMatchObject({
    value: { root: { version: 1 }, rooms: [{ room, version: 1 }] },
  });
  expect(await numbersOf(ana, room, '1')).toEqual([1]);

  const racing = await Promise.all(
    [4, 5, 6].map((number) =>
      ana.call('putArchive', {
        root: root(2),
        rooms: [change(room, 2, { add: [{ number, body: bytes() }], drop: [1, 2] })],
      }),
    ),
  );
  expect(racing.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await numbersOf(ana, room, '1,2,3,4,5,6')).toHaveLength(2);
  const taken = await ana.call('putArchive', {
    root: root(3),
    rooms: [change(room, 3, { add: [{ number: 3, body: bytes() }] })],
  });
  expect(taken).toMatchObject({ error: { code: 'conflict' } });
});

test('the list is read by what changed since, and belongs to one account', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const rooms = [newRoom(), newRoom(), newRoom()] as const;
  await ana.call('putArchive', { root: root(1), rooms: rooms.map((room) => change(room, 1)) });
  const all = await ana.call('archive', {});
  if (!all.ok) throw new Error(all.error.code);
  expect(all.value.rooms.map(({ room }) => room)).toEqual(rooms);
  await ana.call('putArchive', {
    root: root(2),
    rooms: [change(rooms[0], 2, { add: [{ number: 1, body: bytes() }] })],
  });
  const news = await ana.call('archive', { after: all.value.cursor });
  expect(news).toMatchObject({ value: { root: { version: 2 }, rooms: [{ room: rooms[0], version: 2 }] } });
  expect(await ben.call('archive', {})).toMatchObject({ value: { root: null, rooms: [] } });
  expect(await numbersOf(ben, rooms[0], '1')).toEqual([]);
});

test('the other devices of the account hear of a write, the writing one and other people do not', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const tablet = await secondDevice(house, ana);
  const [first, second, third] = await Promise.all([ana.connect(), tablet.connect(), ben.connect()]);
  await ana.call('putArchive', { root: root(1), rooms: [] });
  expect(await second.wait('account-changed')).toMatchObject({ what: 'archive' });
  await Promise.all([first.settle(), third.settle()]);
  expect([first, third].flatMap((wire) => wire.of('account-changed'))).toEqual([]);
});

test('the quota holds for what is kept, and never stands in the way of making room', async () => {
  const house = await openHouse({ quotas: { 'archive.bytes': 10_000 } });
  const ana = await house.person();
  const room = newRoom();
  const add = (number: number, size: number) => [{ number, body: bytes(size) }];
  await ana.call('putArchive', { root: root(1), rooms: [change(room, 1, { add: add(1, 9_000) })] });
  const over = await ana.call('putArchive', { root: root(2), rooms: [change(room, 2, { add: add(2, 4_000) })] });
  expect(over).toMatchObject({ status: 507, error: { code: 'storage-full', message: 'quota archive.bytes' } });
  expect(await numbersOf(ana, room, '1,2')).toEqual([1]);
  const smaller = change(room, 2, { add: add(2, 4_000), drop: [1] });
  expect(await ana.call('putArchive', { root: root(2), rooms: [smaller] })).toMatchObject({ ok: true });
  const then = await ana.call('putArchive', { root: root(3), rooms: [change(room, 3, { add: add(3, 4_000) })] });
  expect(then).toMatchObject({ ok: true });
});

test('a reply of segments has a size, and always at least one in it', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const room = newRoom();
  for (let at = 1; at <= 3; at++) {
    const add = [{ number: at, body: bytes(700_000) }];
    await ana.call('putArchive', { root: root(at), rooms: [change(room, at, { add })] });
  }
  expect(await numbersOf(ana, room, '3,2,1')).toEqual([3]);
  expect(await ana.call('archiveSegments', { room, numbers: '1;2' })).toMatchObject({ error: { code: 'malformed' } });
});

test('an enrolling session reads no archive', async () => {
  const house = await openHouse({
    limits: { preset: 'off', overrides: { 'archive.read': { limit: 1, windowSeconds: 60 } } },
  });
  const ana = await house.person();
  expect(await house.call('archive', {})).toMatchObject({ status: 401 });
  expect(await ana.call('archive', {})).toMatchObject({ ok: true });
  expect(await ana.call('archive', {})).toMatchObject({ status: 429, error: { message: 'limit archive.read' } });
});

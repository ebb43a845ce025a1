/** What a hostile server can do with the sealed history of an account: C15 of docs/security/claims.md. */
import type { AccountId, RoomId } from '@alcove/protocol';
import {
  archiveAfter,
  openHostileHouse,
  segmentOf,
  tellArchive,
  type ArchiveTold,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountOf, directChat, groupOf, hears, say, seesRoom, texts } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let direct: RoomId;
let group: RoomId;
let who: { readonly ana: AccountId; readonly ben: AccountId };
let devices = 0;

const archived = (who: Resident) =>
  until(who.client, 'app', null, ({ archive }) => archive.state === 'current', 40_000);
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  direct = await directChat(ana, 'ben');
  group = await groupOf(ana, 'Sunday walk', [ben]);
  for (const room of [direct, group]) await seesRoom(ben, room, ({ epoch }) => epoch >= 1);
  for (const text of ['One', 'Two', 'Three']) {
    for (const room of [direct, group]) {
      await say(ben, room, text);
      await hears(ana, room, text);
    }
    await archived(ana);
  }
  await archived(ben);
  who = { ana: await accountOf(ana), ben: await accountOf(ben) };
  await ana.close();
  await ben.close();
}, 120_000);
afterAll(() => hostile.close());

async function newDevice(): Promise<Resident> {
  devices += 1;
  const device = await hostile.device(`new-${String(devices)}`);
  const into = await device.client.logIn({ username: 'ana', password: PASSWORD });
  if (!into.ok) throw new Error(into.code);
  return device;
}
const nextWire = (): string => `new-${String(devices + 1)}`;

const manifests = (told: ArchiveTold, change: (rooms: ArchiveTold['rooms']) => ArchiveTold['rooms']): ArchiveTold => ({
  ...told,
  rooms: change(told.rooms),
  cursor: 1_000_000,
});
const flip = (text: string): string => `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`;

/** What stands against the whole list: the device takes nothing of it. */
const LISTS: readonly [string, string, (told: ArchiveTold) => ArchiveTold][] = [
  ["somebody else's archive", 'archive-root-damaged', () => archiveAfter(hostile.server.world, who.ben, 100)],
  [
    "somebody else's manifest in the place of the own",
    'archive-manifest-damaged',
    (told) => {
      const theirs = archiveAfter(hostile.server.world, who.ben, 100);
      return manifests(told, (rooms) =>
        rooms.map((row) => ({
          ...row,
          sealed: theirs.rooms.find(({ room }) => room === row.room)?.sealed ?? row.sealed,
        })),
      );
    },
  ],
  [
    'the manifests of two rooms changed over',
    'archive-manifest-damaged',
    (told) =>
      manifests(told, ([a, b]) =>
        a && b
          ? [
              { ...a, room: b.room },
              { ...b, room: a.room },
            ]
          : [],
      ),
  ],
  ['a room left out', 'archive-root-differs', (told) => manifests(told, (rooms) => rooms.slice(1))],
  ['all rooms left out', 'archive-root-differs', (told) => ({ ...told, rooms: [] })],
  [
    'an older manifest of one room',
    'archive-root-differs',
    (told) => {
      const old = archiveAfter(hostile.server.world, who.ana, 1).rooms;
      return manifests(told, (rooms) => rooms.map((row) => old.find(({ room }) => room === row.room) ?? row));
    },
  ],
  [
    'an older root over the newest manifests',
    'archive-root-differs',
    (told) => ({
      ...told,
      root: archiveAfter(hostile.server.world, who.ana, 1).root,
      cursor: 1_000_000,
    }),
  ],
  [
    'an older manifest under the newest version',
    'archive-manifest-damaged',
    (told) => {
      const old = archiveAfter(hostile.server.world, who.ana, 1).rooms;
      return manifests(told, (rooms) =>
        rooms.map((row) => ({ ...row, sealed: old.find(({ room }) => room === row.room)?.sealed ?? row.sealed })),
      );
    },
  ],
  [
    'another version on the root',
    'archive-root-damaged',
    (told) => ({ ...told, root: told.root && { ...told.root, version: told.root.version + 1 } }),
  ],
  [
    'one changed character of the root',
    'archive-root-damaged',
    (told) => ({ ...told, root: told.root && { ...told.root, sealed: flip(told.root.sealed) } }),
  ],
  [
    'an archive key that is none',
    'archive-key-missing',
    (told) => ({ ...told, root: told.root && { ...told.root, epoch: 7 } }),
  ],
];

test.each(LISTS)('%s is noticed, and nothing of it is taken [C15]', async (_what, code, lie) => {
  const whole = archiveAfter(hostile.server.world, who.ana, 1_000);
  const told = lie(whole);
  hostile.server.begin(tellArchive(nextWire(), { list: () => told }));
  const device = await newDevice();
  const app = await until(device.client, 'app', null, ({ archive }) => archive.state === 'trouble');
  expect(app.archive.code).toBe(code);
  await until(device.client, 'rooms', null, (rooms) => rooms.length === 2);
  const room = await until(device.client, 'timeline', direct, (view) => view?.history.state === 'incomplete');
  expect(texts(room)).toEqual([]);
  // When the server is honest again, everything is there.
  hostile.server.stopAttack();
  const after = await until(device.client, 'timeline', direct, (view) => texts(view).length === 3, 60_000);
  expect(texts(after)).toEqual(['One', 'Two', 'Three']);
  await device.close();
});

const SEGMENTS: readonly [string, string, (body: string, room: RoomId) => string | null][] = [
  ['a changed segment', 'archive-segment-differs', (body) => flip(body)],
  ['a segment cut short', 'archive-segment-differs', (body) => body.slice(0, body.length - 8)],
  [
    "another room's segment",
    'archive-segment-differs',
    (_body, room) => segmentOf(hostile.server.world, room === direct ? group : direct, 1),
  ],
  [
    'an older segment of the room',
    'archive-segment-differs',
    (_body, room) => segmentOf(hostile.server.world, room, 1),
  ],
  ['no segment', 'archive-segment-missing', () => null],
];

test.each(SEGMENTS)('%s is noticed, and said in its room [C15]', async (_what, code, lie) => {
  hostile.server.begin(
    tellArchive(nextWire(), {
      segments: ({ segments }, room) => ({
        segments: segments.flatMap(({ number, body }) => {
          const told = lie(body, room as RoomId);
          return told === null ? [] : [{ number, body: told }];
        }),
      }),
    }),
  );
  const device = await newDevice();
  for (const room of [direct, group]) {
    await seesRoom(
      device,
      room,
      ({ alarms, history }) => alarms.some((each) => each.code === code) && history.state === 'incomplete',
    );
    expect(texts(await until(device.client, 'timeline', room, (view) => view !== null))).toEqual([]);
  }
  hostile.server.stopAttack();
  const after = await until(device.client, 'timeline', direct, (view) => texts(view).length === 3, 60_000);
  expect(texts(after)).toEqual(['One', 'Two', 'Three']);
  await device.close();
});

test('an old archive of one piece: a new device misses what is not in it out loud, one that saw more says so [C15]', async () => {
  const device = await newDevice();
  await until(device.client, 'timeline', direct, (view) => texts(view).length === 3);
  await archived(device);
  const account = who.ana;
  const old = archiveAfter(hostile.server.world, account, 1);
  hostile.server.begin(tellArchive(`new-${String(devices)}`, { list: () => old }));
  hostile.server.wire(`new-${String(devices)}`).tell({ t: 'account-changed', what: 'archive' });
  await until(device.client, 'app', null, ({ archive }) => archive.code === 'archive-rolled-back');
  expect(texts(await until(device.client, 'timeline', direct, (view) => view !== null))).toEqual([
    'One',
    'Two',
    'Three',
  ]);
  hostile.server.stopAttack();
  await device.close();

  hostile.server.begin(tellArchive(nextWire(), { list: () => old }));
  const fresh = await newDevice();
  const view = await until(fresh.client, 'timeline', direct, (seen) => seen?.history.state === 'incomplete');
  expect(view?.history.gaps.length).toBeGreaterThan(0);
  expect(texts(view)).not.toContain('Three');
  hostile.server.stopAttack();
  await until(fresh.client, 'timeline', direct, (seen) => texts(seen).length === 3, 60_000);
  await fresh.close();
});

/** What a member can do with words about another room: C10 of docs/security/claims.md, check K61. */
import { encodeContent, frankedBytes, type Elsewhere, type SendableEvent } from '@alcove/content';
import { frank, sha256 } from '@alcove/crypto';
import { EMPTY_HEAD, encodeCbor, nextHead, type AccountId, type Bytes, type RoomId } from '@alcove/protocol';
import { nextFrameId } from '@alcove/testkit/headless';
import {
  FalseLog,
  Insider,
  integrity,
  liveness,
  noAlarm,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import type { Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupOf, hears, online, seesRoom } from '../talk.ts';
import { walkOf } from './walk.ts';

const APART = 'history-apart';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let mallory: Insider;
let account: AccountId;
/** The room that is spoken of, and the one it is spoken of in. */
let room: RoomId;
let side: RoomId;
let story: FalseLog;
let said: Said;
let fetched = 0;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  mallory = await Insider.signUp(hostile.house.url, 'mallory', hostile.server.world);
  said = new Said();
  room = await walkOf(said, ana, [ben]);
  for (const each of [ana, ben]) {
    const found = await each.client.findPerson('mallory');
    if (!found.ok) throw new Error(found.code);
    account = found.value.person.account;
    await each.client.addContact(account);
  }
  side = await groupOf(ben, 'Side', []);
  expect(await ben.client.addPeople(side, [account])).toMatchObject({ ok: true });
  await mallory.join(side);
  await online(ana, ben);
  story = new FalseLog(hostile.server.wire('ben'), side, (entry) => [entry]);
  const attack = story.attack('C10');
  hostile.server.begin({
    ...attack,
    toServer(frame, wire) {
      if (wire.name === 'ben' && frame.t === 'fetch' && frame.room === room) fetched += 1;
      return attack.toServer?.(frame, wire) ?? [frame];
    },
  });
});
afterAll(() => hostile.close());

let words = 0;
/** Mallory says something at the side, and what she says that she saw of the room. */
async function says(seen: Pick<Elsewhere, 'seq' | 'head'>): Promise<void> {
  const text = `word ${String(++words)}`;
  const id = nextFrameId();
  const elsewhere = [{ room, ...seen, under: new Uint8Array(16) }];
  // Long after any greeting: that she names another incarnation makes no difference.
  const envelope = { id, sentAt: Date.now(), seenSeq: 0, seenHead: EMPTY_HEAD, elsewhere };
  const event: SendableEvent = { type: 'text', body: text, mentions: [] };
  const { commitment, key } = frank(frankedBytes(event, envelope));
  const plain = encodeContent(event, { ...envelope, frankKey: key });
  const entry = await mallory.sealed(side, plain, encodeCbor({ v: 1, id, commitment }), { id });
  story.invent(hostile.server.wire('ben'), entry);
  await hears(ben, side, text);
}

function truth(): { seq: number; head: Bytes } {
  const { world } = hostile.server;
  const cores = world.log(room).map(({ seq }) => world.logs.get(room)?.get(seq) ?? new Uint8Array(0));
  const head = cores.reduce<Bytes>((before, core, i) => nextHead(sha256, before, i + 1, core), EMPTY_HEAD);
  return { seq: cores.length, head };
}
const lie = (seq: number) => ({ seq, head: new Uint8Array(32).fill(seq) });

test('[K61] whoever is not in a room says nothing about it', async () => {
  await says(lie(truth().seq));
  await said.say(ana, room, 'without mallory');
  await hears(ben, room, 'without mallory');
  await noAlarm(room, [ana, ben]);
});

test('[K61] a member’s false word alarms, names no more than it is, and neither stops the room nor keeps it busy', async () => {
  expect(await ana.client.addPeople(room, [account])).toMatchObject({ ok: true });
  await seesRoom(ben, room, ({ members }) => members.length === 3);
  fetched = 0;
  await says(lie(truth().seq));
  // The server was asked, and told the same again.
  const view = await seesRoom(ben, room, ({ alarms }) =>
    alarms.some(({ code, repair, step }) => code === APART && repair === 'none' && step === 'ask-devices'),
  );
  expect(view?.alarms.map(({ code }) => code)).toEqual([APART]);
  expect(fetched).toBeGreaterThan(0);
  fetched = 0;
  for (let n = 0; n < 5; n++) await says(lie(truth().seq));
  await liveness(room, said, [ana, ben]);
  expect(fetched).toBe(0);
  await integrity(room, said, [ana, ben]);
  await noAlarm(room, [ana]);
  // And it is over when she says what is so.
  await says(truth());
  await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'done'));
});

test('[K61] a place that is not reached yet is waited for, and then held against what came', async () => {
  const { seq } = truth();
  await says(lie(seq + 2));
  await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'done'));
  await said.say(ana, room, 'one more');
  await hears(ben, room, 'one more');
  await said.say(ana, room, 'and another');
  await seesRoom(ben, room, ({ alarms }) => alarms.some(({ code, repair }) => code === APART && repair === 'none'));
  await says(truth());
  await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'done'));
});

test('nobody reported a fault', () => {
  expect(hostile.house.faults).toEqual([]);
});

/** What a hostile server can do with a room's log: C08, C09, C10 of docs/security/claims.md. */
import type { Clock, RoomView } from '@alcove/client';
import type { LogCore, RoomId } from '@alcove/protocol';
import {
  alarm,
  confidentiality,
  duplicateFrames,
  forgeCore,
  forgetEntries,
  forkCommits,
  hideCommits,
  hideEntry,
  hollowAck,
  injectEntry,
  integrity,
  lateAck,
  liveness,
  noAck,
  noAlarm,
  openHostileHouse,
  renameEntry,
  repeatEntry,
  Said,
  shuffleFrames,
  swallowEntries,
  swallowAppends,
  swapEntries,
  type HostileHouse,
  type World,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, acquaint, groupOf, hears, online, seesRoom, texts } from '../talk.ts';
import { sayThree, stands, walkOf } from './walk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let room: RoomId;
let cleo: Resident;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
});
beforeEach(async () => {
  said = new Said();
  await online(cleo);
  room = await walkOf(said, ana, [ben]);
});
afterAll(() => hostile.close());

/** The newest message of Ana's. */
function anas(world: World): LogCore {
  const { who } = hostile.server.wire('ana');
  const last = world.log(room).findLast((core) => core.kind === 'application' && core.account === who?.account);
  if (last === undefined) throw new Error('nothing was said');
  return last;
}

/** What must be true of every attack, whatever it leaves behind. */
async function nothingLeaked(): Promise<void> {
  hostile.server.stopAttack();
  await online(ana, ben);
  await integrity(room, said, [ana, ben]);
  await confidentiality(hostile.server.world, said);
}

/** And all is as it was before. */
async function sound(): Promise<void> {
  await nothingLeaked();
  await liveness(room, said, [ana, ben]);
  await integrity(room, said, [ana, ben]);
}

describe('lies that the chain of hashes shows', () => {
  test.each([
    ['hides an entry', hideEntry],
    ['swaps two entries', swapEntries],
    ['tells an entry twice, under two numbers', repeatEntry],
  ])('%s from one client: the next message gives it away', async (_what, attack) => {
    hostile.server.begin(attack(hostile.server, 'ben', room));
    await sayThree(said, ana, ben, room);
    await alarm(ben, room, 'history-forked');
    await nothingLeaked();
  });

  test('an entry at a second place gives itself away', async () => {
    hostile.server.begin(repeatEntry(hostile.server, 'ben', room));
    await said.say(ana, room, 'said one time');
    await hears(ben, room, 'said one time');
    await alarm(ben, room, 'history-forked');
    await nothingLeaked();
  });

  test('a commit that only its maker is shown', async () => {
    hostile.server.begin(forkCommits(hostile.server, 'ben', room));
    await ben.client.findPerson('cleo');
    const adding = ben.client.addPeople(room, [await accountOf(cleo)]);
    await seesRoom(ben, room, ({ members }) => members.length === 3);
    await adding;
    await said.say(ana, room, 'Ben is somewhere else');
    await stands(ana, room, 'Ben is somewhere else');
    hostile.server.stopAttack();
    await alarm(ben, room, 'history-forked');
    await nothingLeaked();
  });
});

describe('whoever was told a false log comes back by itself', () => {
  const mended = ({ alarms, unopened }: RoomView): boolean =>
    unopened === 0 && alarms.every(({ repair }) => repair === 'done');

  /** Once connected anew, without a word of anybody. Then both have all that was said, in the same order. */
  async function cameBack(): Promise<void> {
    hostile.server.stopAttack();
    await online(ana, ben);
    await seesRoom(ben, room, mended);
    await sound();
    const [one, other] = await Promise.all(
      [ana, ben].map(async ({ client }) => texts(await until(client, 'timeline', room, (view) => view !== null))),
    );
    expect(other).toEqual(one);
    expect(other?.toSorted()).toEqual(said.texts.toSorted());
    await seesRoom(ben, room, mended);
    await seesRoom(ana, room, mended);
  }

  test.each([
    ['a hidden entry', hideEntry],
    ['two entries swapped', swapEntries],
    ['an entry told twice', repeatEntry],
    ['an entry under another id', renameEntry],
  ])('%s', async (_what, attack) => {
    hostile.server.begin(attack(hostile.server, 'ben', room));
    await sayThree(said, ana, ben, room);
    await alarm(ben, room, 'history-forked');
    await cameBack();
  });

  test('an entry that never was', async () => {
    const { world } = hostile.server;
    const { account, device, epoch } = anas(world);
    const body = new Uint8Array(200);
    injectEntry(hostile.server, 'ben', room, forgeCore({ kind: 'application', account, device, epoch, body }), 'C09');
    await seesRoom(ben, room, ({ unopened }) => unopened === 1);
    await said.say(ana, room, 'the first');
    await stands(ana, room, 'the first');
    await said.say(ana, room, 'the second');
    await alarm(ben, room, 'history-forked');
    await cameBack();
  });

  test('an entry at the place that a true one has', async () => {
    const { world } = hostile.server;
    const { account, device, epoch } = anas(world);
    const { seq = 0 } = world.log(room).at(-1) ?? {};
    const core = forgeCore({ kind: 'application', account, device, epoch, body: new Uint8Array(200) });
    hostile.server.wire('ben').tell({ t: 'entry', room, seq: seq + 1, core });
    await seesRoom(ben, room, ({ unopened }) => unopened === 1);
    // Nobody hides the true one: it comes to a place that was processed already.
    await said.say(ana, room, 'at its place');
    await alarm(ben, room, 'history-forked');
    await hears(ben, room, 'at its place');
    await cameBack();
  });

  test('a commit that only its maker was shown: this device joins anew, and what it says goes out again', async () => {
    hostile.server.begin(forkCommits(hostile.server, 'ben', room));
    await ben.client.findPerson('cleo');
    const adding = ben.client.addPeople(room, [await accountOf(cleo)]);
    await seesRoom(ben, room, ({ members }) => members.length === 3);
    await adding;
    await said.say(ana, room, 'Ben is somewhere else');
    await hears(ben, room, 'Ben is somewhere else');
    await cameBack();
    await alarm(ben, room, 'own-change-lost');
    // And the change is made again, for everybody.
    for (const each of [ana, ben, cleo]) await seesRoom(each, room, ({ members }) => members.length === 3);
  });

  test('a commit that was hidden', async () => {
    hostile.server.begin(hideCommits(hostile.server, 'ben', room));
    await ana.client.findPerson('cleo');
    await ana.client.addPeople(room, [await accountOf(cleo)]);
    await seesRoom(cleo, room, ({ members }) => members.length === 3);
    await said.say(ana, room, 'Welcome');
    await hears(cleo, room, 'Welcome');
    hostile.server.stopAttack();
    await online(ana, ben, cleo);
    await seesRoom(ben, room, ({ members }) => members.length === 3);
    await hears(ben, room, 'Welcome');
    await seesRoom(ben, room, mended);
    await liveness(room, said, [ana, ben, cleo]);
    await integrity(room, said, [ana, ben, cleo]);
  });
});

describe('a server that goes on lying', () => {
  test('the alarm stays, what can be read is read, and the server is not asked without end', async () => {
    const hide = hideEntry(hostile.server, 'ben', room);
    let asked = 0;
    hostile.server.begin({
      ...hide,
      toServer(frame, wire) {
        if (wire.name === 'ben' && frame.t === 'fetch') asked += 1;
        return hide.toServer?.(frame, wire) ?? [frame];
      },
    });
    await said.say(ana, room, 'hidden');
    await stands(ana, room, 'hidden');
    for (let i = 0; i < 5; i++) {
      await said.say(ana, room, `shown ${String(i)}`);
      await hears(ben, room, `shown ${String(i)}`);
    }
    const view = await seesRoom(ben, room, ({ alarms }) =>
      alarms.some(({ code, repair, step }) => code === 'history-forked' && repair === 'none' && step === 'ask-devices'),
    );
    expect(view?.unopened).toBe(0);
    // Everything that was said while it rests is read, and starts nothing.
    await said.say(ana, room, 'one more');
    await hears(ben, room, 'one more');
    expect(asked).toBeLessThan(40);
    await nothingLeaked();
  });

  test('words it no longer tells stay, and are not given up for its log', async () => {
    await said.say(ana, room, 'remember this');
    await hears(ben, room, 'remember this');
    await said.say(ben, room, 'I do');
    await stands(ben, room, 'I do');
    const { account, id } = anas(hostile.server.world);
    hostile.server.begin(
      forgetEntries(hostile.server, 'ben', room, (core) => core.account === account && core.id === id),
    );
    await ben.reopen();
    await alarm(ben, room, 'history-forked');
    await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'none'));
    const view = await until(ben.client, 'timeline', room, (shown) => shown !== null);
    expect(texts(view)).toEqual(said.texts);
    hostile.server.stopAttack();
    await online(ana, ben);
    await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'done'));
    await sound();
  });

  test('somebody who was removed is not brought back', async () => {
    await ana.client.findPerson('cleo');
    await ana.client.addPeople(room, [await accountOf(cleo)]);
    await seesRoom(ben, room, ({ members }) => members.length === 3);
    await ana.client.removePerson(room, await accountOf(cleo));
    await seesRoom(ben, room, ({ members }) => members.length === 2);
    await online(ana, ben);
    const { log } = hostile.server.world;
    const from = log(room).findLast(({ kind }) => kind === 'policy')?.seq ?? 0;
    const gone = new Set(
      log(room)
        .filter(({ seq }) => seq >= from)
        .map(({ id }) => id),
    );
    hostile.server.begin(
      forgetEntries(hostile.server, 'ben', room, ({ id, kind }) => kind !== 'application' && gone.has(id)),
    );
    await ben.reopen();
    await alarm(ben, room, 'history-forked');
    await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'none'));
    const view = await seesRoom(ben, room, ({ members }) => members.length > 0);
    expect(view?.members.map(({ username }) => username).toSorted()).toEqual(['ana', 'ben']);
    await nothingLeaked();
    await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'done'));
    await sound();
  });
});

describe('what is slow or sloppy and no lie', () => {
  test('every frame several times', async () => {
    hostile.server.begin(duplicateFrames(3));
    for (let i = 0; i < 3; i++) await said.say(ana, room, `say ${String(i)}`);
    await said.say(ben, room, 'heard');
    await hears(ana, room, 'heard');
    await hears(ben, room, 'say 2');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test('entries out of order, under their true numbers', async () => {
    hostile.server.begin(shuffleFrames('ben'));
    for (let i = 0; i < 6; i++) await said.say(ana, room, `say ${String(i)}`);
    await hears(ben, room, 'say 5');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test('entries that never come live', async () => {
    hostile.server.begin(swallowEntries('ben'));
    await said.say(ana, room, 'not live');
    hostile.server.stopAttack();
    await hears(ben, room, 'not live');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test.each([
    ['an acknowledgement that comes late', lateAck],
    ['an acknowledgement that never comes', noAck],
  ])('%s', async (_what, attack) => {
    hostile.server.begin(attack('ana'));
    await said.say(ana, room, 'is it there?');
    await hears(ben, room, 'is it there?');
    await sound();
    await noAlarm(room, [ana, ben]);
  });

  test('an acknowledgement of what was thrown away: the message is sent again', async () => {
    hostile.server.begin(hollowAck('ana'));
    await said.say(ana, room, 'into the void');
    await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 0);
    hostile.server.stopAttack();
    await hears(ben, room, 'into the void');
    await sound();
    await noAlarm(room, [ana, ben]);
  });
});

describe('what gets no answer is asked again, on the same connection', () => {
  /** Waits a tenth as long as people do. */
  const hurried: Clock = {
    now: () => Date.now(),
    setTimer: (ms, run) => setTimeout(run, ms / 10),
    clearTimer: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
  let dora: Resident;
  let theirs: RoomId;
  beforeAll(async () => {
    dora = await hostile.person('dora', { clock: hurried });
    await acquaint(ana, dora);
    theirs = await groupOf(dora, 'Hurry', [ana]);
    await seesRoom(ana, theirs, ({ members }) => members.length === 2);
  });

  test.each([
    ['a message that is swallowed', swallowAppends],
    ['a message that is acknowledged and thrown away', (victim: string) => hollowAck(victim, 'once')],
  ])('%s', async (what, attack) => {
    const attacked = attack('dora');
    let connections = 0;
    hostile.server.begin({
      ...attacked,
      toClient(frame, wire) {
        if (wire.name === 'dora' && frame.t === 'ready') connections += 1;
        return attacked.toClient?.(frame, wire) ?? [frame];
      },
    });
    await said.say(dora, theirs, what);
    await hears(ana, theirs, what);
    await stands(dora, theirs, what);
    expect(connections).toBe(0);
  });

  test('a change of the room that is swallowed', async () => {
    hostile.server.begin(swallowAppends('dora'));
    await dora.client.findPerson('cleo');
    expect(await dora.client.addPeople(theirs, [await accountOf(cleo)])).toMatchObject({ ok: true });
    await seesRoom(ana, theirs, ({ members }) => members.length === 3);
  });
});

test('nobody reported a fault', () => {
  expect(hostile.house.faults).toEqual([]);
});

/** A server that refuses, acknowledges and dates as it likes: C08, C09, C10 of docs/security/claims.md. */
import type { Clock } from '@alcove/client';
import { decodeLogCore, type ClientFrame, type RoomId, type ServerFrame } from '@alcove/protocol';
import {
  alarm,
  confidentiality,
  hollowCommits,
  integrity,
  lieAboutNow,
  lieAboutWhen,
  liveness,
  lyingNacks,
  noAlarm,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, hears, lines, messages, online, seesRoom } from '../talk.ts';
import { sayThree, stands, walkOf } from './walk.ts';

const DAY_MS = 86_400_000;
/** Ana waits a tenth as long as people do. */
const hurried: Clock = {
  now: () => Date.now(),
  setTimer: (ms, run) => setTimeout(run, ms / 10),
  clearTimer: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let room: RoomId;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana', { clock: hurried });
  ben = await hostile.person('ben');
  cleo = await hostile.person('cleo');
});
beforeEach(async () => {
  await online(ana, ben, cleo);
  said = new Said();
  room = await walkOf(said, ana, [ben]);
});
afterEach(async () => {
  hostile.server.stopAttack();
  await online(ana, ben);
  await liveness(room, said, [ana, ben]);
  await integrity(room, said, [ana, ben]);
  await confidentiality(hostile.server.world, said);
});
afterAll(async () => {
  expect(hostile.house.faults).toEqual([]);
  await hostile.close();
});

/** What Ana sees of her own message. */
const sending = (text: string, fits: (send: ReturnType<typeof messages>[number]['send']) => boolean) =>
  until(ana.client, 'timeline', room, (view) => messages(view).some((item) => item.text === text && fits(item.send)));

describe('refused for a reason that is not true', () => {
  test('a stale epoch that is none, once: the same message goes out again, and arrives once', async () => {
    const attack = lyingNacks('ana', { code: 'stale-epoch', message: 'there is a newer one' }, 'once');
    hostile.server.begin(attack);
    await said.say(ana, room, 'not stale');
    await hears(ben, room, 'not stale');
    await stands(ana, room, 'not stale');
    expect(attack.refused).toHaveLength(1);
    expect(messages(await hears(ben, room, 'not stale')).filter(({ text }) => text === 'not stale')).toHaveLength(1);
    await noAlarm(room, [ana, ben]);
  });

  test('a stale epoch that is one: the message is sealed again in the new one, under its id, and arrives once', async () => {
    // What others did meanwhile reaches Ana right before the answer, as on a slow line.
    const late: ServerFrame[] = [];
    const sealed: Extract<ClientFrame, { t: 'append'; kind: 'application' }>[] = [];
    let slow = true;
    hostile.server.begin({
      claim: 'C09',
      toServer(frame, wire) {
        if (wire.name !== 'ana' || frame.t !== 'append' || frame.room !== room) return [frame];
        if (frame.kind === 'application') sealed.push(frame);
        if (!slow) return [frame];
        slow = false;
        for (const each of late) wire.tell(each);
        const error = { code: 'stale-epoch', message: 'sealed in another epoch' } as const;
        wire.tell({ t: 'nack', room, id: frame.id, error });
        return 'drop';
      },
      toClient(frame, wire) {
        if (!slow || wire.name !== 'ana' || frame.t !== 'entry' || frame.room !== room) return [frame];
        late.push(frame);
        return 'drop';
      },
    });
    await ben.client.findPerson('cleo');
    expect((await ben.client.addPeople(room, [await accountOf(cleo)])).ok).toBe(true);
    const isCommit = (frame: ServerFrame) => frame.t === 'entry' && decodeLogCore(frame.core).kind === 'commit';
    await expect.poll(() => late.some(isCommit)).toBe(true);
    await said.say(ana, room, 'sealed twice');
    await hears(ben, room, 'sealed twice');
    await hears(cleo, room, 'sealed twice');
    // Others are told Ana's name besides, under an id of its own.
    const epochs = sealed.filter(({ id }) => id === sealed[0]?.id).map(({ epoch }) => epoch);
    expect(epochs).toHaveLength(2);
    expect(epochs[1]).toBeGreaterThan(epochs[0] ?? 0);
    await liveness(room, said, [ana, ben, cleo]);
    await noAlarm(room, [ana, ben]);
  });

  test.each([
    ['a stale epoch', { code: 'stale-epoch', message: 'there is a newer one' }],
    ['too much, and no need to wait', { code: 'rate-limited', message: 'slower', retryAfter: 0 }],
    ['too much, until the end of time', { code: 'rate-limited', message: 'slower', retryAfter: 1e300 }],
  ] as const)('%s, for ever: it waits, which is shown, and is not sent without end', async (_what, error) => {
    const attack = lyingNacks('ana', error, 'always');
    hostile.server.begin(attack);
    await said.say(ana, room, 'this one waits');
    await sending('this one waits', (send) => send?.state === 'waiting' && send.reason !== null);
    // As long as it takes others to talk about something else.
    for (let i = 0; i < 5; i++) {
      await said.say(ben, room, `meanwhile ${String(i)}`);
      await hears(ana, room, `meanwhile ${String(i)}`);
    }
    expect(attack.refused.length).toBeLessThan(20);
    expect(new Set(attack.refused).size).toBe(1);
    await sending('this one waits', (send) => send?.state === 'waiting' && send.reason !== null);
    hostile.server.stopAttack();
    await hears(ben, room, 'this one waits');
  });
});

describe('a change of the room that is acknowledged and thrown away', () => {
  const bringIn = async () => {
    await ana.client.findPerson('cleo');
    return ana.client.addPeople(room, [await accountOf(cleo)]);
  };

  test('once: it is made all the same', async () => {
    const attack = hollowCommits('ana', 'once');
    hostile.server.begin(attack);
    expect(await bringIn()).toMatchObject({ ok: true });
    for (const each of [ana, ben, cleo]) await seesRoom(each, room, ({ members }) => members.length === 3);
    expect(attack.thrown).toHaveLength(1);
    await noAlarm(room, [ana, ben]);
  });

  test('always: nothing changes for the one who made it, and it is made when the server is honest again', async () => {
    const attack = hollowCommits('ana', 'always');
    hostile.server.begin(attack);
    const adding = bringIn();
    await expect.poll(() => attack.thrown.length).toBeGreaterThan(0);
    for (let i = 0; i < 3; i++) {
      await said.say(ben, room, `meanwhile ${String(i)}`);
      await hears(ana, room, `meanwhile ${String(i)}`);
    }
    expect((await seesRoom(ana, room, () => true))?.members).toHaveLength(2);
    expect(attack.thrown.length).toBeLessThan(20);
    hostile.server.stopAttack();
    expect(await adding).toMatchObject({ ok: true });
    for (const each of [ana, ben, cleo]) await seesRoom(each, room, ({ members }) => members.length === 3);
    await noAlarm(room, [ana, ben]);
  });
});

describe('lies about the time', () => {
  const commits = () => hostile.server.world.commits.filter((frame) => frame.room === room).length;

  test.each([
    ['half a day ahead', DAY_MS / 2],
    ['half a day behind', -DAY_MS / 2],
    ['of a time when every certificate has run out', 1_000 * DAY_MS],
    ['of a time before there were any', -1e15],
  ])(
    '[T01] the clock is %s, for one client: they talk, in the order of the log, and nobody is put out',
    async (what, ms) => {
      const before = commits();
      hostile.server.begin(lieAboutNow('ana', ms));
      await ana.reopen();
      await online(ana);
      for (const text of [`first, ${what}`, `second, ${what}`]) {
        await said.say(ana, room, text);
        await hears(ben, room, text);
        await said.say(ben, room, `${text}, yes`);
        await hears(ana, room, `${text}, yes`);
        await stands(ben, room, `${text}, yes`);
      }
      const order = async ({ client }: Resident) =>
        messages(await until(client, 'timeline', room, (view) => view !== null)).map(({ text, seq }) => [text, seq]);
      expect(await order(ana)).toEqual(await order(ben));
      // A leaf key that seems to have served long enough is replaced, once; and that is all.
      expect(commits() - before).toBeLessThan(4);
      for (const each of [ana, ben]) await seesRoom(each, room, ({ members }) => members.length === 2);
      expect(lines(await until(ben.client, 'timeline', room, (view) => view !== null))).not.toContain('taken-back');
      await noAlarm(room, [ana, ben]);
      hostile.server.stopAttack();
      await ana.reopen();
    },
  );

  test('an entry is told to have happened a day later: the next message gives it away', async () => {
    hostile.server.begin(lieAboutWhen(hostile.server, 'ben', room, DAY_MS));
    await sayThree(said, ana, ben, room);
    await alarm(ben, room, 'history-forked');
    hostile.server.stopAttack();
    await online(ana, ben);
    await seesRoom(ben, room, ({ alarms }) => alarms.every(({ repair }) => repair === 'done'));
  });
});

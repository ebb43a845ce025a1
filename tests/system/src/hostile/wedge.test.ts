/** A member whose commits some or none can follow: C25 of docs/security/claims.md. Real clients, a real server, a forged commit. */
import {
  forgeBrokenPath,
  forgeRawCommit,
  integrity,
  noAlarm,
  openEvilMember,
  Said,
  type EvilMember,
  type Forgery,
} from '@alcove/testkit/hostile';
import { openHouse, until, type House, type Resident } from '@alcove/testkit/house';
import type { DeviceId, RoomId } from '@alcove/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, acquaint, groupOf, hears, online, seesRoom, texts } from '../talk.ts';

/** How long honest members may take until all of them talk again (claims.md). */
const CONVERGED_MS = 30_000;

let house: House;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let evil: EvilMember;
let room: RoomId;
let said: Said;
beforeEach(async () => {
  house = await openHouse();
  const still = { random: () => 0 };
  [ana, ben, cleo] = [
    await house.person('ana', still),
    await house.person('ben', still),
    await house.person('cleo', still),
  ];
  await acquaint(ana, ben, cleo);
  evil = await openEvilMember(house.url, 'mallory');
  said = new Said();
});
afterEach(async () => {
  evil.close();
  await house.close();
});

async function gathered(host: Resident, others: readonly Resident[]): Promise<void> {
  room = await groupOf(host, 'Walk', others);
  await host.client.findPerson('mallory');
  const added = await host.client.addPeople(room, [evil.account.identity.account]);
  expect(added.ok).toBe(true);
  await evil.enter(room);
  for (const each of [host, ...others])
    await seesRoom(each, room, ({ members }) => members.length === others.length + 2);
  await said.say(host, room, 'before anything');
  for (const each of others) await hears(each, room, 'before anything');
}

async function devicesOf(...people: readonly Resident[]): Promise<DeviceId[]> {
  const view = await seesRoom(cleo, room, () => true);
  const accounts = await Promise.all(people.map(accountOf));
  return (view?.members ?? [])
    .filter(({ account }) => accounts.includes(account))
    .flatMap(({ devices }) => devices.map(({ device }) => device));
}

let round = 0;
/** Everybody says something and everybody hears it; answers how long that took. */
async function talkAgain(people: readonly Resident[]): Promise<number> {
  const began = performance.now();
  round += 1;
  for (const each of people) await said.say(each, room, `${each.name} again ${String(round)}`);
  for (const speaker of people)
    for (const each of people) await hears(each, room, `${speaker.name} again ${String(round)}`);
  await integrity(room, said, people);
  return performance.now() - began;
}

const broken =
  (victims: readonly DeviceId[]) =>
  (member: Pick<EvilMember, 'state'>): Promise<Forgery> =>
    forgeBrokenPath(member, victims);
const unknownReference = async (member: Pick<EvilMember, 'state'>): Promise<Forgery> => ({
  commit: await forgeRawCommit(member, {
    proposals: [{ proposalOrRefType: 'reference', reference: new Uint8Array(32) }],
    path: undefined,
  }),
});
const wrongTag = async (member: Pick<EvilMember, 'state'>): Promise<Forgery> => ({
  commit: await forgeRawCommit(member, { proposals: [], path: undefined }),
});
const noise = async (): Promise<Forgery> => ({ commit: new Uint8Array(400).fill(7) });

async function backAt(epoch: number, people: readonly Resident[]): Promise<void> {
  for (const each of people) await seesRoom(each, room, (view) => view.epoch <= epoch);
}

describe('a commit that nobody can follow is void, and the room goes on', () => {
  test.each([
    ['with a path secret that is noise for all', async () => broken(await devicesOf(ana, ben, cleo))],
    ['with a wrong confirmation tag', async () => wrongTag],
    ['with a proposal by an unknown reference', async () => unknownReference],
    ['that is noise', async () => noise],
  ])('%s', async (_what, forgery) => {
    await gathered(ana, [ben, cleo]);
    const { epoch } = evil.state;
    const began = performance.now();
    expect(await evil.commit(room, await forgery())).toBeTypeOf('number');
    await until(ana.client, 'timeline', room, (view) =>
      (view?.items ?? []).some((item) => item.kind === 'line' && item.line.what === 'taken-back'),
    );
    await backAt(epoch, [ana, ben, cleo]);
    await talkAgain([ana, ben, cleo]);
    expect(performance.now() - began).toBeLessThan(CONVERGED_MS);
  });
});

describe('a commit that some can follow', () => {
  test('is void when the owner cannot; what was said after it is said again, once', async () => {
    await gathered(ana, [ben, cleo]);
    const anas = await devicesOf(ana);
    await ana.close();
    await evil.follow(room);
    const { epoch } = evil.state;
    expect(await evil.commit(room, broken(anas))).toBeTypeOf('number');
    await seesRoom(ben, room, (view) => view.epoch === epoch + 1);
    await said.say(ben, room, 'said in an epoch that will not be');
    await hears(cleo, room, 'said in an epoch that will not be');
    const began = performance.now();
    await ana.reopen();
    await hears(ana, room, 'said in an epoch that will not be');
    await talkAgain([ana, ben, cleo]);
    expect(performance.now() - began).toBeLessThan(CONVERGED_MS);
    const shown = await Promise.all([ana, ben, cleo].map((each) => hears(each, room, 'before anything')));
    expect(texts(shown[1] ?? null)).toEqual(texts(shown[0] ?? null));
    expect(texts(shown[2] ?? null)).toEqual(texts(shown[0] ?? null));
  });

  test('stands when the owner can; who cannot comes back, though its GroupInfo is noise', async () => {
    await gathered(ana, [ben, cleo]);
    const began = performance.now();
    expect(await evil.commit(room, broken(await devicesOf(ben)))).toBeTypeOf('number');
    await seesRoom(ben, room, ({ alarms }) => alarms.length > 0 && alarms.every(({ repair }) => repair === 'done'));
    const { epoch = 0 } = (await seesRoom(ben, room, () => true)) ?? {};
    for (const each of [ana, cleo]) await seesRoom(each, room, (view) => view.epoch >= epoch);
    await talkAgain([ana, ben, cleo]);
    expect(performance.now() - began).toBeLessThan(CONVERGED_MS);
  });
});

test('a member that lies about a good commit changes nothing while the owner is there', async () => {
  await gathered(ana, [ben, cleo]);
  const before = (await seesRoom(ana, room, () => true))?.epoch ?? 0;
  const dora = await house.person('dora', { random: () => 0 });
  await acquaint(ben, dora);
  expect((await ben.client.addPeople(room, [await accountOf(dora)])).ok).toBe(true);
  await seesRoom(dora, room, ({ members }) => members.length === 5);
  await evil.follow(room);
  expect(await evil.verdict(room, evil.newest, 'reject')).toBeTypeOf('number');
  await talkAgain([ana, ben, cleo, dora]);
  const after = await seesRoom(ana, room, () => true);
  expect(after?.epoch).toBeGreaterThan(before);
  expect(after?.members).toHaveLength(5);
  await noAlarm(room, [ana, ben, cleo, dora]);
});

test('again and again: its commits are not taken any more', async () => {
  await gathered(ana, [ben]);
  const answers: (number | string)[] = [];
  for (let tries = 0; tries < 4; tries++) {
    const { state } = evil;
    answers.push(await evil.commit(room, noise));
    evil.returnTo(state);
    await talkAgain([ana, ben]);
  }
  expect(answers.map((each) => (typeof each === 'number' ? 'taken' : each))).toEqual([
    'taken',
    'taken',
    'taken',
    'policy-refused',
  ]);
});

test('nobody reported a fault', async () => {
  await gathered(ana, [ben]);
  await talkAgain([ana, ben]);
  expect(house.faults).toEqual([]);
  await online(ana, ben);
});

/** A member whose commits some or none can follow: C25 of docs/security/claims.md. Real clients, a real server, a forged commit. */
import type { AlarmView } from '@alcove/client';
import {
  forgeBrokenPath,
  forgeRawCommit,
  integrity,
  noAlarm,
  openEvilMember,
  openHostileHouse,
  Said,
  type EvilMember,
  type Forgery,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import type { DeviceId, RoomId } from '@alcove/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, acquaint, groupOf, hears, online, seesRoom, texts } from '../talk.ts';

/** How long honest members may take until all of them talk again (claims.md). */
const CONVERGED_MS = 30_000;

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let cleo: Resident;
let evil: EvilMember;
let room: RoomId;
let said: Said;
beforeEach(async () => {
  hostile = await openHostileHouse();
  [ana, ben, cleo] = [await hostile.person('ana'), await hostile.person('ben'), await hostile.person('cleo')];
  await acquaint(ana, ben, cleo);
  evil = await openEvilMember(hostile.house.url, 'mallory');
  said = new Said();
});
afterEach(async () => {
  evil.close();
  await hostile.close();
});

async function gathered(host: Resident, others: readonly Resident[]): Promise<void> {
  room = await groupOf(host, 'Walk', others);
  await letEvilIn(host);
  await begun(host, others);
}

/** Its leaf is beside the host's: what it seals to the host goes to nobody else, however fresh the keys of the others are. */
async function gatheredBeside(host: Resident, others: readonly Resident[]): Promise<void> {
  room = await groupOf(host, 'Walk', []);
  await letEvilIn(host);
  for (const each of others) expect((await host.client.addPeople(room, [await accountOf(each)])).ok).toBe(true);
  await begun(host, others);
  await freshened(others);
}

async function letEvilIn(host: Resident): Promise<void> {
  await host.client.findPerson('mallory');
  const added = await host.client.addPeople(room, [evil.account.identity.account]);
  expect(added.ok).toBe(true);
  await evil.enter(room);
}

async function begun(host: Resident, others: readonly Resident[]): Promise<void> {
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

const isMended = ({ repair }: AlarmView): boolean => repair === 'done';

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

/**
 * Whoever came in by a Welcome makes a leaf of their own, seconds later. A commit that somebody built on stands, whatever was wrong with it: on a slow
 * machine one of these would come to lie on the forged one.
 */
async function freshened(people: readonly Resident[]): Promise<void> {
  const devices = await devicesOf(...people);
  const fresh = (): boolean =>
    devices.every((device) =>
      hostile.server.world.log(room).some((entry) => entry.kind === 'commit' && entry.device === device),
    );
  await expect.poll(fresh, { timeout: 30_000 }).toBe(true);
}

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
    const began = performance.now();
    expect(await evil.commit(room, await forgery())).toBeTypeOf('number');
    const { epoch } = evil.newest;
    await until(ana.client, 'timeline', room, (view) =>
      (view?.items ?? []).some((item) => item.kind === 'line' && item.line.what === 'taken-back'),
    );
    await backAt(epoch, [ana, ben, cleo]);
    await talkAgain([ana, ben, cleo]);
    expect(performance.now() - began).toBeLessThan(CONVERGED_MS);
  });
});

describe('a commit that some can follow', () => {
  /** The host is away. */
  async function brokenForHost(): Promise<void> {
    await gatheredBeside(ana, [ben, cleo]);
    const anas = await devicesOf(ana);
    await ana.close();
    expect(await evil.commit(room, broken(anas))).toBeTypeOf('number');
    const { epoch } = evil.newest;
    for (const each of [ben, cleo]) await seesRoom(each, room, (view) => view.epoch === epoch + 1);
  }

  test('is void when the owner cannot; what was said after it is said again, once', async () => {
    await brokenForHost();
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

  test('stands once somebody built on it; the owner, who comes later, says nothing and comes back, and what was said before that stays closed', async () => {
    await brokenForHost();
    await said.say(ben, room, 'said before somebody built on it');
    await hears(cleo, room, 'said before somebody built on it');
    const dora = await hostile.person('dora');
    await acquaint(ben, dora);
    expect((await ben.client.addPeople(room, [await accountOf(dora)])).ok).toBe(true);
    await seesRoom(dora, room, ({ members }) => members.length === 5);
    await ana.reopen();
    await until(ana.client, 'timeline', room, (view) =>
      (view?.items ?? []).some((item) => item.kind === 'unopened' && item.code === 'future-epoch'),
    );
    const back = await seesRoom(ana, room, ({ alarms }) => alarms.length > 0 && alarms.every(isMended));
    // Whoever has not heard of her way in would seal for the time before it.
    for (const each of [ben, cleo, dora]) await seesRoom(each, room, ({ epoch }) => epoch >= (back?.epoch ?? 0));
    await talkAgain([ana, ben, cleo, dora]);
    expect(hostile.server.world.log(room).filter(({ kind }) => kind === 'verdict')).toEqual([]);
  });

  test('stands when the owner can; who cannot comes back, though its GroupInfo is noise', async () => {
    await gathered(ana, [ben, cleo]);
    const began = performance.now();
    expect(await evil.commit(room, broken(await devicesOf(ben)))).toBeTypeOf('number');
    await seesRoom(ben, room, ({ alarms }) => alarms.length > 0 && alarms.every(isMended));
    const { epoch = 0 } = (await seesRoom(ben, room, () => true)) ?? {};
    for (const each of [ana, cleo]) await seesRoom(each, room, (view) => view.epoch >= epoch);
    await talkAgain([ana, ben, cleo]);
    expect(performance.now() - began).toBeLessThan(CONVERGED_MS);
  });
});

test('a member that lies about a good commit changes nothing while the owner is there', async () => {
  await gathered(ana, [ben, cleo]);
  const before = (await seesRoom(ana, room, () => true))?.epoch ?? 0;
  const dora = await hostile.person('dora');
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
  expect(hostile.house.faults).toEqual([]);
  await online(ana, ben);
});

/** Whoever is alone begins their group anew: others come in to it as ever, and it shares nothing with the one before. */
import { utf8 } from '@alcove/protocol';
import { beforeEach, expect, test } from 'vitest';
import { done, expecting, gather, opened, welcomed, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { beginGroupAnew } from './begin-anew.ts';
import { commitAdd, commitUpdate, type PendingCommit } from './commit.ts';
import { groupInfo, joinExternally } from './external-join.ts';
import { open } from './open.ts';
import { ownLeafKey, roster } from './roster.ts';
import { epochAuthenticator, seal } from './seal.ts';
import { loadGroup, storeGroup, withPast } from './state.ts';

const EPOCH = 7;
let anna: Person;
let bert: Person;
let room: Room;
let only: Member;
let anew: PendingCommit;

beforeEach(async () => {
  [anna, bert] = [world.newPerson('anna'), world.newPerson('bert')];
  room = world.newRoom([anna, bert], { suite: world.CLASSIC });
  [only] = (await gather(room, [world.firstDevice(anna)])) as [Member];
  while (only.state.epoch < EPOCH) only.state = done(await commitUpdate(only.state)).next;
  anew = done(await beginGroupAnew(only.identity, room.policy, EPOCH, world.NOW_MS));
});

test('it is in the epoch after the one that the log had, with one leaf of other keys', async () => {
  expect(anew.next.epoch).toBe(EPOCH + 1);
  expect(roster(anew.next).map(({ device }) => device)).toEqual([only.identity.device]);
  expect(ownLeafKey(anew.next)).not.toEqual(ownLeafKey(only.state));
  const went = done(await commitUpdate(only.state));
  expect(epochAuthenticator(went.next)).not.toEqual(epochAuthenticator(anew.next));
});

test('what is sealed in it opens under nothing that was there before, and the other way round', async () => {
  const before = done(await commitUpdate(only.state)).next;
  const trust = world.trustIn(room);
  const from = expecting(only.identity, 'application');
  for (const [writer, reader] of [
    [before, anew.next],
    [anew.next, before],
  ] as const) {
    const said = await seal(writer, utf8('to nobody'), new Uint8Array(0));
    expect((await open(reader, trust, said.bytes, from)).kind).toBe('refused');
  }
});

test('somebody comes in by a Welcome, somebody else by its GroupInfo, and all of them read each other', async () => {
  const state = loadGroup(storeGroup(withPast(anew.next, only.state)));
  const invited = await world.invitation(world.firstDevice(bert), world.CLASSIC);
  const trust = world.trustIn(room);
  const added = done(await commitAdd(state, trust, [invited.invited]));
  const guest = await welcomed(room, world.firstDevice(bert), invited, added);
  expect(epochAuthenticator(guest.state)).toEqual(epochAuthenticator(added.next));
  const identity = world.addDevice(bert, 'terminal');
  const { epoch } = added.next;
  const args = { identity, info: await groupInfo(added.next), room: state.room, epoch, nowMs: world.NOW_MS };
  const joined = done(await joinExternally({ ...args, trust: world.trustIn(room) }));
  const seen = await open(guest.state, world.trustIn(room), joined.commit, expecting(identity, 'commit'));
  expect(epochAuthenticator(opened(seen, 'commit').next)).toEqual(epochAuthenticator(joined.next));
});

test('whoever is in the group that it leaves does not follow it', async () => {
  const [host, guest] = (await gather(room, [only.identity, world.firstDevice(bert)])) as [Member, Member];
  const apart = done(await beginGroupAnew(host.identity, room.policy, guest.state.epoch, world.NOW_MS));
  const seen = await open(guest.state, world.trustIn(room), apart.commit, expecting(host.identity, 'commit'));
  expect(seen.kind).toBe('refused');
});

/** Claim C31: whoever copied a device's keys reads along until that device replaces its leaf key, and nothing after. */
import { beforeEach, expect, test } from 'vitest';
import { equalBytes, utf8, type Bytes } from '@alcove/protocol';
import { deliver, done, expecting, gather, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import { commitAdd, commitRemove, commitUpdate, type PendingCommit } from './commit.ts';
import { open } from './open.ts';
import { ownLeafKey } from './roster.ts';
import { seal } from './seal.ts';
import { loadGroup, storeGroup } from './state.ts';

let people: world.Person[];
let room: world.Room;
let anna: Member;
let bert: Member;
let members: Member[];
/** Anna's disk, copied, and whatever could be opened with it. */
let copy: Member;
let stolen: string[];

beforeEach(async () => {
  people = ['anna', 'bert', 'cleo', 'dora'].map((name) => world.newPerson(name));
  room = world.newRoom(people);
  const devices = people.slice(0, 3).map((person) => world.firstDevice(person));
  members = await gather(room, devices);
  [anna, bert] = members as [Member, Member, Member];
  copy = { identity: anna.identity, state: loadGroup(storeGroup(anna.state)) };
  stolen = [];
});

/** Everything that goes over the wire is tried with the copy, in its order; what leads no further is left behind. */
async function overhear(from: Member, kind: 'application' | 'commit', bytes: Bytes): Promise<void> {
  const opened = await open(copy.state, world.trustIn(room), bytes, expecting(from.identity, kind));
  if (opened.kind === 'application') stolen.push(new TextDecoder().decode(opened.plain));
  if (opened.kind === 'application' || opened.kind === 'commit') copy.state = opened.next;
}

async function say(from: Member, text: string): Promise<void> {
  const sealed = await seal(from.state, utf8(text), utf8('aad'));
  from.state = sealed.next;
  await overhear(from, 'application', sealed.bytes);
}

async function commit(by: Member, pending: PendingCommit): Promise<void> {
  members = await deliver(members, by.identity, world.trustIn(room), pending.commit);
  by.state = pending.next;
  await overhear(by, 'commit', pending.commit);
}

async function afterwards(): Promise<void> {
  for (const from of [bert, anna]) await say(from, 'after');
  await commit(bert, done(await commitUpdate(bert.state)));
  for (const from of [bert, anna]) await say(from, 'after');
}

test('[C31] others lock no copy out: neither by their words nor by their commits', async () => {
  await say(bert, 'one');
  await commit(bert, done(await commitUpdate(bert.state)));
  await say(bert, 'two');
  expect(stolen).toEqual(['one', 'two']);
});

test('[C31] after a key of its own was replaced, the copy of a device reads nothing', async () => {
  await say(bert, 'before');
  await commit(anna, done(await commitUpdate(anna.state)));
  await afterwards();
  expect(stolen).toEqual(['before']);
});

test('[C31] nor after it removed somebody', async () => {
  const cleo = people[2] as world.Person;
  world.revokeDevice(cleo, world.firstDevice(cleo).device);
  await commit(anna, done(await commitRemove(anna.state, [2])));
  await afterwards();
  expect(stolen).toEqual([]);
});

test('an add alone replaces no key, and is not counted as if it did', async () => {
  const { invited } = await world.invitation(world.firstDevice(people[3] as world.Person), room.policy.suite);
  const before = ownLeafKey(anna.state);
  await commit(anna, done(await commitAdd(anna.state, world.trustIn(room), [invited])));
  expect(equalBytes(ownLeafKey(anna.state), before)).toBe(true);
  await say(bert, 'still');
  expect(stolen).toEqual(['still']);
});

import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { utf8 } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { deliver, done, expecting, gather, opened, type Member } from '../testing/members.ts';
import { firstDevice, newPerson, newRoom, trustIn, type Room } from '../testing/world.ts';
import { commitUpdate } from './commit.ts';
import { open } from './open.ts';
import { epochAuthenticator, seal } from './seal.ts';
import { loadGroup, storeGroup, type GroupParts } from './state.ts';

let room: Room;
let anna: Member;
let bert: Member;
beforeEach(async () => {
  const people = [newPerson('anna'), newPerson('bert')];
  room = newRoom(people);
  [anna, bert] = (await gather(
    room,
    people.map((p) => firstDevice(p)),
  )) as [Member, Member];
});

async function update(): Promise<void> {
  const pending = done(await commitUpdate(anna.state));
  await deliver([anna, bert], anna.identity, trustIn(room), pending.commit);
  anna.state = pending.next;
}

test('a stored state is the state', async () => {
  await update();
  await update();
  const parts = storeGroup(bert.state);
  const loaded = loadGroup(parts);
  expect(storeGroup(loaded)).toEqual(parts);
  expect(loaded).toMatchObject({ room: bert.state.room, epoch: 3, suite: bert.state.suite });
  expect(epochAuthenticator(loaded)).toEqual(epochAuthenticator(anna.state));
});

test('a message rewrites the ratchets of its epoch and nothing else; an epoch leaves what is past alone', async () => {
  await update();
  const before = storeGroup(bert.state);
  const sealed = await seal(anna.state, utf8('hello'), new Uint8Array(0));
  const heard = await open(bert.state, trustIn(room), sealed.bytes, expecting(anna.identity, 'application'));
  const after = storeGroup(opened(heard, 'application').next);
  expect(after.head).toEqual(before.head);
  expect(after.past).toEqual(before.past);
  expect(after.ratchets.get(1)).toEqual(before.ratchets.get(1));
  expect(after.ratchets.get(2)).not.toEqual(before.ratchets.get(2));
  await update();
  expect(storeGroup(bert.state).past.get(1)).toEqual(before.past.get(1));
});

test('four past epochs are kept', async () => {
  for (let i = 0; i < 6; i++) await update();
  const { past, ratchets } = storeGroup(bert.state);
  expect([...past.keys()].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6]);
  expect([...ratchets.keys()].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7]);
});

test('the parts do not share memory with the state', async () => {
  const { head } = storeGroup(bert.state);
  const parts = storeGroup(bert.state);
  const loaded = loadGroup(parts);
  parts.head.fill(0);
  for (const part of parts.ratchets.values()) part.fill(0);
  expect(storeGroup(loaded).head).toEqual(head);
});

test('a part of another version, a missing part, a cut part', async () => {
  await update();
  const parts = storeGroup(bert.state);
  const newer = (part: Uint8Array<ArrayBuffer>) => part.with(0, 2);
  const code = (changed: GroupParts): string => {
    try {
      loadGroup(changed);
    } catch (error) {
      return error instanceof CryptoError ? error.code : String(error);
    }
    return 'loaded';
  };
  expect(code({ ...parts, head: newer(parts.head) })).toBe('unsupported-version');
  for (const which of ['ratchets', 'past'] as const) {
    const changed = new Map([...parts[which]].map(([epoch, part]) => [epoch, newer(part)]));
    expect(code({ ...parts, [which]: changed })).toBe('unsupported-version');
  }
  expect(code({ ...parts, ratchets: new Map() })).toBe('state-damaged');
  expect(code({ ...parts, head: parts.head.slice(0, -1) })).toBe('state-damaged');
  expect(code({ ...parts, head: new Uint8Array(0) })).toBe('state-damaged');
  expect(code(parts)).toBe('loaded');
});

test('damaged parts load or are refused, and never do anything else', () => {
  const parts = storeGroup(bert.state);
  fc.assert(
    fc.property(fc.nat(parts.head.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      try {
        loadGroup({ ...parts, head: parts.head.with(at, byte) });
      } catch (error) {
        expect(error).toBeInstanceOf(CryptoError);
      }
    }),
    { numRuns: 300 },
  );
});

/** Application messages: whose they are, when they can be read, and that a state is never changed in place. */
import { createApplicationMessage } from 'ts-mls';
import { beforeEach, expect, test } from 'vitest';
import { equalBytes, utf8, type Bytes } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { deliver, done, expecting, gather, opened, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Person, Room } from '../testing/world.ts';
import { commitRemove, commitUpdate } from './commit.ts';
import { suiteOf } from './engine/suite.ts';
import { encodeMessage } from './engine/wire.ts';
import { open, type Opened } from './open.ts';
import { exportSecret, MAX_PAYLOAD_BYTES, pad, seal, unpad } from './seal.ts';
import { engineState, loadGroup, storeGroup } from './state.ts';

let people: Person[];
let room: Room;
let anna: Member;
let bert: Member;
let cleo: Member;

beforeEach(async () => {
  people = ['anna', 'bert', 'cleo'].map((name) => world.newPerson(name));
  room = world.newRoom(people);
  [anna, bert, cleo] = (await gather(
    room,
    people.map((p) => world.firstDevice(p)),
  )) as [Member, Member, Member];
});

const refused = (code: string): unknown => ({ kind: 'refused', code });

async function say(from: Member, text: string): Promise<Bytes> {
  const sealed = await seal(from.state, utf8(text), utf8('aad'));
  from.state = sealed.next;
  return sealed.bytes;
}
function hear(by: Member, bytes: Uint8Array, from: Member): Promise<Opened> {
  return open(by.state, world.trustIn(room), bytes, expecting(from.identity, 'application'));
}
async function update(by: Member): Promise<void> {
  const pending = done(await commitUpdate(by.state));
  await deliver([anna, bert, cleo], by.identity, world.trustIn(room), pending.commit);
  by.state = pending.next;
}

test('what is sealed opens, with its additional data and its sender', async () => {
  const heard = opened(await hear(bert, await say(anna, 'hello'), anna), 'application');
  expect(equalBytes(heard.plain, utf8('hello'))).toBe(true);
  expect(equalBytes(heard.aad, utf8('aad'))).toBe(true);
  expect(heard.sender).toMatchObject({ index: 0, account: anna.identity.account, device: anna.identity.device });
});

test('[K41] the sender is the leaf that signed, whatever the log says', async () => {
  expect(await hear(bert, await say(anna, 'hello'), cleo)).toEqual(refused('sender-mismatch'));
});

test('a message opens once; opening it changes nothing in the state it was opened from', async () => {
  const bytes = await say(anna, 'once');
  const before = storeGroup(bert.state);
  const first = opened(await hear(bert, bytes, anna), 'application');
  expect(storeGroup(bert.state)).toEqual(before);
  bert.state = first.next;
  expect(await hear(bert, bytes, anna)).toEqual(refused('damaged'));
});

test('out of order, and with gaps', async () => {
  const messages: Bytes[] = [];
  for (let i = 0; i < 20; i++) messages.push(await say(anna, `message ${String(i)}`));
  for (const i of [5, 3, 19, 4, 0]) {
    const heard = opened(await hear(bert, messages[i]!, anna), 'application');
    expect(new TextDecoder().decode(heard.plain)).toBe(`message ${String(i)}`);
    bert.state = heard.next;
  }
});

test('[K45] late messages open for two epochs, also after a reload; early ones wait', async () => {
  const late = [await say(anna, 'late'), await say(anna, 'later'), await say(anna, 'too late')];
  await update(cleo);
  bert.state = opened(await hear(bert, late[0]!, anna), 'application').next;
  await update(cleo);
  bert.state = loadGroup(storeGroup(bert.state));
  bert.state = opened(await hear(bert, late[1]!, anna), 'application').next;
  expect(await hear(bert, late[1]!, anna)).toEqual(refused('damaged'));
  await update(cleo);
  expect(await hear(bert, late[2]!, anna)).toEqual({ kind: 'past-epoch', epoch: 1 });

  const behind = bert.state;
  await update(cleo);
  const early = await say(anna, 'early');
  const seen = await open(behind, world.trustIn(room), early, expecting(anna.identity, 'application'));
  expect(seen).toEqual({ kind: 'future-epoch', epoch: 5 });
});

test('who left or was revoked is not heard any more; a removed device reads nothing that follows', async () => {
  const last = await say(cleo, 'still here');
  world.revokeDevice(people[2]!, cleo.identity.device);
  expect(await hear(bert, last, cleo)).toEqual(refused('leaf-revoked'));
  const gone = done(await commitRemove(anna.state, [2]));
  await deliver([anna, bert, cleo], anna.identity, world.trustIn(room), gone.commit);
  anna.state = gone.next;
  const secret = await say(anna, 'without cleo');
  expect(await hear(cleo, secret, anna)).toMatchObject({ kind: 'future-epoch' });
  expect(opened(await hear(bert, secret, anna), 'application').plain).toEqual(utf8('without cleo'));

  world.changePolicy(room, people[0]!, { remove: [people[2]!] });
  expect(await hear(bert, last, cleo)).toEqual(refused('leaf-not-in-policy'));
});

test('a payload that is not padded as agreed', async () => {
  const suite = await suiteOf(anna.state.suite);
  const made = await createApplicationMessage(engineState(anna.state), utf8('short'), suite, new Uint8Array(0));
  const { privateMessage } = made;
  const bytes = encodeMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
  expect(await hear(bert, bytes, anna)).toEqual(refused('padding'));
});

test('padding: few sizes, one encoding', async () => {
  expect([0, 1, 252, 253, 1_020, 1_021, 4_092, 40_000].map((n) => pad(new Uint8Array(n)).length)).toEqual([
    256, 256, 256, 1_024, 1_024, 4_096, 4_096, 49_152,
  ]);
  for (const n of [0, 252, 253, 5_000, MAX_PAYLOAD_BYTES])
    expect(unpad(pad(new Uint8Array(n).fill(7)))).toHaveLength(n);
  const dirty = pad(utf8('x'));
  dirty[200] = 1;
  expect(unpad(dirty)).toBeUndefined();
  const roomy = new Uint8Array(1_024);
  roomy[3] = 1;
  expect(unpad(roomy)).toBeUndefined();
  expect(unpad(new Uint8Array(3))).toBeUndefined();
  expect(unpad(new Uint8Array(256).fill(255))).toBeUndefined();
  await expect(seal(anna.state, new Uint8Array(MAX_PAYLOAD_BYTES + 1), new Uint8Array(0))).rejects.toThrow(CryptoError);
  await expect(seal(anna.state, new Uint8Array(1), new Uint8Array(513))).rejects.toThrow(CryptoError);
  const largest = await seal(anna.state, new Uint8Array(MAX_PAYLOAD_BYTES), new Uint8Array(512));
  expect(largest.bytes.length).toBeLessThanOrEqual(65_536);
});

test('members export the same secret, of their epoch, label and context', async () => {
  const context = utf8('context');
  const secret = await exportSecret(anna.state, 'alcove/v1/test', context);
  expect(await exportSecret(bert.state, 'alcove/v1/test', context)).toEqual(secret);
  expect(await exportSecret(bert.state, 'alcove/v1/other', context)).not.toEqual(secret);
  expect(await exportSecret(bert.state, 'alcove/v1/test', utf8('other'))).not.toEqual(secret);
  expect(await exportSecret(bert.state, 'alcove/v1/test', context, 16)).toHaveLength(16);
  await update(cleo);
  expect(await exportSecret(anna.state, 'alcove/v1/test', context)).not.toEqual(secret);
});

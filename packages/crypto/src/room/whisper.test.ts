import { beforeEach, expect, test } from 'vitest';
import { utf8, type Bytes } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { commitUpdate } from '../group/commit.ts';
import { randomBytes } from '../primitives.ts';
import { deliver, done, gather, type Member } from '../testing/members.ts';
import { firstDevice, newPerson, newRoom, trustIn, type Room } from '../testing/world.ts';
import { openWhisper, sealWhisper, whisperEpoch, whisperKey, type Lane } from './whisper.ts';

let room: Room;
let anna: Member;
let bert: Member;
let key: Bytes;
let body: Bytes;
beforeEach(async () => {
  const people = [newPerson('anna'), newPerson('bert')];
  room = newRoom(people);
  [anna, bert] = (await gather(
    room,
    people.map((p) => firstDevice(p)),
  )) as [Member, Member];
  key = await whisperKey(anna.state);
  body = sealWhisper('whisper', key, anna.identity, anna.state.room, anna.state.epoch, utf8('typing'));
});

const hear = (from: Member, bytes: Uint8Array, withKey = key) =>
  openWhisper('whisper', withKey, bert.state, bert.state.room, from.identity, bytes);

test('members of the epoch hear each other', async () => {
  expect(await whisperKey(bert.state)).toEqual(key);
  expect(whisperEpoch('whisper', body)).toBe(1);
  expect(hear(anna, body)).toEqual({ ok: true, plain: utf8('typing') });
});

test('a member cannot whisper in another’s name', () => {
  const { account, device, kind } = anna.identity;
  const disguised = { ...bert.identity, account, device, kind };
  const forged = sealWhisper('whisper', key, disguised, anna.state.room, 1, utf8('typing'));
  expect(hear(anna, forged)).toEqual({ ok: false, code: 'signature' });
  expect(hear(bert, body)).toEqual({ ok: false, code: 'damaged' });
});

test('another room, epoch, key or sender', async () => {
  const foreign = newRoom([newPerson('zora')]).policy.room;
  expect(openWhisper('whisper', key, bert.state, foreign, anna.identity, body)).toEqual({
    ok: false,
    code: 'wrong-group',
  });
  expect(hear(anna, sealWhisper('whisper', key, anna.identity, foreign, 1, utf8('typing')))).toEqual({
    ok: false,
    code: 'damaged',
  });
  expect(hear(anna, body, randomBytes(32))).toEqual({ ok: false, code: 'damaged' });
  const stranger = { ...anna, identity: firstDevice(newPerson('zora')) };
  expect(hear(stranger, body)).toEqual({ ok: false, code: 'sender-unknown' });
  const update = done(await commitUpdate(anna.state));
  await deliver([anna, bert], anna.identity, trustIn(room), update.commit);
  expect(await whisperKey(bert.state)).not.toEqual(key);
});

test('[W03] what was sealed for one lane does not open in the other', () => {
  const mark = sealWhisper('mark', key, anna.identity, anna.state.room, 1, utf8('read'));
  const read = (lane: Lane, bytes: Uint8Array) =>
    openWhisper(lane, key, bert.state, bert.state.room, anna.identity, bytes);
  expect(read('mark', mark)).toEqual({ ok: true, plain: utf8('read') });
  expect(read('whisper', mark)).toEqual({ ok: false, code: 'malformed' });
  expect(read('mark', body)).toEqual({ ok: false, code: 'malformed' });
  // Nor does it when its first byte says so.
  const relabelled = mark.with(0, body[0] ?? 0);
  expect(read('whisper', relabelled)).toEqual({ ok: false, code: 'damaged' });
});

test('any changed byte, and garbage', () => {
  for (let at = 0; at < body.length; at++) {
    const bytes = body.slice();
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(hear(anna, bytes)).toMatchObject({ ok: false });
  }
  expect(hear(anna, new Uint8Array(5))).toEqual({ ok: false, code: 'malformed' });
  expect(() => whisperEpoch('whisper', new Uint8Array(5))).toThrow(CryptoError);
  expect(() => whisperEpoch('whisper', new Uint8Array(200).fill(255))).toThrow(CryptoError);
});

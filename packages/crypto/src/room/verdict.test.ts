import { beforeEach, expect, test } from 'vitest';
import { decodeCbor, encodeCbor, PolicyFrame, type VerdictBody } from '@alcove/protocol';
import { randomBytes } from '../primitives.ts';
import { firstDevice, newPerson, newRoom, SERVER, type Person, type Room } from '../testing/world.ts';
import { judgeVerdict, signVerdict } from './verdict.ts';

let anna: Person;
let bert: Person;
let room: Room;
beforeEach(() => {
  [anna, bert] = [newPerson('anna'), newPerson('bert')];
  room = newRoom([anna, bert]);
});

const refused = (code: string): unknown => ({ ok: false, code });
const verdict = (change: Partial<VerdictBody> = {}): VerdictBody => ({
  v: 1,
  type: 'reject',
  room: room.policy.room,
  seq: 4,
  epoch: 2,
  head: randomBytes(32),
  code: 'damaged',
  ...change,
});

test('[K46] a verdict of a member says what its device signed, and about this room', () => {
  const body = verdict();
  const frame = signVerdict(firstDevice(anna), body);
  expect(judgeVerdict(SERVER, room.policy, frame)).toEqual({ ok: true, body, signer: anna.account });
  const elsewhere = newRoom([anna, bert]).policy.room;
  const other = signVerdict(firstDevice(anna), verdict({ room: elsewhere }));
  expect(judgeVerdict(SERVER, room.policy, other)).toEqual(refused('verdict-wrong-room'));
});

test('[K46] a stranger, a device of another server and noise have no say', () => {
  const stranger = signVerdict(firstDevice(newPerson('zora')), verdict());
  expect(judgeVerdict(SERVER, room.policy, stranger)).toEqual(refused('verdict-cert'));
  const frame = signVerdict(firstDevice(anna), verdict());
  expect(judgeVerdict('another server', room.policy, frame)).toEqual(refused('verdict-cert'));
  expect(judgeVerdict(SERVER, room.policy, randomBytes(80))).toEqual(refused('verdict-malformed'));
});

test('[K46] who takes a member’s name under another identity key has no say', () => {
  const { members } = room.policy;
  const policy = { ...room.policy, members: new Map([...members, [anna.account, randomBytes(32)]]) };
  expect(judgeVerdict(SERVER, policy, signVerdict(firstDevice(anna), verdict()))).toEqual(refused('verdict-cert'));
});

test('[K46] the signature is over these very bytes', () => {
  const { cert, sig } = decodeCbor(PolicyFrame, signVerdict(firstDevice(anna), verdict()), 'frame');
  const frame = encodeCbor({ body: encodeCbor(verdict({ type: 'accept' })), cert, sig });
  expect(judgeVerdict(SERVER, room.policy, frame)).toEqual(refused('verdict-signature'));
});

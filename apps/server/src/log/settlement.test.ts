/** Commits that are taken back: what the server undoes, and what it refuses meanwhile. The rule itself is protocol's settlement.test.ts. */
import { expect, test } from 'vitest';
import { encodeCbor, LABEL, VERDICT_MS, type FrameId, type VerdictBody } from '@alcove/protocol';
import {
  answerTo,
  appendCommit,
  appendMessage,
  appendPolicy,
  codeOf,
  createRoom,
  openHouse,
  type AppendAnswer,
  type Person,
  type Room,
} from '../testing/house.ts';
import { newFrameId, random, sign } from '../testing/signer.ts';
import type { Wire } from '../testing/wire.ts';

interface Scene {
  readonly room: Room;
  readonly people: readonly Person[];
  readonly wires: readonly Wire[];
  /** The head after the entry at `seq`, as the server says it. */
  headAt(seq: number): Promise<Uint8Array<ArrayBuffer>>;
  verdict(
    by: number,
    type: VerdictBody['type'],
    about: { seq: number; epoch: number } & Partial<VerdictBody>,
    signer?: number,
  ): Promise<AppendAnswer>;
}

async function scene(size: number, now?: () => number): Promise<Scene> {
  const house = await openHouse({}, now === undefined ? {} : { now });
  const people: Person[] = [];
  for (let n = 0; n < size; n++) people.push(await house.person());
  const [first, ...others] = people as [Person, ...Person[]];
  const room = await createRoom(first);
  const wires: Wire[] = [];
  for (const person of people) wires.push(await person.connect());
  const [wire] = wires as [Wire, ...Wire[]];
  if (others.length > 0)
    await appendPolicy(wire, room.id, room.change(first, { add: others.map(({ signer }) => signer.person) }));
  let n = 100;
  const headAt = async (seq: number): Promise<Uint8Array<ArrayBuffer>> => {
    const question = n++;
    wire.send({ t: 'fetch', n: question, room: room.id, after: seq, limit: 1 });
    return new Uint8Array((await wire.wait('page', (page) => page.n === question)).head);
  };
  return {
    room,
    people,
    wires,
    headAt,
    async verdict(by, type, about, signer = by) {
      const body = encodeCbor({ v: 1, type, room: room.id, head: await headAt(about.seq), code: '', ...about });
      const person = people[signer] as Person;
      const cert = person.signer.cert(house.server.serverId, person.device);
      const frame = encodeCbor({ body, cert, sig: sign(LABEL.verdict, person.device.keys, body) });
      const id = newFrameId();
      (wires[by] as Wire).send({ t: 'append', kind: 'verdict', room: room.id, id, body: frame });
      return answerTo(wires[by] as Wire, id);
    },
  };
}
const seqOf = (answer: AppendAnswer): number => (answer.t === 'ack' ? answer.seq : 0);

test('a void commit leaves the epoch before it, with its GroupInfo, and messages after it may be said again', async () => {
  const { room, wires, people, verdict } = await scene(3);
  const [a, b, c] = wires as [Wire, Wire, Wire];
  const before = random(40);
  await appendCommit(a, room.id, 0, { groupInfo: before });
  const bad = await appendCommit(b, room.id, 1, {
    groupInfo: random(40),
    welcome: random(60),
    to: [{ account: (people[2] as Person).account, device: (people[2] as Person).device.id }],
  });
  const id: FrameId = newFrameId();
  const lost = await appendMessage(b, room.id, 2, random(20), id);
  expect(codeOf(lost)).toBe('ack');
  expect(codeOf(await verdict(0, 'reject', { seq: seqOf(bad), epoch: 1, code: 'damaged' }))).toBe('ack');

  a.send({ t: 'fetch-group-info', n: 1, room: room.id });
  expect(await a.wait('group-info', ({ n }) => n === 1)).toMatchObject({ epoch: 1, body: before });
  // Sealed in the void epoch, by somebody who did not know yet: even once there is such an epoch again.
  expect(codeOf(await appendMessage(b, room.id, 2))).toBe('stale-epoch');
  const good = await appendCommit(c, room.id, 1, { seen: seqOf(bad) + 2 });
  expect(codeOf(good)).toBe('ack');
  const late = newFrameId();
  b.send({ t: 'append', kind: 'application', room: room.id, id: late, epoch: 2, seen: seqOf(bad), body: random(20) });
  expect(codeOf(await answerTo(b, late))).toBe('stale-epoch');
  expect(codeOf(await appendCommit(b, room.id, 2, { seen: seqOf(bad) }))).toBe('epoch-conflict');
  b.frames.length = 0;
  b.send({ t: 'append', kind: 'application', room: room.id, id, epoch: 2, seen: seqOf(good), body: random(20) });
  const again = await answerTo(b, id);
  expect(seqOf(again)).toBe(seqOf(good) + 1);
  // And from now on that is where it stands.
  b.frames.length = 0;
  expect(seqOf(await appendMessage(b, room.id, 2, random(20), id))).toBe(seqOf(again));

  const back = await (people[2] as Person).connect();
  await back.settle();
  expect(back.of('welcome')).toEqual([]);
});

test('while a commit is judged nothing is built on it; then it stands, and cannot be rejected any more', async () => {
  let now = Date.now();
  const { room, wires, verdict } = await scene(4, () => now);
  const [a, b, c] = wires as [Wire, Wire, Wire];
  const commit = { seq: seqOf(await appendCommit(a, room.id, 0)), epoch: 0 };
  expect(codeOf(await verdict(1, 'accept', commit))).toBe('verdict-refused');
  expect(codeOf(await verdict(0, 'reject', commit))).toBe('verdict-refused');
  expect(codeOf(await verdict(1, 'reject', commit))).toBe('ack');
  expect(codeOf(await verdict(1, 'reject', commit))).toBe('verdict-refused');
  expect(codeOf(await appendCommit(b, room.id, 1))).toBe('commit-disputed');
  expect(codeOf(await appendMessage(c, room.id, 1))).toBe('commit-disputed');
  expect(codeOf(await appendMessage(c, room.id, 0))).toBe('ack');
  expect(codeOf(await verdict(2, 'accept', commit))).toBe('ack');
  expect(codeOf(await verdict(2, 'close', commit))).toBe('verdict-refused');
  now += VERDICT_MS;
  expect(codeOf(await verdict(2, 'close', commit))).toBe('ack');
  expect(codeOf(await verdict(3, 'reject', commit))).toBe('verdict-refused');
  expect(codeOf(await appendMessage(c, room.id, 1))).toBe('ack');
});

test('a verdict counts only for who signed it, about this room, this place and this history', async () => {
  const { room, wires, verdict, headAt } = await scene(3);
  const [a] = wires as [Wire];
  const commit = { seq: seqOf(await appendCommit(a, room.id, 0)), epoch: 0 };
  expect(codeOf(await verdict(1, 'reject', commit, 2))).toBe('invalid-signature');
  expect(codeOf(await verdict(1, 'reject', { ...commit, head: await headAt(1) }))).toBe('verdict-refused');
  expect(codeOf(await verdict(1, 'reject', { ...commit, epoch: 4 }))).toBe('verdict-refused');
  const other = (await scene(1)).room.id;
  expect(codeOf(await verdict(1, 'reject', { ...commit, room: other }))).toBe('verdict-refused');
  expect(codeOf(await verdict(1, 'reject', commit))).toBe('ack');
});

test('a device whose commits were void three times makes no more, unless it is the owner’s', async () => {
  const { room, wires, verdict } = await scene(2);
  const [a, b] = wires as [Wire, Wire];
  for (let round = 0; round < 3; round++) {
    const seen = 1_000;
    for (const [wire, judge] of [
      [b, 0],
      [a, 1],
    ] as const) {
      const commit = await appendCommit(wire, room.id, 0, { seen });
      expect(codeOf(commit)).toBe('ack');
      expect(codeOf(await verdict(judge, 'reject', { seq: seqOf(commit), epoch: 0 }))).toBe('ack');
    }
  }
  const barred = await appendCommit(b, room.id, 0, { seen: 1_000 });
  expect(barred.t === 'nack' && barred.error.details).toEqual({ why: 'commits-void' });
  expect(codeOf(await appendCommit(a, room.id, 0, { seen: 1_000 }))).toBe('ack');
});

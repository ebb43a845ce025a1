/** What a member can try whose keys are the attacker's: C05 and C24 of docs/security/claims.md, checks K06 and K44. */
import { encodeContent, frankedBytes, type SendableEvent } from '@alcove/content';
import { frank, signPolicy } from '@alcove/crypto';
import {
  EMPTY_HEAD,
  encodeCbor,
  toBase64url,
  type Bytes,
  type FrameId,
  type PolicyChange,
  type RoomId,
} from '@alcove/protocol';
import { nextFrameId } from '@alcove/testkit/headless';
import {
  alarm,
  FalseLog,
  forgeList,
  Insider,
  injectEntry,
  listsOf,
  openHostileHouse,
  policyOf,
  tellLists,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { acquaint, groupOf, hears, online, say, seesRoom, texts } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let mallory: Insider;
let room: RoomId;
let count = 0;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  await acquaint(ana, ben);
});
beforeEach(async () => {
  const name = `mallory-${String(++count)}`;
  mallory = await Insider.signUp(hostile.house.url, name, hostile.server.world);
  await online(ana, ben);
  const found = await ana.client.findPerson(name);
  if (!found.ok) throw new Error(found.code);
  room = await groupOf(ana, 'Walk', [ben]);
  expect(await ana.client.addPeople(room, [found.value.person.account])).toMatchObject({ ok: true });
  await seesRoom(ben, room, ({ members }) => members.length === 3);
  await say(ana, room, 'before anything');
  await hears(ben, room, 'before anything');
  await mallory.join(room);
});
afterEach(() => hostile.server.stopAttack());
afterAll(() => hostile.close());

interface Spoken {
  readonly id: FrameId;
  readonly plain: Bytes;
  readonly aad: Bytes;
}

/** A message as our clients make it; `committedTo` is what the commitment in the open says it is. */
function spoken(text: string, committedTo: string = text): Spoken {
  const id = nextFrameId();
  const envelope = { id, sentAt: Date.now(), seenSeq: 0, seenHead: EMPTY_HEAD };
  const event = (words: string): SendableEvent => ({ type: 'text', body: words, mentions: [] });
  const { commitment, key } = frank(frankedBytes(event(committedTo), envelope));
  const plain = encodeContent(event(text), { ...envelope, frankKey: key });
  return { id, plain, aad: encodeCbor({ v: 1, id, commitment }) };
}

const unopened = (code: string): Promise<unknown> =>
  until(
    ben.client,
    'timeline',
    room,
    (view) => view?.items.some((item) => item.kind === 'unopened' && item.code === code) === true,
  );

test('[K44] a message that could not be reported, because its commitment is to other words, and what is none, is not shown', async () => {
  const wire = hostile.server.wire('ben');
  const story = new FalseLog(wire, room, (entry) => [entry]);
  hostile.server.begin(story.attack('C24'));
  const told = async ({ id, plain, aad }: Spoken): Promise<unknown> =>
    story.invent(wire, await mallory.sealed(room, plain, aad, { id }));
  await told(spoken('something vile', 'something harmless'));
  await told({ ...spoken('no message at all'), plain: new TextEncoder().encode('no message at all') });
  await told(spoken('I am a member'));
  await unopened('franking-wrong');
  await unopened('content-malformed');
  expect(texts(await hears(ben, room, 'I am a member'))).toEqual(['before anything', 'I am a member']);
});

/** A change of the room that mallory signed. */
function change({ add = [], remove = [] }: Partial<Pick<PolicyChange, 'add' | 'remove'>>): Bytes {
  const { version, hash } = policyOf(hostile.server.world, room);
  const body: PolicyChange = {
    v: 1,
    type: 'change',
    room,
    version: version + 1,
    prev: hash,
    add,
    remove,
    owner: null,
  };
  return signPolicy(mallory.account.identity, body);
}

test('[K78] [K79] a member removes nobody, and adds nobody in another’s name', async () => {
  const wire = hostile.server.wire('ben');
  const anas = hostile.server.wire('ana').who;
  if (anas === null) throw new Error('ana is not here');
  const { account, aik } = hostile.server.world.attacker;
  const { epoch = 0 } = (await seesRoom(ben, room, () => true)) ?? {};
  const story = new FalseLog(wire, room, (entry) => [entry]);
  hostile.server.begin(story.attack('C05'));
  story.invent(
    wire,
    mallory.entry('policy', epoch, change({ add: [{ account, aik: aik.public }] }), anas),
    mallory.entry('policy', epoch, change({ remove: [anas.account] })),
  );
  await alarm(ben, room, 'policy-not-owner', 'policy-sender');
  const view = await seesRoom(ben, room, () => true);
  expect(view?.members).toHaveLength(3);
});

test('[K06] a policy change that a revoked device signed is refused', async () => {
  const { world } = hostile.server;
  const { identity, aik } = mallory.account;
  const { account, device } = identity;
  const known = listsOf(world).get(account);
  const policy = policyOf(world, room);
  if (known === undefined) throw new Error('mallory is not known');
  const seq = known.list.seq + 1;
  const list = forgeList(aik, known, { devices: [], revoked: [{ device, seq }] });
  // The account revokes the device, and everybody is told; the thief of the device goes on with the server's help.
  hostile.server.begin(tellLists(account, [toBase64url(list)]));
  const before = await seesRoom(ben, room, () => true);
  hostile.server.wire('ben').tell({ t: 'devices-changed', account, seq });
  // He knows when he has taken its leaf out.
  const after = await seesRoom(ben, room, ({ epoch }) => epoch > (before?.epoch ?? 0));
  const frame = signPolicy(identity, {
    v: 1,
    type: 'change',
    room,
    version: policy.version + 1,
    prev: policy.hash,
    add: [{ account: world.attacker.account, aik: world.attacker.aik.public }],
    remove: [],
    owner: null,
  });
  const HOUR = 3_600_000;
  injectEntry(
    hostile.server,
    'ben',
    room,
    mallory.entry('policy', after?.epoch ?? 0, frame, { at: Date.now() + HOUR }),
    'C05',
  );
  await alarm(ben, room, 'policy-signer-revoked');
  const view = await seesRoom(ben, room, () => true);
  expect(view?.members.map(({ username }) => username)).not.toContain('nobody');
  expect(view?.members).toHaveLength(3);
});

/**
 * `npm run bench -- crypto`: what the cryptography of a room costs by its number of devices. Medians in milliseconds, with real certificates,
 * a real policy and every check a client makes; sender and receiver each in a thread of its own. The room is as fresh as a room can
 * be: one device added all the others and nobody has updated yet, which is when commits are at their largest.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  commitAdd,
  commitUpdate,
  createGroup,
  seal,
  storeGroup,
  type GroupState,
  type PendingCommit,
} from '@alcove/crypto';
import type { Suite } from '@alcove/protocol';
import { done, ownDevicesOf } from '../../packages/crypto/src/testing/members.ts';
import {
  CLASSIC,
  firstDevice,
  invitation,
  newPerson,
  newRoom,
  NOW_MS,
  trustIn,
  XWING,
  type Invitation,
  type Person,
  type Room,
} from '../../packages/crypto/src/testing/world.ts';
import type { Delivery, Received } from './crypto/receiver.ts';
import { quantile, report, round, type Row } from './measure/report.ts';

const SIZES = [2, 10, 50, 100];
const ROOMS = 3;
const NEWCOMERS = 3;
const UPDATES = 3;
const MESSAGES = 20;
const PLAIN_BYTES = 200;

const receiver = new Worker(join(import.meta.dirname, 'crypto/receiver.ts'));

interface Fresh {
  readonly room: Room;
  readonly creator: Person;
  readonly second: Person;
  readonly own: Invitation;
  /** In the policy already, not in the group. */
  readonly newcomers: readonly Person[];
  readonly added: PendingCommit;
}

async function freshRoom(suite: Suite, size: number): Promise<Fresh> {
  const people = Array.from({ length: size + NEWCOMERS }, (_, n) => newPerson(`person-${String(n)}`));
  const room = newRoom(people, { suite });
  const [creator, second] = people;
  if (creator === undefined || second === undefined) throw new Error('too few');
  const invitations = await Promise.all(people.slice(1, size).map((person) => invitation(firstDevice(person), suite)));
  const [own] = invitations;
  if (own === undefined) throw new Error('nobody was invited');
  const alone = await createGroup(firstDevice(creator), room.policy, NOW_MS);
  const invited = invitations.map((each) => each.invited);
  const added = done(await commitAdd(alone, trustIn(room), invited));
  return { room, creator, second, own, newcomers: people.slice(size), added };
}

interface Sent {
  readonly add: readonly number[];
  readonly update: readonly number[];
  readonly seal: readonly number[];
  readonly delivery: Delivery;
  readonly addCommit: PendingCommit;
  readonly stateBytes: number;
}

async function timed<T>(times: number[], run: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const value = await run();
  times.push(performance.now() - startedAt);
  return value;
}

async function send({ room, creator, second, own, newcomers, added }: Fresh): Promise<Sent> {
  const trust = trustIn(room);
  const state = added.next;
  const times = { add: [] as number[], update: [] as number[], seal: [] as number[] };
  const adds: PendingCommit[] = [];
  for (const newcomer of newcomers) {
    const { invited } = await invitation(firstDevice(newcomer), room.policy.suite);
    adds.push(await timed(times.add, async () => done(await commitAdd(state, trust, [invited]))));
  }
  const updates: PendingCommit[] = [];
  for (let n = 0; n < UPDATES; n++) {
    updates.push(await timed(times.update, async () => done(await commitUpdate(state))));
  }
  const messages = await timedMessages(times.seal, state);
  const [addCommit] = adds;
  if (addCommit === undefined || added.welcome === null) throw new Error('nobody was added');
  const device = firstDevice(second);
  const delivery: Delivery = {
    join: {
      identity: device,
      welcome: added.welcome,
      packages: [own.made],
      room: state.room,
      epoch: state.epoch,
      trust,
      ownDevices: ownDevicesOf(room, device),
    },
    trust,
    from: firstDevice(creator),
    adds: adds.map(({ commit }) => commit),
    updates: updates.map(({ commit }) => commit),
    messages,
  };
  return { ...times, delivery, addCommit, stateBytes: storedBytes(state) };
}

async function timedMessages(times: number[], from: GroupState): Promise<Delivery['messages']> {
  let speaker = from;
  const out: Delivery['messages'][number][] = [];
  for (let n = 0; n < MESSAGES; n++) {
    const plain = new Uint8Array(PLAIN_BYTES).fill(n);
    const { bytes, next } = await timed(times, () => seal(speaker, plain, new Uint8Array()));
    speaker = next;
    out.push(bytes);
  }
  return out;
}

function storedBytes(state: GroupState): number {
  const { head, ratchets, past } = storeGroup(state);
  return [head, ...ratchets.values(), ...past.values()].reduce((sum, part) => sum + part.length, 0);
}

async function receive(delivery: Delivery): Promise<Received> {
  const answer = once(receiver, 'message');
  receiver.postMessage(delivery);
  const [received] = (await answer) as [Received];
  return received;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return round(quantile(sorted, 0.5), 2);
}

async function measure(suite: Suite, size: number): Promise<Row> {
  const sent: Sent[] = [];
  const received: Received[] = [];
  for (let n = 0; n < ROOMS; n++) {
    const one = await send(await freshRoom(suite, size));
    sent.push(one);
    received.push(await receive(one.delivery));
  }
  const [first] = sent;
  if (first === undefined) throw new Error('nothing was measured');
  return {
    suite: suite === XWING ? 'X-Wing' : 'X25519',
    devices: size,
    'add ms': median(sent.flatMap((one) => one.add)),
    'join ms': median(received.map((one) => one.join)),
    'process add ms': median(received.flatMap((one) => one.adds)),
    'update ms': median(sent.flatMap((one) => one.update)),
    'process update ms': median(received.flatMap((one) => one.updates)),
    'seal ms': median(sent.flatMap((one) => one.seal)),
    'open ms': median(received.flatMap((one) => one.messages)),
    'message B': first.delivery.messages[0]?.length ?? 0,
    'add commit KB': round(first.addCommit.commit.length / 1_000),
    'Welcome KB': round((first.addCommit.welcome?.length ?? 0) / 1_000),
    'state KB': round(first.stateBytes / 1_000),
  };
}

try {
  for (const suite of [CLASSIC, XWING]) await measure(suite, 10); // both threads warm
  const rows: Row[] = [];
  for (const suite of [CLASSIC, XWING]) for (const size of SIZES) rows.push(await measure(suite, size));
  report('crypto', rows, { plainBytes: PLAIN_BYTES });
} finally {
  await receiver.terminate();
}

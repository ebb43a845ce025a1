/**
 * `npm run bench -- crypto`: what the cryptography of a room costs by its number of devices. Medians, in milliseconds on this machine, with
 * real certificates, a real policy and every check a client makes. The room is as fresh as a room can be: one device added all the
 * others and nobody has updated yet, which is when commits are at their largest.
 */
import {
  commitAdd,
  commitUpdate,
  createGroup,
  joinByWelcome,
  open,
  seal,
  storeGroup,
  type GroupState,
} from '@alcove/crypto';
import type { Suite } from '@alcove/protocol';
import { done, expecting, opened, ownDevicesOf, welcomed } from '../../packages/crypto/src/testing/members.ts';
import {
  CLASSIC,
  firstDevice,
  invitation,
  newPerson,
  newRoom,
  NOW_MS,
  trustIn,
  XWING,
  type Person,
  type Room,
} from '../../packages/crypto/src/testing/world.ts';
import { quantile, report, round, type Row } from './measure/report.ts';

const SIZES = [2, 10, 50, 100];
const REPEATS = 5;
const MESSAGES = 40;
const PLAIN = new Uint8Array(200).fill(120);

/** Milliseconds of the median run, and what the last one returned. */
async function median<T>(repeats: number, run: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const times: number[] = [];
  let value = await run(); // the first one warms what is lazily made, and does not count
  for (let i = 0; i < repeats; i++) {
    const startedAt = performance.now();
    value = await run();
    times.push(performance.now() - startedAt);
  }
  return {
    ms: round(
      quantile(
        times.toSorted((a, b) => a - b),
        0.5,
      ),
      2,
    ),
    value,
  };
}

interface Fresh {
  readonly room: Room;
  readonly newcomer: Person;
  /** Who made the room, and one of those who joined it. */
  readonly creator: GroupState;
  readonly member: GroupState;
}

/** A room of `size` devices and the person who comes next, already in its policy. */
async function freshRoom(suite: Suite, size: number): Promise<Fresh> {
  const people = Array.from({ length: size + 1 }, (_, n) => newPerson(`person-${String(n)}`));
  const room = newRoom(people, { suite });
  const [first, second] = people;
  const newcomer = people.at(-1);
  if (first === undefined || second === undefined || newcomer === undefined) throw new Error('too few');
  const invitations = await Promise.all(people.slice(1, -1).map((person) => invitation(firstDevice(person), suite)));
  const alone = await createGroup(firstDevice(first), room.policy, NOW_MS);
  const added = done(
    await commitAdd(
      alone,
      trustIn(room),
      invitations.map((i) => i.invited),
    ),
  );
  const [own] = invitations;
  if (own === undefined) throw new Error('nobody was invited');
  const joined = await welcomed(room, firstDevice(second), own, added);
  return { room, newcomer, creator: added.next, member: joined.state };
}

async function measure(suite: Suite, size: number): Promise<Row> {
  const { room, newcomer, creator, member } = await freshRoom(suite, size);
  const [first] = room.people;
  if (first === undefined) throw new Error('nobody');
  const trust = trustIn(room);
  const from = firstDevice(first);
  const device = firstDevice(newcomer);
  const invited = await invitation(device, suite);

  const add = await median(REPEATS, async () => done(await commitAdd(creator, trust, [invited.invited])));
  const { commit, welcome, next } = add.value;
  const join = await median(REPEATS, async () =>
    done(
      await joinByWelcome({
        identity: device,
        welcome: welcome ?? new Uint8Array(),
        packages: [invited.made],
        room: next.room,
        epoch: next.epoch,
        trust,
        ownDevices: ownDevicesOf(room, device),
      }),
    ),
  );
  const processAdd = await median(REPEATS, async () =>
    opened(await open(member, trust, commit, expecting(from, 'commit')), 'commit'),
  );
  const update = await median(REPEATS, async () => done(await commitUpdate(creator)));
  const processUpdate = await median(REPEATS, async () =>
    opened(await open(member, trust, update.value.commit, expecting(from, 'commit')), 'commit'),
  );
  const sealed = await median(MESSAGES, () => seal(creator, PLAIN, new Uint8Array()));
  const openedOne = await median(MESSAGES, async () =>
    opened(await open(member, trust, sealed.value.bytes, expecting(from, 'application')), 'application'),
  );
  const parts = storeGroup(creator);
  const kept = [parts.head, ...parts.ratchets.values(), ...parts.past.values()].reduce(
    (sum, part) => sum + part.length,
    0,
  );
  return {
    suite: suite === XWING ? 'X-Wing' : 'X25519',
    devices: size,
    'add ms': add.ms,
    'join ms': join.ms,
    'process add ms': processAdd.ms,
    'update ms': update.ms,
    'process update ms': processUpdate.ms,
    'seal ms': sealed.ms,
    'open ms': openedOne.ms,
    'message B': sealed.value.bytes.length,
    'add commit KB': round(commit.length / 1_000),
    'Welcome KB': round((welcome?.length ?? 0) / 1_000),
    'state KB': round(kept / 1_000),
  };
}

const rows: Row[] = [];
for (const suite of [CLASSIC, XWING]) for (const size of SIZES) rows.push(await measure(suite, size));
report('crypto', rows, { plainBytes: PLAIN.length });

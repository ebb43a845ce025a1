/** Whatever bytes arrive, the answer is an outcome: never an exception, never a state that was not earned. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { LIMIT, utf8, type Bytes } from '@alcove/protocol';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { done, expecting, gather, ownDevicesOf, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import type { Invitation, Person, Room } from '../testing/world.ts';
import { commitAdd, commitUpdate, type PendingCommit } from './commit.ts';
import { decodeMessage, decodeMessageOf, encodeMessage } from './engine/wire.ts';
import { groupInfo, joinExternally } from './external-join.ts';
import { joinByWelcome } from './join.ts';
import { open } from './open.ts';
import { seal } from './seal.ts';
import { storeGroup } from './state.ts';

const RUNS = { numRuns: 250 };
let anna: Person;
let room: Room;
let host: Member;
let reader: Member;
let phone: DeviceIdentity;
let invited: Invitation;
let adding: PendingCommit;
let samples: Bytes[];
let info: Bytes;

beforeAll(async () => {
  anna = world.newPerson('anna');
  world.addDevice(anna);
  phone = world.addDevice(anna);
  room = world.newRoom([anna]);
  [host, reader] = (await gather(room, anna.devices.slice(0, 2))) as [Member, Member];
  invited = await world.invitation(phone, room.policy.suite);
  adding = done(await commitAdd(host.state, world.trustIn(room), [invited.invited]));
  info = await groupInfo(host.state);
  const { room: id, epoch } = host.state;
  const joining = { identity: phone, info, room: id, epoch, trust: world.trustIn(room), nowMs: world.NOW_MS };
  samples = [
    (await seal(host.state, utf8('hello'), utf8('aad'))).bytes,
    done(await commitUpdate(host.state)).commit,
    adding.commit,
    done(await joinExternally(joining)).commit,
    adding.welcome ?? new Uint8Array(0),
    invited.made.public,
    info,
  ];
});

/** One of the samples with some bytes replaced, cut off, or repeated. */
const mangled = fc
  .record({
    which: fc.nat(6),
    edits: fc.array(fc.tuple(fc.nat(4_000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
    cut: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.nat(2_000)),
    tail: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, fc.uint8Array({ maxLength: 3 })),
  })
  .map(({ which, edits, cut, tail }) => {
    const bytes = samples[which]!.slice(0, cut);
    for (const [at, byte] of edits) if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return new Uint8Array([...bytes, ...tail]);
  });
const anything = fc.oneof({ weight: 4, arbitrary: mangled }, fc.uint8Array({ maxLength: 300 }));
const untouched = (bytes: Uint8Array): boolean => samples.some((s) => Buffer.compare(s, bytes) === 0);

test('messages and commits', async () => {
  const before = storeGroup(reader.state);
  await fc.assert(
    fc.asyncProperty(anything, fc.constantFrom('application' as const, 'commit' as const), async (bytes, kind) => {
      const outcome = await open(reader.state, world.trustIn(room), bytes, expecting(host.identity, kind));
      const accepted = outcome.kind === 'application' || outcome.kind === 'commit' || outcome.kind === 'removed';
      expect(accepted && !untouched(bytes)).toBe(false);
    }),
    RUNS,
  );
  expect(storeGroup(reader.state)).toEqual(before);
});

test('Welcomes, key packages, GroupInfos', async () => {
  const trust = world.trustIn(room);
  const { room: id } = host.state;
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      const common = { identity: phone, room: id, trust };
      const ownDevices = ownDevicesOf(room, phone);
      const welcome = { ...common, welcome: bytes, packages: [invited.made], epoch: adding.next.epoch, ownDevices };
      const outcomes = [
        await joinByWelcome(welcome),
        await joinExternally({ ...common, info: bytes, epoch: host.state.epoch, nowMs: world.NOW_MS }),
        await commitAdd(host.state, trust, [{ ...invited.invited, body: bytes }]),
      ];
      const accepted = outcomes.some((o) => o.kind === 'joined' || o.kind === 'pending');
      expect(accepted && !untouched(bytes)).toBe(false);
    }),
    RUNS,
  );
});

test('[K01] a message that is too large, or that something follows, is not even read', () => {
  const [said] = samples as [Bytes];
  const message = decodeMessageOf('mls_private_message', said)!;
  const ciphertext = new Uint8Array(LIMIT.frameBytes);
  const huge = encodeMessage({ ...message, privateMessage: { ...message.privateMessage, ciphertext } });
  expect(decodeMessage(huge, Infinity)).toBeDefined();
  expect(decodeMessage(huge)).toBeUndefined();
  expect(decodeMessage(new Uint8Array([...said, 0]))).toBeUndefined();
});

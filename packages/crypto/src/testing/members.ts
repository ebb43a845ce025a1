/** Devices that share a group, for tests: each holds its own state, and what one sends every other one opens. */
import type { DeviceId } from '@alcove/protocol';
import { commitAdd, createGroup, type PendingCommit } from '../group/commit.ts';
import { joinByWelcome } from '../group/join.ts';
import type { Trust } from '../group/leaf-check.ts';
import { open, type Expected, type Opened } from '../group/open.ts';
import { isRefused, type Refused } from '../group/outcome.ts';
import type { GroupState } from '../group/state.ts';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { invitation, NOW_MS, trustIn, type Invitation, type Room } from './world.ts';

export interface Member {
  readonly identity: DeviceIdentity;
  state: GroupState;
}

/** The first device creates the group and adds the others in one commit. */
export async function gather(room: Room, devices: readonly DeviceIdentity[]): Promise<Member[]> {
  const [creator, ...others] = devices;
  if (creator === undefined) throw new Error('nobody');
  const first: Member = { identity: creator, state: await createGroup(creator, room.policy, NOW_MS) };
  if (others.length === 0) return [first];
  const invitations = await Promise.all(others.map((device) => invitation(device, room.policy.suite)));
  const pending = done(
    await commitAdd(
      first.state,
      trustIn(room),
      invitations.map((i) => i.invited),
    ),
  );
  first.state = pending.next;
  const joined = await Promise.all(
    others.map((device, i) => welcomed(room, device, invitations[i] as Invitation, pending)),
  );
  return [first, ...joined];
}

export async function welcomed(
  room: Room,
  identity: DeviceIdentity,
  { made }: Invitation,
  pending: PendingCommit,
): Promise<Member> {
  if (pending.welcome === null) throw new Error('no welcome');
  const joined = await joinByWelcome({
    identity,
    welcome: pending.welcome,
    packages: [made],
    room: pending.next.room,
    epoch: pending.next.epoch,
    trust: trustIn(room),
    ownDevices: ownDevicesOf(room, identity),
  });
  return { identity, state: done(joined).state };
}

/** Everybody but the sender opens it; those that are removed by it are left out of what comes back. */
export async function deliver(
  members: readonly Member[],
  from: DeviceIdentity,
  trust: Trust,
  body: Uint8Array,
): Promise<Member[]> {
  const staying: Member[] = [];
  for (const member of members) {
    if (member.identity.device === from.device) {
      staying.push(member);
      continue;
    }
    const opened = await open(member.state, trust, body, expecting(from, 'commit'));
    if (opened.kind === 'removed') continue;
    if (opened.kind !== 'commit') throw new Error(`not a commit: ${JSON.stringify(opened)}`);
    member.state = opened.next;
    staying.push(member);
  }
  return staying;
}

export function expecting(from: DeviceIdentity, kind: Expected['kind']): Expected {
  return { kind, account: from.account, device: from.device };
}

export function ownDevicesOf(room: Room, identity: DeviceIdentity): ReadonlySet<DeviceId> {
  const person = room.people.find((p) => p.account === identity.account);
  return new Set(person?.devices.map((d) => d.device));
}

/** The outcome, or a failed test that says why it was refused. */
export function done<T>(outcome: T | Refused): T {
  if (isRefused(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

export function opened<K extends Opened['kind']>(outcome: Opened, kind: K): Extract<Opened, { kind: K }> {
  if (outcome.kind !== kind) throw new Error(`${kind} expected: ${JSON.stringify(outcome)}`);
  return outcome as Extract<Opened, { kind: K }>;
}

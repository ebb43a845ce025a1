/**
 * A crowd that does random things to one group: adds, removes, updates, joins from outside, comes back, talks. After every
 * operation all members must agree. Deterministic for a seed, but for the keys.
 */
import type { Suite } from '@alcove/protocol';
import { commitAdd, commitRemove, commitUpdate } from '../group/commit.ts';
import { groupInfo, joinExternally } from '../group/external-join.ts';
import { leavesToRemove } from '../group/leaf-check.ts';
import { open } from '../group/open.ts';
import { roster } from '../group/roster.ts';
import { epochAuthenticator, seal } from '../group/seal.ts';
import { loadGroup, storeGroup } from '../group/state.ts';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { deliver, done, expecting, gather, opened, welcomed, type Member } from './members.ts';
import {
  addDevice,
  invitation,
  newPerson,
  newRoom,
  NOW_MS,
  revokeDevice,
  trustIn,
  type Person,
  type Room,
} from './world.ts';

export const MEMBERS = 12;
export const OPERATIONS = 300;

export const KINDS = ['add', 'add-many', 'update', 'remove', 'remove-many', 'external', 'resync', 'talk'] as const;
type Kind = (typeof KINDS)[number];

/** `few` seeds, or as many as `asked` (ALCOVE_FUZZ_SEEDS) says. */
export function seedsFrom(base: number, few: number, asked: string | undefined): number[] {
  return Array.from({ length: Number(asked ?? few) }, (_, i) => base + i * 100);
}

type Random = (below: number) => number;
function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

export class Crowd {
  readonly people: Person[] = [newPerson('anna'), newPerson('bert'), newPerson('cleo'), newPerson('dora')];
  readonly room: Room;
  readonly random: Random;
  /** How often each was done. What would change nothing is not done, so that their sum is what happened. */
  readonly did: Partial<Record<Kind, number>> = {};
  /** How many were in at once, at most. */
  most = 0;
  members: Member[] = [];

  constructor(suite: Suite, seed: number) {
    this.room = newRoom(this.people, { suite });
    this.random = randomFrom(seed);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.random(from.length)] as T;
  }

  async run(): Promise<void> {
    const [first] = this.people[0]?.devices ?? [];
    this.members = await gather(this.room, [first as DeviceIdentity]);
    let epoch = this.agreed();
    for (let operation = 0; operation < OPERATIONS; operation++) {
      const before = epoch;
      const kind = await this.step();
      epoch = this.agreed();
      if ((kind === 'talk') !== (epoch === before)) throw new Error(`${kind} did not do what it is for`);
      this.did[kind] = (this.did[kind] ?? 0) + 1;
      this.most = Math.max(this.most, this.members.length);
      if (operation % 10 === 0) this.reload();
    }
  }

  async step(): Promise<Kind> {
    const kind = this.pick(this.possible());
    const actor = this.pick(this.members);
    if (kind === 'add') await this.add(actor, 1);
    else if (kind === 'add-many') await this.add(actor, Math.min(2 + this.random(3), MEMBERS - this.members.length));
    else if (kind === 'update') await this.update(actor);
    else if (kind === 'remove' || kind === 'remove-many')
      await this.remove(actor, kind === 'remove' ? 1 : 1 + this.random(3));
    else if (kind === 'external') await this.external(actor, addDevice(this.pick(this.people)));
    else if (kind === 'resync') await this.external(actor, this.pick(this.members).identity);
    else await this.talk(actor);
    return kind;
  }

  /** What changes something now: a full room takes nobody in, and a small one does little else. */
  possible(): readonly Kind[] {
    const space = MEMBERS - this.members.length;
    if (this.members.length < 3) return ['add', 'add-many', 'external'];
    const inside: readonly Kind[] = ['update', 'update', 'remove', 'remove-many', 'resync', 'talk'];
    if (space === 0) return inside;
    return [...inside, 'add', 'add', 'external', ...(space === 1 ? [] : (['add-many'] as const))];
  }

  async add(actor: Member, count: number): Promise<void> {
    const devices = Array.from({ length: count }, () => addDevice(this.pick(this.people)));
    const invitations = await Promise.all(devices.map((d) => invitation(d, this.room.policy.suite)));
    const pending = done(
      await commitAdd(
        actor.state,
        trustIn(this.room),
        invitations.map((i) => i.invited),
      ),
    );
    await this.take(actor, pending);
    for (const [i, device] of devices.entries()) {
      this.members.push(await welcomed(this.room, device, invitations[i]!, pending));
    }
  }

  async remove(actor: Member, count: number): Promise<void> {
    const others = this.members.filter((m) => m !== actor);
    for (const victim of new Set(Array.from({ length: count }, () => this.pick(others)))) {
      const person = this.people.find((p) => p.account === victim.identity.account) as Person;
      revokeDevice(person, victim.identity.device);
    }
    const due = leavesToRemove(actor.state, trustIn(this.room)).map((leaf) => leaf.index);
    const before = this.members.length;
    await this.take(actor, done(await commitRemove(actor.state, due)));
    if (this.members.length !== before - due.length) throw new Error('somebody stayed, or somebody else left');
  }

  async update(actor: Member): Promise<void> {
    await this.take(actor, done(await commitUpdate(actor.state)));
  }

  /** A new device, or one that is already in and lost its state, comes in by itself. */
  async external(host: Member, identity: DeviceIdentity): Promise<void> {
    const others = this.members.filter((m) => m.identity.device !== identity.device);
    const info = await groupInfo(host.state);
    const { room, epoch } = host.state;
    const trust = trustIn(this.room);
    const joining = done(await joinExternally({ identity, info, room, epoch, trust, nowMs: NOW_MS }));
    const staying = await deliver(others, identity, trust, joining.commit);
    this.members = [...staying, { identity, state: joining.next }];
  }

  async talk(actor: Member): Promise<void> {
    const sealed = await seal(actor.state, new TextEncoder().encode('hello'), new Uint8Array(0));
    actor.state = sealed.next;
    for (const member of this.members.filter((m) => m !== actor)) {
      const outcome = await open(
        member.state,
        trustIn(this.room),
        sealed.bytes,
        expecting(actor.identity, 'application'),
      );
      member.state = opened(outcome, 'application').next;
    }
  }

  private async take(actor: Member, pending: { commit: Uint8Array; next: Member['state'] }): Promise<void> {
    this.members = await deliver(this.members, actor.identity, trustIn(this.room), pending.commit);
    actor.state = pending.next;
  }

  /** The epoch that all members are in; throws when they are not in one. */
  agreed(): string {
    const [first] = this.members;
    const expected = epochAuthenticator(first!.state).toHex();
    for (const { state } of this.members) {
      if (epochAuthenticator(state).toHex() !== expected) throw new Error('the group has split');
      if (roster(state).length !== this.members.length) throw new Error('the rosters differ');
    }
    return expected;
  }

  reload(): void {
    for (const member of this.members) member.state = loadGroup(storeGroup(member.state));
  }
}

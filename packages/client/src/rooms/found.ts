/**
 * Founds a room: everything is made and stored here first (genesis, keys, the first commit that brings the people in, the first
 * events), then posted (post-genesis.ts). Nothing is lost by a cut at any point: it is carried on later.
 */
import { createGroup, judgeGenesis, randomBytes, signPolicy, type Invited, type KnownList } from '@alcove/crypto';
import {
  EMPTY_HEAD,
  type AccountId,
  type Bytes,
  type DeviceId,
  type Person,
  type Policy,
  type PolicyGenesis,
  type RoomId,
  type RoomKind,
} from '@alcove/protocol';
import type { RoomRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import { DEFAULT_SUITE } from '../devices/key-packages.ts';
import { queueEvent } from '../outbox/seal.ts';
import { buildCommit } from '../handshake/build-commit.ts';
import { newFrameId } from './frame-id.ts';
import { invite, resume } from '../handshake/handshake.ts';
import { keepRoomRecord } from '../records/kinds/room.ts';
import { postGenesis } from './post-genesis.ts';
import { newRoom, settling, type Room } from './room.ts';
import { rowOfHandshake } from '../handshake/stored-handshake.ts';
import { beginWork, finishWork, type Working } from './working.ts';

export interface NewRoom {
  readonly kind: RoomKind;
  readonly people: readonly AccountId[];
  readonly title: string;
  /** Of a secret room: the one device of the other person. */
  readonly device?: DeviceId;
}

export async function foundRoom(context: AccountContext, plan: NewRoom): Promise<Outcome<RoomId>> {
  // The newest list: a device that came in elsewhere a moment ago is of the party.
  const fresh = await context.lists.refresh(context.me);
  const own = fresh.ok ? fresh : await context.lists.atLeast(context.me, 1);
  if (!own.ok) return own;
  const hasOthers = plan.kind !== 'secret' && own.value.list.devices.length > 1;
  const invited = await invite(context, hasOthers ? [...plan.people, context.me] : plan.people, plan.device);
  if (!invited.ok) return invited;
  const made = await storeRoom(context, plan, invited.packages);
  if (!made.ok) return made;
  const posted = await postGenesis(context, made.value);
  void bringIn(context, made.value).catch((error: unknown) => context.fault('found', error));
  return posted;
}

/** What was posted or must wait for that goes on when it is there; a room that was taken back has nothing left to do. */
async function bringIn(context: AccountContext, room: Room): Promise<void> {
  await context.connected(room);
  // Its first commit was posted with it, and mostly stands there already.
  await context.caughtUp(room);
  await resume(context, room);
}

/** Everything a new room needs, made before anything is written. */
interface Foundation {
  readonly row: RoomRow;
  readonly policy: Policy;
  readonly genesis: Bytes;
}

function layFoundation(context: AccountContext, plan: NewRoom): Outcome<Foundation> {
  const { me, lists, serverId, identity } = context;
  const own = lists.all.get(me);
  const peer = plan.kind === 'group' ? undefined : lists.all.get(plan.people[0] ?? me);
  if (own === undefined) return failed('internal', { detail: 'own list' });
  const body: PolicyGenesis = {
    v: 1,
    type: 'genesis',
    kind: plan.kind,
    creator: personOf(own),
    peer: peer === undefined ? null : personOf(peer),
    ...(plan.device === undefined ? {} : { devices: { creator: context.device, peer: plan.device } }),
    suite: DEFAULT_SUITE,
    nonce: randomBytes(32),
  };
  const genesis = signPolicy(identity, body);
  const judged = judgeGenesis(serverId, null, genesis);
  if (!judged.ok) return failed('internal', { detail: judged.code });
  const { policy } = judged;
  const row: RoomRow = {
    room: policy.room,
    kind: plan.kind,
    peer: peer?.list.account ?? null,
    title: plan.title,
    topic: '',
    // Nobody comes into a secret room by a GroupInfo, and no other device is to know of it.
    groupInfoKey: plan.kind === 'secret' ? null : randomBytes(32),
    joinSeq: 0,
    joinEpoch: 0,
    member: true,
  };
  return { ok: true, value: { row, policy, genesis } };
}

async function storeRoom(context: AccountContext, plan: NewRoom, invited: readonly Invited[]): Promise<Outcome<Room>> {
  const laid = layFoundation(context, plan);
  if (!laid.ok) return laid;
  const { row, policy, genesis } = laid.value;
  const { store, identity } = context;
  const room = newRoom(row, { seq: 0, head: EMPTY_HEAD }, context.now());
  const stored = await room.lane(async (): Promise<Outcome<Room>> => {
    const work = await beginWork(context, room);
    const id = newFrameId(context.now());
    work.policy = policy;
    work.group = await createGroup(identity, policy, context.now());
    work.founding = { id, genesis };
    work.statements.push(
      ...store.rooms.put(row),
      ...store.policies.put(room.id, 0, genesis, 1),
      ...store.outbox.put({ ...BLANK, id, room: room.id, ord: context.nextOrd(), frame: genesis }),
    );
    const begun = await beginFirstCommit(context, work, plan, invited);
    if (!begun.ok) return begun;
    if (plan.kind === 'group') await queueEvent(context, work, { type: 'state', key: 'title', value: plan.title });
    context.rooms.add(room);
    await finishWork(context, work);
    return { ok: true, value: room };
  });
  if (stored.ok) keepRoomRecord(context, room);
  return stored;
}

/** Brings the people in, and the account's other devices. */
async function beginFirstCommit(
  context: AccountContext,
  work: Working,
  plan: NewRoom,
  invited: readonly Invited[],
): Promise<Outcome> {
  if (invited.length === 0) return done;
  const people = [...new Set([...plan.people, ...invited.map(({ account }) => account)])];
  const built = await buildCommit(context, work, { kind: 'add', people }, invited);
  if (built.kind === 'failed') return failed(built.code, { detail: built.detail ?? built.kind });
  if (built.kind !== 'built') return failed('internal', { detail: built.kind });
  work.handshake = { ...built.handshake, ...settling() };
  work.statements.push(...context.store.outbox.put(rowOfHandshake(work.room.id, context.nextOrd(), work.handshake)));
  return done;
}

const BLANK = { kind: 'policy', epoch: 0, state: 'waiting', reason: null, after: null } as const;

function personOf({ list }: KnownList): Person {
  return { account: list.account, aik: list.aik };
}

/**
 * Whether one frame may enter a room's log at this moment: member, policy, epoch, and where it stands if it already entered. Pure: it
 * reads the turn, and adds to it only what is accepted. What a frame's body says is for the members to judge; the server cannot read it.
 */
import {
  applyPolicyChange,
  EMPTY_HEAD,
  equalBytes,
  isBarred,
  isOfRoom,
  isOpen,
  isUndone,
  settle,
  startPolicy,
  startSettlement,
  type AccountId,
  type AppendCommit,
  type AppendFrame,
  type ClientFrameOf,
  type DeviceId,
  type FrameId,
  type Policy,
  type PolicyGenesis,
} from '@alcove/protocol';
import { done, refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { SignedPolicy, SignedVerdict } from '../rooms/policy-admission.ts';
import { acceptRestored } from './accept-restored.ts';
import { pairOf, type Placed, type RoomState } from './log-store.ts';
import type { Author, Turn } from './turn.ts';

/** What is asked of the log. `policy` and `verdict` are the frame's signed parts, read and verified. */
export type Append =
  | {
      readonly kind: 'frame';
      readonly author: Author;
      readonly frame: AppendFrame;
      readonly policy: SignedPolicy | null;
      readonly verdict: SignedVerdict | null;
    }
  | { readonly kind: 'create'; readonly author: Author; readonly id: FrameId; readonly genesis: SignedPolicy }
  | {
      readonly kind: 'restore';
      readonly frame: ClientFrameOf<'restore'>;
      /** The entries in it, by device and id. */
      readonly stood: readonly { readonly device: DeviceId; readonly id: FrameId }[];
    };

/** Epochs before the current one whose application messages are still taken. */
const EPOCHS_BACK = 2;

export function accept(turn: Turn, append: Append): Outcome<Placed> {
  switch (append.kind) {
    case 'create':
      return acceptGenesis(turn, append);
    case 'frame':
      return acceptFrame(turn, append);
    case 'restore':
      return acceptRestored(turn, append.frame);
  }
}

function acceptGenesis(turn: Turn, append: Extract<Append, { kind: 'create' }>): Outcome<Placed> {
  const { author, id, genesis } = append;
  if (genesis.body.type !== 'genesis') return refuse('malformed', 'not a genesis');
  const { room } = genesis;
  if (genesis.body.creator.account !== author.account) return refuse('policy-refused', 'signer is not the creator');
  if (!equalBytes(genesis.body.creator.aik, genesis.signerAik))
    return refuse('invalid-signature', 'another identity key');
  const again = turn.state(room);
  if (again !== undefined) return repeatedGenesis(turn, append, again);
  if (turn.isPaused) return restoring;
  const stranger = unknownPerson(
    turn,
    genesis.body.peer === null ? [genesis.body.creator] : [genesis.body.creator, genesis.body.peer],
  );
  if (stranger !== undefined) return stranger;
  const { devices, peer } = genesis.body;
  if (devices !== undefined && peer !== null && !isActive(turn, peer.account, devices.peer))
    return refuse('not-found', 'a secret room with an unknown device');
  if (turn.placed(author.device, id) !== undefined) return refuse('conflict', 'this frame id is taken');
  const pair = pairOf(genesis.body);
  const existing = pair === null ? undefined : turn.directRoom(pair);
  if (existing !== undefined)
    return refuse('direct-exists', 'there is a direct room of the two', { details: { room: existing } });
  const verdict = startPolicy(room, genesis.body, author, genesis.hash);
  if (!verdict.ok) return refuse('policy-refused', verdict.why, { details: { why: verdict.why } });
  turn.create({ policy: verdict.policy, seq: 0, head: EMPTY_HEAD, at: 0, settlement: startSettlement(0) }, pair);
  return done(turn.append({ room, kind: 'policy', author, id, epoch: 0, body: genesis.bytes }, verdict.policy));
}

function repeatedGenesis(turn: Turn, append: Extract<Append, { kind: 'create' }>, state: RoomState): Outcome<Placed> {
  const placed = turn.placed(append.author.device, append.id);
  return placed?.room === state.policy.room ? done(placed) : refuse('conflict', 'the room exists');
}

function acceptFrame(turn: Turn, append: Extract<Append, { kind: 'frame' }>): Outcome<Placed> {
  const { author, frame } = append;
  const before = turn.placed(author.device, frame.id);
  if (before !== undefined)
    return before.room === frame.room ? done(before) : refuse('conflict', 'this frame id is taken');
  if (turn.isPaused) return restoring;
  const state = turn.state(frame.room);
  if (state === undefined || !isOfRoom(state.policy, author)) return refuse('not-member', 'not a member');
  const { epoch } = state.settlement;
  switch (frame.kind) {
    case 'application':
      if (
        frame.epoch > epoch ||
        frame.epoch < epoch - EPOCHS_BACK ||
        isUndone(state.settlement, frame.epoch, frame.seen ?? 0)
      )
        return refuse('stale-epoch', 'sealed in another epoch', { details: { epoch, seq: state.seq } });
      // It would be void with the commit, or be read by half of the room.
      if (isOpen(state.settlement) && frame.epoch === epoch) return disputed;
      return done(turn.append({ ...frame, author }));
    case 'policy': {
      const next = judge(turn, state.policy, author, append.policy);
      if (!next.ok) return next;
      return done(turn.append({ ...frame, author, epoch }, next.value));
    }
    case 'verdict':
      return acceptVerdict(turn, author, frame, append.verdict, state);
    case 'commit':
      return acceptCommit(turn, author, frame, append.policy, state);
  }
}

const restoring = refuse('restoring', 'clients bring back what the server forgot', { retryAfter: 2 });
const disputed = refuse('commit-disputed', 'the newest commit is being judged', { retryAfter: 1 });

/** Only what counts enters: a log in which each verdict counts is read alike by those who came in the middle of it. */
function acceptVerdict(
  turn: Turn,
  author: Author,
  frame: Extract<AppendFrame, { kind: 'verdict' }>,
  signed: SignedVerdict | null,
  state: RoomState,
): Outcome<Placed> {
  if (signed === null) return refuse('malformed', 'not a verdict');
  const aik = state.policy.members.get(author.account);
  if (aik !== undefined && !equalBytes(aik, signed.signerAik))
    return refuse('invalid-signature', 'another identity key');
  const entry = { ...frame, author, epoch: state.settlement.epoch, verdict: signed.body };
  const at = turn.timeIn(state);
  const { counts } = settle(
    state.settlement,
    { ...entry, ...author, seq: state.seq + 1, head: state.head, at },
    state.policy,
  );
  return counts ? done(turn.append(entry)) : refuse('verdict-refused', 'it decides nothing');
}

function acceptCommit(
  turn: Turn,
  author: Author,
  frame: AppendCommit,
  signed: SignedPolicy | null,
  state: RoomState,
): Outcome<Placed> {
  const { settlement } = state;
  if (frame.epoch !== settlement.epoch || isUndone(settlement, frame.epoch, frame.seen ?? 0)) {
    return refuse('epoch-conflict', 'another commit was first', {
      details: {
        epoch: settlement.epoch,
        seq: state.seq,
        ahead: turn.line.lost(frame.room, author.device, turn.now),
      },
    });
  }
  if (isOpen(settlement)) return disputed;
  if (isBarred(settlement, { ...author, at: turn.timeIn(state) }, state.policy))
    return refuse('policy-refused', 'commits of this device were void', { details: { why: 'commits-void' } });
  const { room, policyId } = frame;
  if ((frame.policy === undefined) !== (policyId === undefined))
    return refuse('malformed', 'policy and policyId go together');
  let policy = state.policy;
  if (policyId !== undefined) {
    if (policyId === frame.id || turn.placed(author.device, policyId) !== undefined)
      return refuse('conflict', 'this frame id is taken');
    const next = judge(turn, policy, author, signed);
    if (!next.ok) return next;
    policy = next.value;
  }
  // Nobody comes back into a secret room, so nobody needs it.
  if (policy.devices !== null && frame.groupInfo !== undefined)
    return refuse('policy-refused', 'a GroupInfo of a secret room');
  const wrong = wrongWelcome(turn, frame, policy);
  if (wrong !== undefined) return wrong;
  if (policyId !== undefined && frame.policy !== undefined) {
    turn.append({ room, kind: 'policy', author, id: policyId, epoch: settlement.epoch, body: frame.policy }, policy);
  }
  const placed = turn.append({ room, kind: 'commit', author, id: frame.id, epoch: frame.epoch, body: frame.body });
  turn.line.won(room, author.device);
  const epoch = frame.epoch + 1;
  if (frame.groupInfo !== undefined) turn.groupInfo(room, epoch, placed.seq, frame.groupInfo);
  if (frame.welcome !== undefined) {
    const to = (frame.to ?? []).map((t) => t.device);
    turn.welcome({ room, seq: placed.seq, epoch, from: author, to, body: frame.welcome });
  }
  return done(placed);
}

function judge(turn: Turn, policy: Policy, author: Author, signed: SignedPolicy | null): Outcome<Policy> {
  if (signed === null || signed.body.type !== 'change') return refuse('malformed', 'not a policy change');
  const aik = policy.members.get(author.account);
  if (aik !== undefined && !equalBytes(aik, signed.signerAik))
    return refuse('invalid-signature', 'another identity key');
  const verdict = applyPolicyChange(policy, signed.body, author, signed.hash);
  if (!verdict.ok) return refuse('policy-refused', verdict.why, { details: { why: verdict.why } });
  return unknownPerson(turn, signed.body.add) ?? done(verdict.policy);
}

/** People enter a policy under the identity key that their account shows, or somebody else's key could stand under their name. */
function unknownPerson(turn: Turn, people: readonly PolicyGenesis['creator'][]): Refusal | undefined {
  for (const person of people) {
    const known = turn.facts.people.get(person.account);
    if (known === undefined || !equalBytes(known.aik, person.aik)) {
      return refuse('policy-refused', 'unknown person', { details: { why: 'unknown-person' } });
    }
  }
  return undefined;
}

/** A Welcome goes to active devices of people who are members once the commit stands. */
function wrongWelcome(turn: Turn, frame: AppendCommit, policy: Policy): Refusal | undefined {
  const to = frame.to ?? [];
  if ((frame.welcome === undefined) !== (to.length === 0)) return refuse('malformed', 'welcome and to go together');
  if (new Set(to.map((t) => t.device)).size !== to.length) return refuse('malformed', 'a device is named twice');
  for (const invited of to) {
    if (!isOfRoom(policy, invited)) return refuse('policy-refused', 'a Welcome for somebody who is no member');
    if (!isActive(turn, invited.account, invited.device)) return refuse('not-found', 'a Welcome for an unknown device');
  }
  return undefined;
}

function isActive(turn: Turn, account: AccountId, device: DeviceId): boolean {
  return turn.facts.people.get(account)?.devices.has(device) === true;
}

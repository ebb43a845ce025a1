/**
 * C02: the server carries the mailbox in which one device lets in another, and plays one of the two. What it can make of its own keys it
 * makes with the real ones of packages/crypto; all that it lacks is what passes between two screens.
 */
import { answerTo, askIn, grantTo, randomBytes, readReveal, revealTo, type Newcomer } from '@alcove/crypto';
import { fromBase64url, toBase64url, type AccountId, type RouteReply, type RouteRequest } from '@alcove/protocol';
import { newDeviceId } from '../../forge.ts';
import type { Attack } from '../../transport.ts';

type Mailbox = RouteReply<'ownApproval'>;
const EMPTY: Mailbox = { answer: null, grant: null, refused: false };

interface Victim {
  readonly server: string;
  readonly account: AccountId;
}

/** Between the two: towards the device that is in it is the newcomer, towards the newcomer the device that is in. */
export async function meetInTheMiddle(victim: Victim, keepsCommitment: boolean): Promise<Attack> {
  const newcomer: Newcomer = { ...victim, device: newDeviceId(), kind: 'browser', name: 'Yours' };
  const asking = await askIn(newcomer);
  const answering = await answerTo(victim, asking.commit, null);
  let reveal: string | null = null;
  const promised = (commit: string): string => (keepsCommitment ? commit : toBase64url(asking.commit));
  const meet = async (commit: string, answer: string): Promise<void> => {
    const made = await revealTo({ ...asking, commit: fromBase64url(promised(commit)) }, fromBase64url(answer));
    reveal = made === null ? null : toBase64url(made.reveal);
  };
  let commit = '';
  let met = false;
  return {
    claim: 'C02',
    requests: {
      claimApproval: (request) => {
        void meet(commit, request.answer);
        met = true;
        return request;
      },
    },
    replies: {
      approvals: (_request, reply) => ({
        approvals: reply.approvals.map((each) => {
          commit = each.commit;
          return { ...each, commit: promised(each.commit), reveal };
        }),
      }),
      ownApproval: (_request, reply) => (met ? { ...reply, answer: toBase64url(answering.answer) } : reply),
    },
  };
}

/** It answers and grants with an account of its own making. */
export async function approveByItself(victim: Victim): Promise<Attack> {
  const answering = await answerTo(victim, randomBytes(32), null);
  let commit = randomBytes(32);
  let grant: string | null = null;
  const make = async (reveal: string): Promise<void> => {
    const mine = { ...answering, commit };
    const met = await readReveal(mine, fromBase64url(reveal));
    const made = {
      v: 1,
      vaultKey: randomBytes(32),
      cert: randomBytes(300),
      listSeq: 1,
      listHash: randomBytes(32),
    } as const;
    grant = met === null ? null : toBase64url(await grantTo(mine, met, made));
  };
  return {
    claim: 'C02',
    requests: {
      askApproval: (request) => {
        commit = fromBase64url(request.commit);
        return request;
      },
      revealApproval: (request) => {
        void make(request.reveal);
        return request;
      },
    },
    replies: {
      ownApproval: () => ({ ...EMPTY, answer: toBase64url(answering.answer), grant }),
    },
  };
}

/** What the mailbox of a wire held once is told again to the next one on it. */
export function replayApproval(wireName: string): { readonly recording: Attack; readonly attack: Attack } {
  let last: Mailbox = EMPTY;
  return {
    recording: {
      claim: 'C02',
      replies: {
        ownApproval: (_request, reply, wire) => {
          if (wire.name === wireName && reply.grant !== null) last = reply;
          return reply;
        },
      },
    },
    attack: {
      claim: 'C02',
      replies: {
        ownApproval: (_request, reply, wire) => (wire.name === wireName ? last : reply),
        revealApproval: () => ({}),
      },
    },
  };
}

/** Own lists end at an old version, for one wire. */
export function rollBackLists(wireName: string, atSeq: number): Attack {
  return {
    claim: 'C02',
    replies: {
      person: (_request, reply, wire) =>
        wire.name === wireName ? { ...reply, lists: reply.lists.slice(0, atSeq) } : reply,
    },
  };
}

/** The server's half of the vault key is another one now. */
export function swapShare(wireName: string): Attack {
  return {
    claim: 'C30',
    replies: {
      unlockShare: (_request, reply, wire) =>
        wire.name === wireName ? { share: toBase64url(randomBytes(32)) } : reply,
    },
  };
}

/** Somebody else's removal, told to one wire as its own: with the true lists, and the proof of the device that is really gone. */
export function tellRemoval(wireName: string): { readonly attack: Attack; readonly told: () => number } {
  let other: RouteRequest<'deviceRemoval'> | null = null;
  let told = 0;
  return {
    told: () => told,
    attack: {
      claim: 'C30',
      requests: {
        deviceRemoval: (request, wire) => {
          if (wire.name !== wireName || other === null) return (other = request);
          return { ...other, after: request.after };
        },
      },
      replies: {
        deviceRemoval: (_request, reply, wire) => {
          if (wire.name === wireName) told += 1;
          return reply;
        },
      },
    },
  };
}

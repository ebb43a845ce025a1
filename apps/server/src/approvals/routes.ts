/** Carries the messages of an approval from one side to the other, each once and in their order. */
import { toBase64url, type AccountId } from '@alcove/protocol';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse } from '../outcome.ts';
import type { Mailboxes } from './mailboxes.ts';

type Routes =
  | 'askApproval'
  | 'ownApproval'
  | 'revealApproval'
  | 'approvals'
  | 'claimApproval'
  | 'grantApproval'
  | 'refuseApproval';

const gone = refuse('not-found', 'no such approval');
const outOfTurn = refuse('conflict', 'not the next message');

interface ApprovalPorts {
  readonly mailboxes: Mailboxes;
  readonly limits: Limits;
  readonly onChanged: (account: AccountId) => void;
}

const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : toBase64url(bytes));

export function approvalRoutes(ports: ApprovalPorts): Pick<Handlers, Routes> {
  return { ...newDeviceRoutes(ports), ...insideRoutes(ports) };
}

type NewDeviceRoutes = 'askApproval' | 'ownApproval' | 'revealApproval';

function newDeviceRoutes({ mailboxes, limits, onChanged }: ApprovalPorts): Pick<Handlers, NewDeviceRoutes> {
  return {
    async askApproval({ caller, request }) {
      const over = limits.over('approval.ask', caller.account);
      if (over !== undefined) return over;
      if (caller.device !== null) return refuse('conflict', 'the session has a device');
      const mailbox = mailboxes.open(caller.account, caller.session, request.commit);
      if (mailbox === undefined) return refuse('rate-limited', 'too many at once', { retryAfter: 60 });
      onChanged(caller.account);
      return done({ approval: mailbox.id, expiresAt: mailbox.expiresAt });
    },

    async ownApproval({ caller }) {
      const over = limits.over('approval.look', caller.session);
      if (over !== undefined) return over;
      const mailbox = mailboxes.ofSession(caller.session);
      if (mailbox === undefined) return gone;
      const { answer, grant, refused } = mailbox;
      return done({ answer: text(answer), grant: text(grant), refused });
    },

    async revealApproval({ caller, request }) {
      const mailbox = mailboxes.ofSession(caller.session);
      if (mailbox === undefined) return gone;
      if (mailbox.answer === null || mailbox.reveal !== null) return outOfTurn;
      mailbox.reveal = request.reveal;
      onChanged(caller.account);
      return done({});
    },
  };
}

function insideRoutes({
  mailboxes,
  limits,
  onChanged,
}: ApprovalPorts): Pick<Handlers, Exclude<Routes, NewDeviceRoutes>> {
  return {
    async approvals({ caller }) {
      const over = limits.over('approval.look', caller.session);
      if (over !== undefined) return over;
      return done({
        approvals: mailboxes.ofAccount(caller.account).map(({ id, commit, claimedBy, reveal, expiresAt }) => ({
          approval: id,
          commit: toBase64url(commit),
          claimedBy,
          reveal: text(reveal),
          expiresAt,
        })),
      });
    },

    async claimApproval({ caller, request }) {
      const mailbox = mailboxes.find(caller.account, request.approval);
      if (mailbox === undefined) return gone;
      if (mailbox.claimedBy !== null) return outOfTurn;
      mailbox.claimedBy = caller.device;
      mailbox.answer = request.answer;
      onChanged(caller.account);
      return done({});
    },

    async grantApproval({ caller, request }) {
      const mailbox = mailboxes.find(caller.account, request.approval);
      if (mailbox === undefined) return gone;
      if (mailbox.claimedBy !== caller.device || mailbox.reveal === null) return outOfTurn;
      mailbox.grant = request.grant;
      onChanged(caller.account);
      return done({});
    },

    async refuseApproval({ caller, request }) {
      const mailbox = mailboxes.find(caller.account, request.approval);
      if (mailbox === undefined) return gone;
      mailbox.refused = true;
      onChanged(caller.account);
      return done({});
    },
  };
}

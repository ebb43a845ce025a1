/**
 * Lets new devices of this account in: the side that is in already. Follows the open mailboxes, answers the one its person looks at,
 * and on their word signs certificate and list and hands over what the new device needs. What the messages mean is
 * packages/crypto/src/approval. In memory only: an approval is a matter of minutes.
 */
import {
  answerTo,
  grantTo,
  issueDeviceCert,
  readReveal,
  readScan,
  type Answering,
  type KnownList,
  type Met,
} from '@alcove/crypto';
import { equalBytes, fromBase64url, toBase64url, type Bytes, type DeviceId, type RouteReply } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { OwnVault } from '../account/own-vault.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { WantingView } from '../api/device-views.ts';
import { createLane } from '../rooms/lane.ts';
import { failureOf } from '../session/failure.ts';
import { publishNext } from './next-list.ts';

export interface Approving {
  readonly view: readonly WantingView[];
  /** Asks the server what is open. */
  look(): Promise<void>;
  scan(text: string): Promise<Outcome<string>>;
  meet(id: string): Promise<Outcome>;
  letIn(id: string, password: string | null): Promise<Outcome>;
  turnAway(id: string): Promise<Outcome>;
}

type Open = RouteReply<'approvals'>['approvals'][number];

/** What this device knows of one mailbox. */
interface Wanting {
  readonly open: Open;
  readonly answering: Answering | null;
  readonly met: Met | null;
  readonly forged: boolean;
}

/** `accept`: this device's person knows the newcomer, and need not be asked whether it was them. */
export function createApproving(
  context: AccountContext,
  changed: () => void,
  accept: (device: DeviceId, name: string) => Promise<void>,
): Approving {
  const lane = createLane();
  let wanting = new Map<string, Wanting>();
  let view: readonly WantingView[] = [];

  function put(next: Map<string, Wanting>): void {
    wanting = next;
    view = [...next.values()].filter(isOurs).map(viewOf);
    changed();
  }
  const putOne = (one: Wanting): void => put(new Map([...wanting, [one.open.approval, one]]));

  /** Another device of the account looks at it already. */
  const isOurs = ({ open }: Wanting): boolean => open.claimedBy === null || open.claimedBy === context.device;

  async function look(): Promise<void> {
    const reply = await context.calls.call('approvals', {});
    if (reply.kind !== 'ok') return;
    const next = new Map<string, Wanting>();
    for (const open of reply.value.approvals) {
      const before = wanting.get(open.approval);
      next.set(open.approval, await follow(before, open));
    }
    put(next);
  }

  async function follow(before: Wanting | undefined, open: Open): Promise<Wanting> {
    const { answering = null, met = null, forged = false } = before ?? {};
    if (answering === null || met !== null || forged || open.reveal === null) return { open, answering, met, forged };
    const now = await readReveal(answering, fromBase64url(open.reveal));
    return { open, answering, met: now, forged: now === null };
  }

  async function answer(one: Wanting, scanSecret: Bytes | null): Promise<Outcome> {
    const who = { server: context.serverId, account: context.me };
    const answering = await answerTo(who, fromBase64url(one.open.commit), scanSecret);
    const reply = await context.calls.call('claimApproval', {
      approval: one.open.approval,
      answer: toBase64url(answering.answer),
    });
    if (reply.kind !== 'ok') return gone(reply);
    putOne({ ...one, open: { ...one.open, claimedBy: context.device }, answering });
    await look();
    return done;
  }

  function gone(reply: Parameters<typeof failureOf>[0]): Outcome {
    const over = reply.kind === 'refused' && (reply.error.code === 'not-found' || reply.error.code === 'conflict');
    return over ? failed('approval-gone') : failureOf(reply);
  }

  async function scan(text: string): Promise<Outcome<string>> {
    const read = readScan(text);
    if (read === null) return failed('no-square');
    await look();
    const one = [...wanting.values()].find(({ open }) => equalBytes(fromBase64url(open.commit), read.commit));
    if (one === undefined) return failed('approval-gone');
    const answered = await answer(one, read.secret);
    return answered.ok ? { ok: true, value: one.open.approval } : answered;
  }

  async function meet(id: string): Promise<Outcome> {
    const one = wanting.get(id);
    if (one === undefined) return failed('approval-gone');
    return one.answering === null ? answer(one, null) : done;
  }

  async function letIn(id: string, password: string | null): Promise<Outcome> {
    const one = wanting.get(id);
    if (one?.answering == null || one.met === null)
      return failed(one?.forged === true ? 'approval-forged' : 'approval-gone');
    const { answering, met } = one;
    const vault = await context.vault.open(password);
    if (!vault.ok) return vault;
    // Before the list says it: this device's person has just said that they know the newcomer.
    await accept(met.newcomer.device, met.newcomer.name);
    const listed = await list(vault.value, met);
    if (!listed.ok) return listed;
    const grant = await grantTo(answering, met, {
      v: 1,
      vaultKey: vault.value.vaultKey,
      cert: certify(vault.value, met, listed.value),
      listSeq: listed.value.list.seq,
      listHash: listed.value.hash,
    });
    const reply = await context.calls.call('grantApproval', { approval: id, grant: toBase64url(grant) });
    if (reply.kind !== 'ok') return gone(reply);
    put(new Map([...wanting].filter(([other]) => other !== id)));
    return done;
  }

  /** Trying again after a lost answer finds the device listed, and goes on from there. */
  function list(vault: OwnVault, { newcomer, deviceKey }: Met): Promise<Outcome<KnownList>> {
    const { device, kind } = newcomer;
    return publishNext(context, vault, ({ devices, revoked }, seq) =>
      devices.some((each) => each.device === device)
        ? null
        : { devices: [...devices, { device, deviceKey, kind, addedSeq: seq }], revoked },
    );
  }

  function certify({ aik }: OwnVault, { newcomer, deviceKey }: Met, { list: newest }: KnownList): Bytes {
    const { server, account, device, kind } = newcomer;
    const listSeq = newest.devices.find((each) => each.device === device)?.addedSeq ?? newest.seq;
    const nowSeconds = Math.floor(context.now() / 1_000);
    return issueDeviceCert(aik, { server, account, device, deviceKey, kind, listSeq, nowSeconds });
  }

  async function turnAway(id: string): Promise<Outcome> {
    const reply = await context.calls.call('refuseApproval', { approval: id });
    if (reply.kind !== 'ok' && reply.kind !== 'refused') return failureOf(reply);
    put(new Map([...wanting].filter(([other]) => other !== id)));
    return done;
  }

  return {
    get view() {
      return view;
    },
    look: () => lane(look),
    scan: (text) => lane(() => scan(text)),
    meet: (id) => lane(() => meet(id)),
    letIn: (id, password) => lane(() => letIn(id, password)),
    turnAway: (id) => lane(() => turnAway(id)),
  };
}

function viewOf({ open, answering, met, forged }: Wanting): WantingView {
  const scanned = answering?.scanSecret != null;
  return {
    id: open.approval,
    state: forged
      ? 'forged'
      : met !== null
        ? scanned
          ? 'scanned'
          : 'comparing'
        : answering === null
          ? 'wants'
          : 'meeting',
    name: met?.newcomer.name ?? '',
    kind: met?.newcomer.kind ?? null,
    code: met === null || scanned ? null : met.code,
  };
}

/**
 * The new device's side of an approval, as it goes on: asks, shows its square, reveals its keys to the device that answers, shows the
 * code, waits for the grant. What the messages mean is packages/crypto/src/approval; nothing of this outlives the page.
 */
import { askIn, openGrant, randomBytes, revealTo, type Asking, type Granted, type RevealMade } from '@alcove/crypto';
import { DeviceId, fromBase64url, toBase64url, type Bytes, type RouteReply } from '@alcove/protocol';
import type { FailureCode } from '../../api/outcome.ts';
import type { EnrollingView } from '../../api/device-views.ts';
import type { HttpOutcome, Ports } from '../../ports.ts';
import type { ServerCalls } from '../../session/server-calls.ts';
import type { Enrolling } from '../log-in.ts';

export interface NewDeviceAsking {
  readonly view: EnrollingView;
  /** Begins, or begins anew. */
  ask(): void;
  /** The person says whether the other screen shows the same code. */
  answer(same: boolean): void;
  stop(): void;
}

const LOOK_MS = 1_000;

/** One attempt, from the first message to the grant. */
interface Attempt {
  readonly asking: Asking;
  met: { readonly made: RevealMade; readonly answer: Bytes } | null;
  same: boolean;
}

export function createAsking(args: {
  readonly ports: Pick<Ports, 'clock' | 'deviceKind' | 'deviceName'>;
  readonly calls: ServerCalls;
  readonly own: Enrolling;
  readonly changed: () => void;
  /** Null: the device is in. */
  readonly granted: (asking: Asking, granted: Granted) => Promise<FailureCode | null>;
  readonly fault: (error: unknown) => void;
}): NewDeviceAsking {
  const { ports, calls, own } = args;
  const begin: EnrollingView = {
    username: own.session.username,
    state: 'asking',
    scan: null,
    code: null,
    failure: null,
    canOpen: own.exportKey !== null,
  };
  let view = begin;
  /** Counts attempts, so that what belongs to an older one stops. */
  let turn = 0;
  let current: Attempt | null = null;

  function show(change: Partial<EnrollingView>): void {
    view = { ...view, ...change };
    args.changed();
  }

  const sleep = (): Promise<void> => new Promise((resolve) => void ports.clock.setTimer(LOOK_MS, resolve));

  async function run(mine: number): Promise<void> {
    show({ ...begin });
    const asking = await askIn({
      server: own.facts.serverId,
      account: own.session.account,
      device: DeviceId.parse(toBase64url(randomBytes(16))),
      kind: ports.deviceKind,
      name: ports.deviceName,
    });
    const asked = await calls.call('askApproval', { commit: toBase64url(asking.commit) });
    if (mine !== turn) return;
    if (asked.kind !== 'ok') return show({ state: asked.kind === 'refused' ? 'expired' : 'offline' });
    const attempt: Attempt = { asking, met: null, same: false };
    current = attempt;
    show({ scan: asking.scan });
    while (mine === turn) {
      const seen = await calls.call('ownApproval', {});
      if (mine !== turn) return;
      if (!(await follow(mine, attempt, seen))) return;
      await sleep();
    }
  }

  /** False: this attempt is over. */
  async function follow(
    mine: number,
    attempt: Attempt,
    seen: HttpOutcome<RouteReply<'ownApproval'>>,
  ): Promise<boolean> {
    if (seen.kind === 'refused' && seen.error.code !== 'rate-limited') return end(mine, 'expired');
    if (seen.kind !== 'ok') return true;
    const { answer, grant, refused } = seen.value;
    if (refused) return end(mine, 'refused');
    if (answer !== null && attempt.met === null && !(await meet(mine, attempt, fromBase64url(answer))))
      return end(mine, 'forged');
    return grant === null || attempt.met === null ? true : take(mine, attempt, attempt.met, fromBase64url(grant));
  }

  async function meet(mine: number, attempt: Attempt, answer: Bytes): Promise<boolean> {
    const made = await revealTo(attempt.asking, answer);
    if (made === null || mine !== turn) return false;
    attempt.met = { made, answer };
    show({ state: 'comparing', code: made.code });
    await calls.call('revealApproval', { reveal: toBase64url(made.reveal) });
    return true;
  }

  /** A grant that was not scanned for is taken once the person has said that the codes are the same (D08). */
  async function take(
    mine: number,
    attempt: Attempt,
    { made, answer }: NonNullable<Attempt['met']>,
    grant: Bytes,
  ): Promise<boolean> {
    const opened = await openGrant(attempt.asking, answer, made, grant);
    if (mine !== turn) return false;
    if (opened === null) return end(mine, 'forged');
    if (!opened.scanned && !attempt.same) {
      if (view.state !== 'confirm') show({ state: 'confirm' });
      return true;
    }
    turn += 1;
    show({ state: 'entering' });
    const failure = await args.granted(attempt.asking, opened.granted);
    if (failure !== null) show({ state: 'failed', failure, scan: null, code: null });
    return false;
  }

  function end(mine: number, state: EnrollingView['state']): false {
    if (mine === turn) {
      turn += 1;
      current = null;
      show({ state, scan: null, code: null });
    }
    return false;
  }

  return {
    get view() {
      return view;
    },
    ask() {
      turn += 1;
      current = null;
      run(turn).catch(args.fault);
    },
    answer(same) {
      if (current === null) return;
      if (!same) return void end(turn, 'mismatch');
      current.same = true;
      if (view.state === 'comparing') show({ state: 'waiting' });
    },
    stop() {
      turn += 1;
      current = null;
    },
  };
}

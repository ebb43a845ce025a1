/**
 * What leaves are judged against, and the ones that must go: of accounts that are no longer members, and of devices that were
 * revoked. While there are any, nothing is sealed (docs/checks.md, K20): a message must not be readable by someone this device
 * knows to be gone.
 */
import { leavesToRemove, type Leaf, type RefusalCode, type Refused, type Trust } from '@alcove/crypto';
import type { AccountId, Policy } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Working } from '../rooms/working.ts';

/** For an entry of the log, which the server accepted at `atMs`. `asked`: accounts whose list was fetched for this very judgement. */
export function trustAt(
  context: AccountContext,
  policy: Policy,
  atMs: number,
  asked: ReadonlySet<AccountId> = new Set(),
): Trust {
  const { lists, serverId: server } = context;
  const upToDate = new Set([...asked, ...lists.fetchedSince(atMs)]);
  return {
    server,
    policy,
    lists: lists.under(policy),
    nowMs: atMs,
    upToDate,
    learnedAfter: new Set(lists.learnedSince(atMs)),
  };
}

/** For what is made here and now: nothing is older than what is known, and whoever is revoked is revoked. */
export function trustNow(context: AccountContext, policy: Policy, asked: ReadonlySet<AccountId> = new Set()): Trust {
  return {
    server: context.serverId,
    policy,
    lists: context.lists.under(policy),
    nowMs: context.now(),
    upToDate: asked,
  };
}

/** For coming into a room as it stands: a device that was revoked may still be in it, and goes when it is seen. */
export function trustAtEntrance(context: AccountContext, policy: Policy): Trust {
  const members = new Set(policy.members.keys());
  return { ...trustNow(context, policy, members), learnedAfter: members };
}

/** Why one does not come in. Every list was asked for before: one that is older than a leaf demands is withheld. */
export function codeAtEntrance(refused: Refused): RefusalCode {
  return refused.kind === 'refused' ? refused.code : 'leaf-list-withheld';
}

/**
 * A certificate's time counts as over when both clocks say so, the server's and this device's own: otherwise a server that lies about the
 * time could have everybody put out (T01).
 */
export function straysOf(
  context: AccountContext,
  { group, policy }: Pick<Working, 'group' | 'policy'>,
): readonly Leaf[] {
  if (group === null || policy === null) return [];
  const trust = trustNow(context, policy);
  const strays = leavesToRemove(group, trust).filter(({ device }) => device !== context.device);
  if (strays.length === 0) return strays;
  const alsoHere = new Set(
    leavesToRemove(group, { ...trust, nowMs: context.ports.clock.now() }).map(({ index }) => index),
  );
  return strays.filter(({ index }) => alsoHere.has(index));
}

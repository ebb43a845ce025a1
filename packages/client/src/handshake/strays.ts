/**
 * What leaves are judged against, and the ones that must go: of accounts that are no longer members, and of devices that were
 * revoked. While there are any, nothing is sealed (docs/checks.md, K20): a message must not be readable by someone this device
 * knows to be gone.
 */
import { leavesToRemove, type Leaf, type Trust } from '@alcove/crypto';
import type { AccountId, Policy } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Working } from '../rooms/working.ts';

/** `atMs`: when the server accepted what is judged. `asked`: accounts whose list was fetched for this very judgement. */
export function trustAt(
  context: AccountContext,
  policy: Policy,
  atMs: number,
  asked: ReadonlySet<AccountId> = new Set(),
): Trust {
  const fetchedAfter = new Set([...asked, ...context.lists.fetchedSince(atMs)]);
  return { server: context.serverId, policy, lists: context.lists.all, nowMs: atMs, fetchedAfter };
}

export function straysOf(
  context: AccountContext,
  { group, policy }: Pick<Working, 'group' | 'policy'>,
): readonly Leaf[] {
  if (group === null || policy === null) return [];
  return leavesToRemove(group, trustAt(context, policy, context.now())).filter(
    ({ device }) => device !== context.device,
  );
}

/** Rooms in which somebody is told to be somebody else now: who that is, and whether anything may be sealed there. */
import type { AccountId, Policy } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { ChangedPerson } from '../api/views.ts';

type Own = Pick<AccountContext, 'lists' | 'ties' | 'me'>;

/** Why nothing may be sealed in a room of this policy: people this person compared with who are told to be somebody else now. */
export function heldBy({ lists, ties, me }: Own, policy: Policy): readonly AccountId[] {
  return [...policy.members.keys()].filter(
    (account) => account !== me && lists.changedAt(account) !== null && ties.identity(account)?.verified === true,
  );
}

export function changedIn(context: AccountContext, policy: Policy): readonly ChangedPerson[] {
  const { lists, people, me } = context;
  const held = heldBy(context, policy);
  return [...policy.members.keys()].flatMap((account) => {
    const at = account === me ? null : lists.changedAt(account);
    return at === null ? [] : [{ person: people.view(account), at, blocks: held.includes(account) }];
  });
}

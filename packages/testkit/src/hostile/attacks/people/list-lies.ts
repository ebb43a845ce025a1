/** C02, C11: what the server can say of an account's devices: another identity, an older version, or nobody at all. */
import type { AccountId } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

/** Shows these versions as the account's list, whatever was asked; to everyone, or to one client alone. */
export function tellLists(account: AccountId, lists: readonly string[], to: string | null = null): Attack {
  return {
    claim: 'C11',
    replies: {
      person: (_request, reply, { name }) =>
        reply.account === account && (to === null || name === to) ? { ...reply, lists: [...lists] } : reply,
    },
  };
}

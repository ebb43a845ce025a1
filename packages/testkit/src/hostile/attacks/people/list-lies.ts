/** C02, C11: what the server can say of an account's devices: another identity, an older version, or nobody at all. */
import type { AccountId } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

/** Shows these versions as the account's list, whatever was asked. */
export function tellLists(account: AccountId, lists: readonly string[]): Attack {
  return {
    claim: 'C11',
    replies: {
      person: (request, reply) => (reply.account === account ? { ...reply, lists: [...lists] } : reply),
    },
  };
}

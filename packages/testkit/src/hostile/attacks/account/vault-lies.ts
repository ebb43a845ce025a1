/** C13, C14: at log-in on a new device, the server gives another vault than the account's. */
import type { StoredVault } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export function swapVault(change: (vault: StoredVault) => StoredVault): Attack {
  return { claim: 'C14', replies: { vault: (request, vault) => change(vault) } };
}

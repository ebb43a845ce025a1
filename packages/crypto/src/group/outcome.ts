/**
 * Why something was refused: the closed list of codes, and the one place where whatever the MLS library throws becomes an outcome.
 * Bytes from outside must never crash a client, so a failure inside the library is `damaged`, never an exception.
 */
import type { AccountId } from '@alcove/protocol';

export type RefusalCode =
  | 'damaged' // does not decode, or a signature, tag or hash is wrong
  | 'wrong-group'
  | 'wrong-suite'
  | 'wrong-epoch'
  | 'kind-mismatch' // the log says another kind of entry
  | 'padding'
  | 'sender-unknown'
  | 'sender-mismatch' // not the device the log names
  | 'leaf-cert-malformed'
  | 'leaf-cert-signature'
  | 'leaf-cert-server'
  | 'leaf-cert-expired'
  | 'leaf-cert-older' // than the one that the same leaf carries already
  | 'leaf-key-mismatch'
  | 'leaf-identity-key' // another account identity key than the policy or the device list holds
  | 'leaf-not-in-policy'
  | 'leaf-other-device' // of a member's account, and not the device that a secret room names
  | 'leaf-not-in-list'
  | 'leaf-list-withheld' // the certificate names a list version that the server did not show even when asked
  | 'leaf-revoked'
  | 'leaf-capabilities'
  | 'device-twice'
  | 'key-reused'
  | 'direct-not-two'
  | 'secret-closed' // nobody comes into a secret room after its beginning
  | 'proposal-not-allowed'
  | 'commit-not-private'
  | 'commit-add-and-remove'
  | 'commit-too-many'
  | 'commit-identity-change'
  | 'commit-roster' // the tree changed in a way the proposals do not say
  | 'group-context-changed'
  | 'group-too-large'
  | 'removal-not-allowed'
  | 'external-shape'
  | 'external-evicts-other'
  | 'external-already-member'
  | 'external-alone' // no other leaf is there to come back to
  | 'key-package-lifetime'
  | 'key-package-suite'
  | 'key-package-foreign' // another device than the one asked for
  | 'key-package-unmarked' // handed out as a last resort and not marked as one, or the other way round
  | 'welcome-not-for-us'
  | 'welcome-unknown-own-device'
  | 'remove-self'
  | 'remove-unknown';

/** `needs-list`: the account's device list, at least version `seq`, is needed before this can be judged. */
export type Refused =
  | { readonly kind: 'refused'; readonly code: RefusalCode }
  | { readonly kind: 'needs-list'; readonly account: AccountId; readonly seq: number };

export function refuse(code: RefusalCode): Refused {
  return { kind: 'refused', code };
}

export function isRefused(value: unknown): value is Refused {
  const kind = (value as { kind?: unknown } | undefined)?.kind;
  return kind === 'refused' || kind === 'needs-list';
}

/** Runs `work`; anything thrown becomes the refusal `noted` remembers, else `damaged`. */
export async function attempt<T>(
  work: () => Promise<T>,
  noted: () => Refused | undefined = () => undefined,
): Promise<T | Refused> {
  try {
    return await work();
  } catch {
    return noted() ?? refuse('damaged');
  }
}

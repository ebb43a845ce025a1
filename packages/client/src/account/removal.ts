/**
 * When this device is out: removed from its account, or a copy that stayed behind. The copy keeps what it has, so the server's word may be enough;
 * what follows a removal cannot be undone, so the account's own signature must say so (docs/checks.md, D07). Then nothing readable stays
 * here, whenever the power goes in between.
 */
import { followDeviceLists, proveRemovedDevice, verifyDeviceCert } from '@alcove/crypto';
import { equalBytes, fromBase64url, toBase64url, type Username } from '@alcove/protocol';
import type { FailureCode } from '../api/outcome.ts';
import type { Ports } from '../ports.ts';
import { eraseAccountStore } from './account-store.ts';
import type { AccountContext } from './context.ts';
import { CopyCode, putCopied } from './copied.ts';
import type { KnownAccount, Profile } from './profile.ts';

/**
 * Why it cannot go on, noted before anything follows: another copy of this device went on, or this device was removed. Null: the session
 * ended and no more.
 */
export async function noteEnd(
  profile: Profile,
  known: KnownAccount,
  context: AccountContext,
  code: FailureCode,
): Promise<CopyCode | 'removed' | null> {
  const copied = CopyCode.safeParse(code);
  if (copied.success) {
    await context.store.write(putCopied(context.store, copied.data));
    return copied.data;
  }
  if (code !== 'session-ended' || !(await wasRemoved(context))) return null;
  await profile.noteRemoval(known.account, known.username);
  return 'removed';
}

async function wasRemoved(context: AccountContext): Promise<boolean> {
  const { identity, me } = context;
  const known = context.lists.all.get(me) ?? null;
  const reply = await context.calls.call('deviceRemoval', {
    device: identity.device,
    proof: toBase64url(proveRemovedDevice(identity)),
    after: known?.list.seq ?? 0,
  });
  if (reply.kind !== 'ok') return false;
  const followed = followDeviceLists(known, me, reply.value.lists.map(fromBase64url));
  const own = verifyDeviceCert(context.serverId, identity.cert);
  if (!followed.ok || !own.ok || !equalBytes(followed.known.list.aik, own.cert.aik)) return false;
  return followed.known.list.revoked.some(({ device }) => device === identity.device);
}

/**
 * Whose device this was, if it was removed. The note is written first, and with it goes what a password could still open the store
 * with; then the key, then the store. A wiping that was cut short goes on here.
 */
export async function noteOfRemoval(ports: Ports, profile: Profile): Promise<Username | null> {
  const removal = await profile.removal();
  if (removal === null) return null;
  const { account, username, wiped } = removal;
  if (!wiped) {
    await ports.keys.clear();
    await eraseAccountStore(ports.databases, account);
    await profile.removalDone(account);
  }
  return username;
}

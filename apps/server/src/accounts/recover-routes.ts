/**
 * Coming back by the recovery code: the code's own key signs what the server drew, and the session that follows may open the vault, set a new
 * password and enrol. A name that nobody has gets an answer of the same shape.
 */
import { LABEL, fromBase64url, utf8, type AccountId, type SessionId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import { networkOf } from '../limits/address-prefix.ts';
import { done, refuse } from '../outcome.ts';
import type { SecurityEvents } from '../security/events.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { verifySigned } from '../signature.ts';
import { readVault } from '../vault/vaults.ts';
import type { LoginGuard } from './login-guard.ts';
import type { Logins } from './logins.ts';
import { started } from './started.ts';

export interface RecoverPorts {
  readonly db: Db;
  readonly guard: LoginGuard;
  readonly events: SecurityEvents;
  readonly logins: Logins;
  readonly sessions: Sessions;
}

export function recoverRoutes({
  db,
  guard,
  events,
  logins,
  sessions,
}: RecoverPorts): Pick<Handlers, 'recoverStart' | 'recoverFinish'> {
  return {
    async recoverStart({ request, prefix }) {
      const { username } = request;
      const row = await db.selectFrom('account').select('id').where('username', '=', username).executeTakeFirst();
      const account = row?.id ?? null;
      const over = await guard.over({ username, account, prefix }, undefined);
      if (over !== undefined) return over;
      return done({ challenge: logins.open({ username, account, state: RECOVERY, prefix }) });
    },

    async recoverFinish(call) {
      const { challenge, proof } = call.request;
      const login = logins.take(challenge);
      if (login?.state !== RECOVERY) return refuse('login-expired', 'start again');
      const { account, username } = login;
      if (account === null || !(await provesRecovery(db, account, challenge, proof))) {
        logins.failed(login);
        return refuse('login-failed', 'wrong name or code');
      }
      guard.finished(login.prefix);
      await events.note(account, 'recovered', { network: networkOf(call.prefix) });
      return started(call, { account, username, device: null }, await sessions.start(db, account, null), guard);
    },
  };
}

/** Never the state of an OPAQUE login, which is far longer. */
const RECOVERY = 'recovery';

export async function provesRecovery(
  db: Db,
  account: AccountId,
  said: string | SessionId,
  proof: Uint8Array,
): Promise<boolean> {
  const vault = await readVault(db, account);
  const keys = vault?.wraps.flatMap(({ kind, proofKey }) =>
    kind === 'recovery' && proofKey !== undefined ? [proofKey] : [],
  );
  return (keys ?? []).some((key) => verifySigned(LABEL.recoveryProof, fromBase64url(key), utf8(said), proof));
}

/**
 * Reading the vault, and new ways into it. A new password's record and the vault that its export key opens are one transaction: after a cut
 * at any point either the old password works with the old vault or the new one with the new, never neither.
 */
import type { AccountId, DeviceId, RouteParsed } from '@alcove/protocol';
import type { OpaqueServer } from '../accounts/opaque.ts';
import type { Db } from '../database/schema.ts';
import type { Devices } from '../devices/devices.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import { provesRecovery } from '../accounts/recover-routes.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { readVault, storeNextVault } from './vaults.ts';

export interface VaultPorts {
  readonly db: Db;
  readonly limits: Limits;
  readonly opaque: OpaqueServer;
  readonly devices: Devices;
  readonly sessions: Sessions;
  /** Whether this is the account's password, entered again just now. */
  readonly passwordAgain: (account: AccountId, again: RouteParsed<'setEmail'>['password']) => Outcome<undefined>;
  readonly onVaultChanged: (
    account: AccountId,
    by: DeviceId | null,
    what: 'password-changed' | 'ways-changed',
  ) => Promise<void>;
}

export function vaultRoutes(ports: VaultPorts): Pick<Handlers, 'vault' | 'newPasswordStart' | 'changeAccess'> {
  const { db, limits, opaque, devices, sessions } = ports;
  return {
    async vault({ caller }) {
      const vault = await readVault(db, caller.account);
      return vault === undefined ? refuse('not-found', 'no vault') : done(vault);
    },

    async newPasswordStart({ caller, request }) {
      const over = limits.over('vault.write', caller.account);
      if (over !== undefined) return over;
      const username = await devices.username(caller.account);
      const registrationResponse =
        username === undefined ? undefined : opaque.registrationResponse(username, request.registrationRequest);
      return registrationResponse === undefined
        ? refuse('malformed', 'registrationRequest')
        : done({ registrationResponse });
    },

    async changeAccess({ caller, request }) {
      const over = limits.over('vault.write', caller.account);
      if (over !== undefined) return over;
      const { by, vault, registrationRecord } = request;
      const forgotten = 'recovery' in by;
      if (forgotten) {
        if (!(await provesRecovery(db, caller.account, caller.session, by.recovery)))
          return refuse('login-failed', 'not the recovery code');
      } else {
        const proven = ports.passwordAgain(caller.account, by.password);
        if (!proven.ok) return proven;
      }
      const stored = await db.transaction().execute(async (tx) => {
        const moved = await storeNextVault(tx, caller.account, vault);
        if (moved.ok && moved.value === 'stored' && registrationRecord !== undefined)
          await storePassword(tx, caller.account, registrationRecord);
        return moved;
      });
      if (!stored.ok) return stored;
      if (forgotten) await sessions.endOthers(caller.account, caller.session);
      const what = registrationRecord === undefined ? 'ways-changed' : 'password-changed';
      await ports.onVaultChanged(caller.account, caller.device, what);
      return done({ version: vault.version });
    },
  };
}

async function storePassword(tx: Db, account: AccountId, record: string): Promise<void> {
  await tx.updateTable('account').set({ opaque_record: record }).where('id', '=', account).execute();
}

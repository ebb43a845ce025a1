/**
 * Reading the vault, and new ways into it. A new password's record and the vault that its export key opens are one transaction: after a cut
 * at any point either the old password works with the old vault or the new one with the new, never neither.
 */
import type { AccountId, DeviceId, RouteParsed, StoredVault } from '@alcove/protocol';
import type { OpaqueServer } from '../accounts/opaque.ts';
import type { Db } from '../database/schema.ts';
import type { Devices } from '../devices/devices.ts';
import type { Call, Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import { provesRecovery } from '../accounts/recover-routes.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { drop as dropRequest, type PasswordRequests } from './password-requests.ts';
import { readVault, storeNextVault } from './vaults.ts';

export interface VaultPorts {
  readonly db: Db;
  readonly limits: Limits;
  readonly opaque: OpaqueServer;
  readonly devices: Devices;
  readonly sessions: Sessions;
  readonly passwordRequests: PasswordRequests;
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
      const shown = await showsWay(ports, caller, by);
      if (!shown.ok) return shown;
      const key = caller.device === null ? undefined : await devices.activeKey(caller.account, caller.device);
      const stored = await db.transaction().execute(async (tx) => {
        if ('device' in by) {
          const due = await ports.passwordRequests.isDue(tx, { ...caller, key }, by.device, registrationRecord ?? '');
          if (!due.ok) return due;
          if (!(await isPasswordAlone(tx, caller.account, vault))) return refuse('conflict', 'other ways in');
        }
        const moved = await storeNextVault(tx, caller.account, vault);
        if (moved.ok && moved.value === 'stored' && registrationRecord !== undefined)
          await storePassword(tx, caller.account, registrationRecord);
        return moved;
      });
      if (!stored.ok) return stored;
      if ('recovery' in by) await sessions.endOthers(caller.account, caller.session);
      const what = registrationRecord === undefined ? 'ways-changed' : 'password-changed';
      await ports.onVaultChanged(caller.account, caller.device, what);
      return done({ version: vault.version });
    },
  };
}

/** What is shown for it; a device's request is looked at where it is used up. */
async function showsWay(
  { db, passwordAgain }: VaultPorts,
  { account, session }: Call<'changeAccess'>['caller'],
  by: RouteParsed<'changeAccess'>['by'],
): Promise<Outcome<undefined>> {
  if ('password' in by) return passwordAgain(account, by.password);
  if ('device' in by || (await provesRecovery(db, account, session, by.recovery))) return done(undefined);
  return refuse('login-failed', 'not the recovery code');
}

/** Whoever found a device open replaces no recovery card and no passkey. */
async function isPasswordAlone(tx: Db, account: AccountId, next: StoredVault): Promise<boolean> {
  const others = (wraps: StoredVault['wraps']): string =>
    JSON.stringify(wraps.filter(({ kind }) => kind !== 'password'));
  const stored = await readVault(tx, account);
  return stored !== undefined && others(stored.wraps) === others(next.wraps);
}

/** With any new password a request for one is over. */
async function storePassword(tx: Db, account: AccountId, record: string): Promise<void> {
  await tx.updateTable('account').set({ opaque_record: record }).where('id', '=', account).execute();
  await dropRequest(tx, account);
}

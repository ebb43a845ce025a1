/** The routes about what opens an account, connected to each other and to whoever must hear of a change. */
import type { AccountId, DeviceId } from '@alcove/protocol';
import { deletionRoutes } from './accounts/delete-account.ts';
import { samePerson } from './accounts/finish-password.ts';
import { recoverRoutes } from './accounts/recover-routes.ts';
import type { ServerConfig } from './config.ts';
import { isStorageFull } from './database/storage-errors.ts';
import { passkeyRoutes } from './factors/passkey-routes.ts';
import { secondFactorRoutes } from './factors/second-factor-routes.ts';
import { networkOf } from './limits/address-prefix.ts';
import { resetRoutes } from './mail/reset-routes.ts';
import { mailRoutes, tellStartedAnew, type MailPorts } from './mail/routes.ts';
import { wordsFor, type MailWords } from './mail/words.ts';
import type { Parts } from './start-server.ts';
import { securityRoutes } from './security/routes.ts';
import { requestRoutes } from './vault/request-routes.ts';
import { vaultRoutes } from './vault/routes.ts';

export function accessHandlers(config: ServerConfig, parts: Parts) {
  const { audience, devices } = parts;
  const passwordAgain: MailPorts['passwordAgain'] = (account, again) => samePerson(parts, account, again);
  const mail: MailPorts = {
    ...parts,
    serverName: config.name,
    linkTo: (fragment) => `${[...parts.origins][0] ?? ''}/#${fragment}`,
    username: (account) => devices.username(account),
    passwordAgain,
    onEmailChanged: async (account) => audience.frame([account], { t: 'account-changed', what: 'security' }),
  };
  return {
    ...recoverRoutes(parts),
    ...deletionRoutes({ ...parts, passwordAgain, onListChanged: listChanged(parts) }),
    ...mailRoutes(mail),
    ...securityRoutes(parts),
    ...secondFactorRoutes({ ...parts, ...mail }),
    ...passkeyRoutes({
      ...parts,
      ...mail,
      onVaultChanged: (account) => audience.frame([account], { t: 'account-changed', what: 'vault' }),
    }),
    ...resetRoutes({
      ...parts,
      ...mail,
      async onStartedAnew(old, now) {
        await tellStartedAnew(mail, now);
        const seq = await devices.seqAfterLast(old);
        audience.frame(await devices.sharers(old), { t: 'devices-changed', account: old, seq });
      },
    }),
    ...vaultRoutes({
      ...parts,
      passwordAgain,
      async onVaultChanged(account, device, what) {
        await parts.events.note(account, what, { device });
        audience.frame([account], { t: 'account-changed', what: 'vault' });
        if (what === 'password-changed') await writeTo(config, parts, account, 'passwordChanged');
      },
    }),
    ...requestRoutes({
      ...parts,
      async onRequest(account, device, what) {
        await parts.events.note(account, what, { device });
        audience.frame([account], { t: 'account-changed', what: 'security' });
        if (what === 'password-asked') await writeTo(config, parts, account, 'passwordAsked');
      },
    }),
  };
}

/** What a list revokes is cut off, and everybody who shares a room with the account looks at the new one. */
function listChanged({ sessions, audience, devices }: Parts) {
  return async (account: AccountId, seq: number, revoked: readonly DeviceId[]): Promise<void> => {
    for (const device of revoked) await sessions.endOfDevice(device);
    audience.frame(await devices.sharers(account), { t: 'devices-changed', account, seq });
  };
}

/** Of an account that goes on: what was removed is noted for its owner, once it is out. */
export function ownListChanged(parts: Parts) {
  const changed = listChanged(parts);
  return async (account: AccountId, seq: number, revoked: readonly DeviceId[], by: DeviceId): Promise<void> => {
    await changed(account, seq, revoked);
    for (const _ of revoked) await parts.events.note(account, 'device-removed', { device: by });
    if (revoked.length > 0) parts.audience.frame([account], { t: 'account-changed', what: 'security' });
  };
}

/** Noted for the owner; and of a new device the others hear at once, and the address if there is one. */
export function deviceCameIn(config: ServerConfig, parts: Parts) {
  return async (kind: 'new-device' | 'log-in', account: AccountId, device: DeviceId, prefix: string): Promise<void> => {
    await parts.events.note(account, kind, { network: networkOf(prefix), device });
    if (kind !== 'new-device') return;
    parts.audience.frame([account], { t: 'account-changed', what: 'security' });
    await writeTo(config, parts, account, 'newLogIn');
  };
}

/** To the account's address, if it has one and this server sends letters. */
async function writeTo(
  config: ServerConfig,
  { db, addresses, devices, mailer, now }: Parts,
  account: AccountId,
  letter: keyof Pick<MailWords, 'newLogIn' | 'passwordAsked' | 'passwordChanged'>,
): Promise<void> {
  const to = mailer === null ? undefined : await addresses.of(account);
  if (to === undefined) return;
  const when = new Date(now()).toISOString().slice(0, 16).replace('T', ', ');
  const handle = (await devices.username(account)) ?? '';
  mailer?.post(to, (await wordsFor(db, account))[letter]({ server: config.name, handle, when }));
}

/** One line per device, network and day. A full disk keeps nobody out. */
export function connectionLog({ events }: Parts) {
  return async (account: AccountId, device: DeviceId, prefix: string): Promise<void> => {
    try {
      await events.note(account, 'connected', { network: networkOf(prefix), device });
    } catch (error) {
      if (!isStorageFull(error)) throw error;
    }
  };
}

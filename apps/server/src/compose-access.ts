/** The routes about what opens an account, connected to each other and to whoever must hear of a change. */
import { samePerson } from './accounts/finish-password.ts';
import { recoverRoutes } from './accounts/recover-routes.ts';
import type { ServerConfig } from './config.ts';
import { resetRoutes } from './mail/reset-routes.ts';
import { mailRoutes, tellStartedAnew, type MailPorts } from './mail/routes.ts';
import type { Parts } from './start-server.ts';
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
    ...mailRoutes(mail),
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
      onVaultChanged: (account) => audience.frame([account], { t: 'account-changed', what: 'vault' }),
    }),
  };
}

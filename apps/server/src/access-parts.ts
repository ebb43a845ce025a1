/** The parts that deal with what opens an account: log-ins and their limits, second factors, letters, and the owner's log of it all. */
import { LoginGuard } from './accounts/login-guard.ts';
import { Logins } from './accounts/logins.ts';
import type { ServerConfig } from './config.ts';
import type { Db } from './database/schema.ts';
import { createSealing } from './database/sealing.ts';
import type { Devices } from './devices/devices.ts';
import { Passkeys } from './factors/passkeys.ts';
import { SecondFactor } from './factors/second-factor.ts';
import { networkOf } from './limits/address-prefix.ts';
import type { Limits } from './limits/limits.ts';
import { describeError, type Log } from './logging/log.ts';
import { createAddresses } from './mail/addresses.ts';
import { createMailer, type Mailer } from './mail/mailer.ts';
import { MailTokens } from './mail/tokens.ts';
import { SecurityEvents } from './security/events.ts';
import { PasswordRequests } from './vault/password-requests.ts';

export function accessParts(from: {
  readonly config: ServerConfig;
  readonly db: Db;
  readonly log: Log;
  readonly now: () => number;
  readonly devices: Devices;
  readonly limits: Limits;
  readonly sealingKey: string;
  readonly origins: () => ReadonlySet<string>;
}) {
  const { config, db, log, now, devices, limits } = from;
  const sealing = createSealing(from.sealingKey);
  const events = new SecurityEvents(db, sealing, now);
  return {
    events,
    guard: new LoginGuard({ limits, devices, sealing, now }),
    logins: new Logins(now, ({ account, prefix }) => {
      if (account === null) return;
      events
        .note(account, 'failed', { network: networkOf(prefix) })
        .catch((error: unknown) => log.error('event lost', describeError(error)));
    }),
    secondFactor: new SecondFactor(sealing, now),
    passkeys: new Passkeys({ now, serverName: config.name, origins: from.origins }),
    passwordRequests: new PasswordRequests(db, now),
    addresses: createAddresses(db, sealing),
    mailTokens: new MailTokens(now),
    mailer: mailerOf(config, log),
  };
}

function mailerOf({ mail }: ServerConfig, log: Log): Mailer | null {
  return mail.smtpUrl === null || mail.from === null ? null : createMailer(mail.smtpUrl, mail.from, log);
}

/** The optional e-mail address: set with the password, verified by the link in a letter, taken away again. */
import type { AccountId, RouteParsed } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Call, Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { SecurityEvents } from '../security/events.ts';
import type { Addresses } from './addresses.ts';
import type { Mailer } from './mailer.ts';
import { TOKEN_LIFE_MS, type MailTokens } from './tokens.ts';
import { keepLanguage, wordsFor } from './words.ts';

export interface MailPorts {
  readonly db: Db;
  readonly limits: Limits;
  readonly addresses: Addresses;
  readonly mailTokens: MailTokens;
  /** Null: this server sends no mail. */
  readonly mailer: Mailer | null;
  /** Where a link leads: this server, as browsers reach it. */
  readonly linkTo: (fragment: string) => string;
  readonly events: SecurityEvents;
  readonly serverName: string;
  readonly username: (account: AccountId) => Promise<string | undefined>;
  readonly passwordAgain: (account: AccountId, again: RouteParsed<'setEmail'>['password']) => Outcome<undefined>;
  readonly onEmailChanged: (account: AccountId) => Promise<void>;
}

export const noMail = refuse('mail-off', 'this server sends no mail');
export const linkOver = refuse('link-expired', 'the link is used or too old');

type MailRoute = 'email' | 'setEmail' | 'removeEmail' | 'verifyEmail' | 'letterLanguage';

export function mailRoutes(ports: MailPorts): Pick<Handlers, MailRoute> {
  const { db, addresses, mailTokens } = ports;
  return {
    async email({ caller }) {
      const pending = await mailTokens.pending(db, caller.account);
      return done({
        address: (await addresses.of(caller.account)) ?? null,
        pending: pending === undefined ? null : addresses.open(caller.account, pending),
      });
    },

    setEmail: (call) => setEmail(ports, call),
    removeEmail: (call) => removeEmail(ports, call),
    verifyEmail: (call) => verifyEmail(ports, call),

    async letterLanguage({ caller, request }) {
      if (ports.mailer === null) return noMail;
      const over = ports.limits.over('record.write', caller.account);
      if (over !== undefined) return over;
      return (await keepLanguage(db, caller.account, request.language)) ? done({}) : refuse('malformed', 'language');
    },
  };
}

async function setEmail(ports: MailPorts, { caller, request, prefix }: Call<'setEmail'>) {
  const { db, limits, addresses, mailTokens, mailer } = ports;
  if (mailer === null) return noMail;
  const over = limits.over('mail.send', caller.account) ?? limits.over('mail.send', prefix);
  if (over !== undefined) return over;
  const proven = ports.passwordAgain(caller.account, request.password);
  if (!proven.ok) return proven;
  const { account } = caller;
  const token = await db
    .transaction()
    .execute((tx) => mailTokens.issue(tx, account, 'verify', addresses.seal(account, request.address)));
  const letter = (await wordsFor(db, account)).verify({
    server: ports.serverName,
    handle: (await ports.username(account)) ?? '',
    link: ports.linkTo(`verify=${token}`),
    hours: TOKEN_LIFE_MS.verify / 3_600_000,
  });
  return (await mailer.send(request.address, letter)) ? done({}) : refuse('mail-failed', 'the mail server refused it');
}

async function removeEmail(ports: MailPorts, { caller, request }: Call<'removeEmail'>) {
  const { db, addresses } = ports;
  const proven = ports.passwordAgain(caller.account, request.password);
  if (!proven.ok) return proven;
  const before = await addresses.of(caller.account);
  await db.transaction().execute((tx) => addresses.remove(tx, caller.account));
  if (before !== undefined) await tellGone(ports, caller.account, before);
  await ports.events.note(caller.account, 'address-changed');
  await ports.onEmailChanged(caller.account);
  return done({});
}

async function verifyEmail(ports: MailPorts, { request, prefix }: Call<'verifyEmail'>) {
  const { db, limits, addresses, mailTokens } = ports;
  const over = limits.over('mail.link', prefix);
  if (over !== undefined) return over;
  const verified = await db.transaction().execute(async (tx) => {
    const token = await mailTokens.take(tx, 'verify', request.token);
    if (token === undefined) return undefined;
    const before = await addresses.of(token.account, tx);
    await addresses.keep(tx, token.account, token.address);
    return { account: token.account, before, now: addresses.open(token.account, token.address) };
  });
  if (verified === undefined) return linkOver;
  const { account, before, now } = verified;
  if (before !== undefined && before !== now) await tellGone(ports, account, before);
  await ports.events.note(account, 'address-changed');
  await ports.onEmailChanged(account);
  return done({});
}

/** The address that was: whoever reads it learns that it leads back into the account no more. */
async function tellGone(ports: MailPorts, account: AccountId, to: string): Promise<void> {
  const { addressGone } = await wordsFor(ports.db, account);
  ports.mailer?.post(to, addressGone({ server: ports.serverName, handle: (await ports.username(account)) ?? '' }));
}

/** To the address that the new account took over with the name. */
export async function tellStartedAnew(ports: MailPorts, account: AccountId): Promise<void> {
  const to = await ports.addresses.of(account);
  const about = { server: ports.serverName, handle: (await ports.username(account)) ?? '' };
  if (to !== undefined) ports.mailer?.post(to, (await wordsFor(ports.db, account)).startedAnew(about));
}

/**
 * A forgotten password, by a letter. What comes back is the name, never the content: the old identity key is in a vault that nobody can
 * open, so the name goes to a new account, and everyone who knew the old one is told. One transaction: the link is used up, the old
 * account ends, the new one begins.
 */
import { Username, type AccountId, type RouteParsed, type RouteReply, type SessionId } from '@alcove/protocol';
import { insertAccount } from '../accounts/insert-account.ts';
import type { LoginGuard } from '../accounts/login-guard.ts';
import { started } from '../accounts/started.ts';
import { isUniqueViolation } from '../database/storage-errors.ts';
import type { Db } from '../database/schema.ts';
import { admitList, type AdmittedList } from '../devices/admit-list.ts';
import type { Devices } from '../devices/devices.ts';
import type { SecondFactor } from '../factors/second-factor.ts';
import type { Call, Handlers } from '../http/api-routes.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { OpaqueServer } from '../accounts/opaque.ts';
import type { Sessions, StartedSession } from '../sessions/sessions.ts';
import { linkOver, noMail, type MailPorts } from './routes.ts';
import { TOKEN_LIFE_MS } from './tokens.ts';
import { wordsFor } from './words.ts';

export interface ResetPorts extends MailPorts {
  readonly opaque: OpaqueServer;
  readonly devices: Devices;
  readonly sessions: Sessions;
  readonly guard: LoginGuard;
  readonly secondFactor: SecondFactor;
  readonly now: () => number;
  /** The name belongs to another account now: people who knew the old one hear of it. */
  readonly onStartedAnew: (old: AccountId, now: AccountId) => Promise<void>;
}

export function resetRoutes(ports: ResetPorts): Pick<Handlers, 'resetStart' | 'resetOpen' | 'resetFinish'> {
  const { db, limits, mailTokens, mailer, opaque } = ports;
  return {
    async resetStart({ request, prefix }) {
      if (mailer === null) return noMail;
      const over = limits.over('mail.send', prefix) ?? limits.over('mail.send', request.who.toLowerCase());
      if (over !== undefined) return over;
      // Not awaited: how long it takes must not tell whether there is such an account.
      void sendResets(ports, request.who);
      return done({});
    },

    async resetOpen({ request, prefix }) {
      const over = limits.over('mail.link', prefix);
      if (over !== undefined) return over;
      const token = await mailTokens.peek(db, 'reset', request.token);
      const username = token && (await ports.devices.username(token.account));
      if (username === undefined) return linkOver;
      if (request.registrationRequest === undefined) return done({ username });
      const registrationResponse = opaque.registrationResponse(username, request.registrationRequest);
      return registrationResponse === undefined
        ? refuse('malformed', 'registrationRequest')
        : done({ username, registrationResponse });
    },

    resetFinish: (call) => resetFinish(ports, call),
  };
}

async function resetFinish(ports: ResetPorts, call: Call<'resetFinish'>): Promise<Outcome<RouteReply<'resetFinish'>>> {
  const { request, prefix } = call;
  const over = ports.limits.over('mail.link', prefix);
  if (over !== undefined) return over;
  const { account, device } = request;
  const adds = { device: device.device, kind: device.kind };
  const token = await ports.mailTokens.peek(ports.db, 'reset', request.token);
  const username = token && (await ports.devices.username(token.account));
  if (username === undefined) return linkOver;
  const admitted = admitList(device.list, null, { account, username, adds });
  if (!admitted.ok) return admitted;
  const begun = await beginAnew(ports, { ...request, username }, admitted.value);
  if (!begun.ok) return begun;
  const { old, ended, session } = begun.value;
  ports.sessions.ended(ended);
  await ports.onStartedAnew(old, account);
  await ports.events.note(account, 'started-anew', { device: device.device });
  return started(call, { account, username, device: device.device }, session, ports.guard);
}

interface Anew {
  readonly old: AccountId;
  readonly ended: SessionId[];
  readonly session: StartedSession;
}

async function beginAnew(
  ports: ResetPorts,
  request: RouteParsed<'resetFinish'> & { readonly username: Username },
  admitted: AdmittedList,
): Promise<Outcome<Anew>> {
  const { addresses, mailTokens, sessions } = ports;
  const { account, device } = request;
  try {
    return await ports.db.transaction().execute(async (tx) => {
      const taken = await mailTokens.take(tx, 'reset', request.token);
      if (taken === undefined) return linkOver;
      const { language, ended } = await endOld(tx, ports, taken.account, account);
      await insertAccount(tx, ports, request, admitted);
      await tx.updateTable('account').set({ language }).where('id', '=', account).execute();
      await addresses.keep(tx, account, addresses.seal(account, addresses.open(taken.account, taken.address)));
      return done({ old: taken.account, ended, session: await sessions.start(tx, account, device.device) });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('conflict', 'the account or device id is taken');
    throw error;
  }
}

/** Everything of the old account that could still act is gone; its device lists stay, for those who shared a room with it. */
async function endOld(
  tx: Db,
  { devices, addresses, secondFactor }: ResetPorts,
  old: AccountId,
  successor: AccountId,
): Promise<{ language: string | null; ended: SessionId[] }> {
  const row = await tx
    .selectFrom('account')
    .select(['username', 'language'])
    .where('id', '=', old)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('account')
    .set({ username: `~${old}` as Username, former_username: row.username, successor, language: null })
    .where('id', '=', old)
    .execute();
  await devices.revokeAll(tx, old);
  await addresses.remove(tx, old);
  await tx.deleteFrom('passkey').where('account', '=', old).execute();
  await secondFactor.turnOff(tx, old);
  const sessions = await tx.deleteFrom('session').where('account', '=', old).returning('id').execute();
  return { language: row.language, ended: sessions.map(({ id }) => id) };
}

async function sendResets(ports: ResetPorts, who: string): Promise<void> {
  const { addresses, db, mailTokens, mailer } = ports;
  const typed = who.trim();
  const owners = typed.replace(/^@/, '').includes('@') ? await addresses.owners(typed) : await named(db, typed);
  for (const { account, username } of owners) {
    const address = await addresses.of(account);
    if (address === undefined) continue;
    const token = await db
      .transaction()
      .execute((tx) => mailTokens.issue(tx, account, 'reset', addresses.seal(account, address)));
    await ports.events.note(account, 'reset-asked');
    const link = ports.linkTo(`reset=${token}`);
    const minutes = TOKEN_LIFE_MS.reset / 60_000;
    const words = await wordsFor(db, account);
    mailer?.post(address, words.reset({ server: ports.serverName, handle: username, link, minutes }));
  }
}

async function named(db: Db, typed: string): Promise<{ account: AccountId; username: Username }[]> {
  const username = Username.safeParse(typed.replace(/^@/, '').toLowerCase());
  if (!username.success) return [];
  return db.selectFrom('account').select(['id as account', 'username']).where('username', '=', username.data).execute();
}

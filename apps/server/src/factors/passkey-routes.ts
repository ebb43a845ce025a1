/** Passkeys of an account: added and removed with the password and the vault they belong to, in one transaction; and logging in by one. */
import type { AccountId } from '@alcove/protocol';
import type { LoginGuard } from '../accounts/login-guard.ts';
import { started } from '../accounts/started.ts';
import type { Db } from '../database/schema.ts';
import type { Call, Handlers } from '../http/api-routes.ts';
import { networkOf } from '../limits/address-prefix.ts';
import type { Limits } from '../limits/limits.ts';
import type { MailPorts } from '../mail/routes.ts';
import { done, refuse } from '../outcome.ts';
import type { SecurityEvents } from '../security/events.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { storeNextVault } from '../vault/vaults.ts';
import type { Passkeys, StoredPasskey } from './passkeys.ts';

export interface PasskeyRoutePorts {
  readonly db: Db;
  readonly limits: Limits;
  readonly guard: LoginGuard;
  readonly events: SecurityEvents;
  readonly sessions: Sessions;
  readonly passkeys: Passkeys;
  readonly username: MailPorts['username'];
  readonly passwordAgain: MailPorts['passwordAgain'];
  readonly onVaultChanged: (account: AccountId) => void;
}

const MOST_PASSKEYS = 10;
const notThis = refuse('login-failed', 'not a passkey of anybody here');

export function passkeyRoutes(
  ports: PasskeyRoutePorts,
): Pick<
  Handlers,
  'passkeys' | 'passkeyBegin' | 'passkeyAdd' | 'passkeyRename' | 'passkeyRemove' | 'passkeyAsk' | 'passkeyLogin'
> {
  const { db, limits, passkeys } = ports;
  return {
    passkeys: async ({ caller }) => done({ passkeys: await passkeys.list(db, caller.account) }),

    async passkeyBegin({ caller }) {
      const over = limits.over('vault.write', caller.account);
      if (over !== undefined) return over;
      const have = await passkeys.list(db, caller.account);
      if (have.length >= MOST_PASSKEYS) return refuse('too-large', 'too many passkeys');
      const username = (await ports.username(caller.account)) ?? '';
      const options = await passkeys.creation(
        caller.account,
        username,
        have.map(({ id }) => id),
      );
      return done({ options: { ...options } });
    },

    passkeyAdd: (call) => passkeyAdd(ports, call),

    async passkeyRename({ caller, request }) {
      const renamed = await db
        .updateTable('passkey')
        .set({ name: request.name })
        .where('id', '=', request.id)
        .where('account', '=', caller.account)
        .returning('id')
        .executeTakeFirst();
      return renamed === undefined ? refuse('not-found', 'no such passkey') : done({});
    },

    passkeyRemove: (call) => passkeyRemove(ports, call),

    async passkeyAsk({ prefix }) {
      const over = limits.over('login.prefix', networkOf(prefix));
      return over ?? done({ options: { ...(await passkeys.request()) } });
    },

    passkeyLogin: (call) => passkeyLogin(ports, call),
  };
}

async function passkeyAdd(ports: PasskeyRoutePorts, { caller, request }: Call<'passkeyAdd'>) {
  const { account, device } = caller;
  const proven = ports.passwordAgain(account, request.password);
  if (!proven.ok) return proven;
  const made = await ports.passkeys.created(account, request.response);
  if (made === undefined) return refuse('malformed', 'not a new passkey');
  const { name, vault } = request;
  const stored = await ports.db.transaction().execute(async (tx) => {
    const moved = vault === undefined ? done(undefined) : await storeNextVault(tx, account, vault);
    if (!moved.ok) return moved;
    await tx
      .insertInto('passkey')
      .values(rowOf(made, account, name, ports.passkeys.today()))
      .execute();
    return done({});
  });
  if (!stored.ok) return stored;
  await ports.events.note(account, 'passkey-added', { device });
  if (vault !== undefined) ports.onVaultChanged(account);
  return stored;
}

const rowOf = ({ id, publicKey, counter }: StoredPasskey, account: AccountId, name: string, today: number) => ({
  id,
  account,
  public_key: publicKey,
  counter,
  name,
  created_at: today,
  used_at: today,
});

async function passkeyRemove(ports: PasskeyRoutePorts, { caller, request }: Call<'passkeyRemove'>) {
  const { account, device } = caller;
  const proven = ports.passwordAgain(account, request.password);
  if (!proven.ok) return proven;
  const { id, vault } = request;
  const removed = await ports.db.transaction().execute(async (tx) => {
    const moved = vault === undefined ? done(undefined) : await storeNextVault(tx, account, vault);
    if (!moved.ok) return moved;
    await tx.deleteFrom('passkey').where('id', '=', id).where('account', '=', account).execute();
    return done({});
  });
  if (!removed.ok) return removed;
  await ports.events.note(account, 'passkey-removed', { device });
  if (vault !== undefined) ports.onVaultChanged(account);
  return removed;
}

async function passkeyLogin(ports: PasskeyRoutePorts, call: Call<'passkeyLogin'>) {
  const { db, passkeys, sessions, events } = ports;
  const { request, prefix } = call;
  const over = ports.limits.over('login.fail', networkOf(prefix));
  if (over !== undefined) return over;
  const row = await db
    .selectFrom('passkey')
    .innerJoin('account', 'account.id', 'passkey.account')
    .select(['passkey.id', 'passkey.account', 'passkey.public_key', 'passkey.counter', 'account.username'])
    .where('passkey.id', '=', request.response.id)
    .where('account.successor', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return notThis;
  const { id, account, username } = row;
  const counter = await passkeys.answered({ id, publicKey: row.public_key, counter: row.counter }, request.response);
  if (counter === undefined) return notThis;
  ports.guard.finished(prefix);
  await db.updateTable('passkey').set({ counter, used_at: passkeys.today() }).where('id', '=', id).execute();
  await events.note(account, 'log-in', { network: networkOf(prefix) });
  return started(call, { account, username, device: null }, await sessions.start(db, account, null), ports.guard);
}

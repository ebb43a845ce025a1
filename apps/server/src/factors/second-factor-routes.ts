/** Turning the second factor on and off, and asking for it at the log-in. */
import type { AccountId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import type { MailPorts } from '../mail/routes.ts';
import { done, refuse, type Refusal } from '../outcome.ts';
import type { SecurityEvents } from '../security/events.ts';
import { otpUri, type SecondFactor } from './second-factor.ts';

export interface SecondFactorPorts {
  readonly db: Db;
  readonly limits: Limits;
  readonly events: SecurityEvents;
  readonly secondFactor: SecondFactor;
  readonly serverName: string;
  readonly username: (account: AccountId) => Promise<string | undefined>;
  readonly passwordAgain: MailPorts['passwordAgain'];
}

const wrong = refuse('second-factor-wrong', 'the code is wrong or was used');

export function secondFactorRoutes(
  ports: SecondFactorPorts,
): Pick<Handlers, 'secondFactor' | 'secondFactorBegin' | 'secondFactorOn' | 'secondFactorOff'> {
  const { db, limits, events, secondFactor } = ports;
  return {
    secondFactor: async ({ caller }) => done(await secondFactor.state(db, caller.account)),

    async secondFactorBegin({ caller, request }) {
      const proven = ports.passwordAgain(caller.account, request.password);
      if (!proven.ok) return proven;
      if ((await secondFactor.state(db, caller.account)).on) return refuse('conflict', 'it is on');
      const secret = await secondFactor.begin(db, caller.account);
      return done({ secret, uri: otpUri(secret, ports.serverName, (await ports.username(caller.account)) ?? '') });
    },

    async secondFactorOn({ caller, request }) {
      const { account, device } = caller;
      const over = limits.over('login.code', account);
      if (over !== undefined) return over;
      if ((await secondFactor.state(db, account)).on) return refuse('conflict', 'it is on');
      const backupCodes = await db.transaction().execute((tx) => secondFactor.turnOn(tx, account, request.code));
      if (backupCodes === undefined) return wrong;
      await events.note(account, 'second-factor-on', { device });
      return done({ backupCodes });
    },

    async secondFactorOff({ caller, request }) {
      const { account, device } = caller;
      const proven = ports.passwordAgain(account, request.password);
      if (!proven.ok) return proven;
      await db.transaction().execute((tx) => secondFactor.turnOff(tx, account));
      await events.note(account, 'second-factor-off', { device });
      return done({});
    },
  };
}

/** Undefined: nothing is asked for, or the code is right. Only after the password was proven. */
export async function askSecondFactor(
  { db, limits, events, secondFactor }: Pick<SecondFactorPorts, 'db' | 'limits' | 'events' | 'secondFactor'>,
  account: AccountId,
  code: string | undefined,
): Promise<Refusal | undefined> {
  if (!(await secondFactor.state(db, account)).on) return undefined;
  if (code === undefined) return refuse('second-factor', 'a code is asked for');
  const over = limits.over('login.code', account);
  if (over !== undefined) return over;
  const verdict = await db.transaction().execute((tx) => secondFactor.check(tx, account, code));
  if (verdict === 'backup') await events.note(account, 'backup-code-used');
  return verdict === 'wrong' ? wrong : undefined;
}

/**
 * Registration and login by OPAQUE. A login that knows a device proves it with the device's key and is that device at once; any other gets
 * a session that may only enrol. Limits count login starts: with OPAQUE a wrong password shows on the guesser's side alone.
 */
import { LABEL, utf8, type RouteParsed, type Username } from '@alcove/protocol';
import { isUniqueViolation } from '../database/storage-errors.ts';
import type { Db } from '../database/schema.ts';
import { admitList, type AdmittedList } from '../devices/admit-list.ts';
import type { Devices } from '../devices/devices.ts';
import type { SecondFactor } from '../factors/second-factor.ts';
import { askSecondFactor } from '../factors/second-factor-routes.ts';
import type { Call, Handlers } from '../http/api-routes.ts';
import { networkOf } from '../limits/address-prefix.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { Sessions, StartedSession } from '../sessions/sessions.ts';
import type { SecurityEvents } from '../security/events.ts';
import { verifySigned } from '../signature.ts';
import { finishPassword } from './finish-password.ts';
import { insertAccount } from './insert-account.ts';
import { started } from './started.ts';
import type { LoginGuard } from './login-guard.ts';
import type { Logins } from './logins.ts';
import type { OpaqueServer } from './opaque.ts';

export interface AccountPorts {
  readonly db: Db;
  readonly opaque: OpaqueServer;
  readonly logins: Logins;
  readonly sessions: Sessions;
  readonly devices: Devices;
  readonly limits: Limits;
  readonly guard: LoginGuard;
  readonly events: SecurityEvents;
  readonly secondFactor: SecondFactor;
  readonly registration: 'open' | 'closed';
  readonly now: () => number;
}

export function accountRoutes(
  ports: AccountPorts,
): Pick<Handlers, 'registerStart' | 'registerFinish' | 'loginStart' | 'loginFinish'> {
  return {
    registerStart: (call) => registerStart(ports, call),
    registerFinish: (call) => registerFinish(ports, call),
    loginStart: (call) => loginStart(ports, call),
    loginFinish: (call) => loginFinish(ports, call),
  };
}

const registrationClosed = refuse('registration-closed', 'this server takes no new accounts');
const usernameTaken = refuse('username-taken', 'the name is taken');

const accountOf = (db: Db, username: Username) =>
  db.selectFrom('account').select(['id', 'opaque_record']).where('username', '=', username).executeTakeFirst();

/**
 * Also a name that belonged to a deleted account: whoever knew that person must not meet somebody else under it. The name of one that was
 * started anew is with the account that follows it.
 */
async function isTaken(db: Db, username: Username): Promise<boolean> {
  const holder = await db
    .selectFrom('account')
    .select('id')
    .where((e) => e.or([e('username', '=', username), e('former_username', '=', username)]))
    .executeTakeFirst();
  return holder !== undefined;
}

async function registerStart(
  { db, opaque, limits, registration }: AccountPorts,
  { request, prefix }: Call<'registerStart'>,
) {
  const over = limits.over('directory.lookup', prefix);
  if (over !== undefined) return over;
  if (registration === 'closed') return registrationClosed;
  if (await isTaken(db, request.username)) return usernameTaken;
  const registrationResponse = opaque.registrationResponse(request.username, request.registrationRequest);
  return registrationResponse === undefined
    ? refuse('malformed', 'registrationRequest')
    : done({ registrationResponse });
}

async function registerFinish(ports: AccountPorts, call: Call<'registerFinish'>) {
  const { request, prefix } = call;
  const { account, username } = request;
  if (ports.registration === 'closed') return registrationClosed;
  const over = ports.limits.over('register', prefix);
  if (over !== undefined) return over;
  const { device, kind, list } = request.device;
  const admitted = admitList(list, null, { account, username, adds: { device, kind } });
  if (!admitted.ok) return admitted;
  const created = await createAccount(ports, request, admitted.value);
  return created.ok ? started(call, { account, username, device }, created.value, ports.guard) : created;
}

async function createAccount(
  { db, sessions, devices, now }: AccountPorts,
  request: RouteParsed<'registerFinish'>,
  admitted: AdmittedList,
): Promise<Outcome<StartedSession>> {
  const { account, username } = request;
  try {
    return await db.transaction().execute(async (tx) => {
      if (await isTaken(tx, username)) return usernameTaken;
      await insertAccount(tx, { devices, now }, request, admitted);
      return done(await sessions.start(tx, account, request.device.device));
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('conflict', 'the account or device id is taken');
    throw error;
  }
}

async function loginStart({ db, opaque, guard, logins }: AccountPorts, { request, prefix }: Call<'loginStart'>) {
  const { username, startLoginRequest, known } = request;
  const account = await accountOf(db, username);
  const over = await guard.over({ username, account: account?.id ?? null, prefix }, known);
  if (over !== undefined) return over;
  const answer = opaque.startLogin(username, account?.opaque_record ?? null, startLoginRequest);
  if (answer === undefined) return refuse('malformed', 'startLoginRequest');
  const loginId = logins.open({ username, account: account?.id ?? null, state: answer.state, prefix });
  return done({ loginId, loginResponse: answer.response });
}

async function loginFinish(ports: AccountPorts, call: Call<'loginFinish'>) {
  const { sessions, devices, db } = ports;
  const { loginId, finishLoginRequest, device: claim } = call.request;
  const proven = finishPassword(ports, { loginId, finishLoginRequest });
  if (!proven.ok) return proven;
  const { account, username } = proven.value;
  if (claim !== undefined) {
    const key = await devices.activeKey(account, claim.device);
    if (key === undefined || !verifySigned(LABEL.deviceProof, key, utf8(loginId), claim.proof)) {
      return refuse('invalid-signature', 'device proof');
    }
  } else {
    const asked = await askSecondFactor(ports, account, call.request.code);
    if (asked !== undefined) return asked;
  }
  const device = claim?.device ?? null;
  if (device !== null) await ports.events.note(account, 'log-in', { network: networkOf(call.prefix), device });
  return started(call, { account, username, device }, await sessions.start(db, account, device), ports.guard);
}

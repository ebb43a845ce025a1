/**
 * The end of an account, by its owner's password and the identity key's own word: the last device list, which has no device. What the
 * account kept here goes in the same transaction. Its lists stay, and the name in them, because those who shared a room with it
 * must be able to see that every key in them is over; entries in rooms belong to the rooms.
 */
import type { AccountId, DeviceId, RouteParsed, SessionId, Username } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import { admitList } from '../devices/admit-list.ts';
import type { Devices } from '../devices/devices.ts';
import type { SecondFactor } from '../factors/second-factor.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Addresses } from '../mail/addresses.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { Sessions } from '../sessions/sessions.ts';

export interface DeletionPorts {
  readonly db: Db;
  readonly devices: Devices;
  readonly addresses: Addresses;
  readonly secondFactor: SecondFactor;
  readonly sessions: Sessions;
  readonly now: () => number;
  readonly passwordAgain: (account: AccountId, again: RouteParsed<'setEmail'>['password']) => Outcome<undefined>;
  readonly onListChanged: (account: AccountId, seq: number, revoked: readonly DeviceId[]) => Promise<void>;
}

/** Tables in which a row belongs to one account alone. */
const OWN = [
  'vault',
  'record',
  'archive_root',
  'archive_room',
  'archive_segment',
  'mail_token',
  'passkey',
  'password_request',
  'security_event',
  'mark',
] as const;

export function deletionRoutes(ports: DeletionPorts): Pick<Handlers, 'deleteAccount'> {
  const { db, devices, passwordAgain, onListChanged } = ports;
  return {
    async deleteAccount({ caller, request }) {
      const { account } = caller;
      const proven = passwordAgain(account, request.password);
      if (!proven.ok) return proven;
      const ended = await db.transaction().execute(async (tx) => {
        const stored = await devices.newest(tx, account);
        if (stored === undefined) return refuse('unauthorized', 'no account');
        const { username } = stored;
        const admitted = admitList(request.list, stored, { account, username, adds: null });
        if (!admitted.ok) return admitted;
        const { list } = admitted.value;
        if (list.devices.length > 0) return refuse('malformed', 'the last list has no device');
        const revoked = await devices.store(tx, admitted.value, ports.now());
        const sessions = await erase(tx, ports, account, username);
        return done({ seq: list.seq, revoked, sessions });
      });
      if (!ended.ok) return ended;
      const { seq, revoked, sessions } = ended.value;
      ports.sessions.ended(sessions);
      await onListChanged(account, seq, revoked);
      return done({});
    },
  };
}

async function erase(
  tx: Db,
  { addresses, secondFactor }: DeletionPorts,
  account: AccountId,
  username: Username,
): Promise<SessionId[]> {
  for (const table of OWN) await tx.deleteFrom(table).where('account', '=', account).execute();
  await addresses.remove(tx, account);
  await secondFactor.turnOff(tx, account);
  await tx.updateTable('device').set({ added_at: null }).where('account', '=', account).execute();
  await tx
    .updateTable('account')
    // Nobody can log in to it, and nobody else gets its name (accounts/routes.ts).
    .set({
      username: `~${account}` as Username,
      former_username: username,
      opaque_record: '',
      created_at: 0,
      language: null,
    })
    .where('id', '=', account)
    .execute();
  const sessions = await tx.deleteFrom('session').where('account', '=', account).returning('id').execute();
  return sessions.map(({ id }) => id);
}

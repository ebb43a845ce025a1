/**
 * Enrolment: a session that may do nothing else brings the device list that introduces its device, and is that device from then on. Or it
 * turns out to be a device that the account has: one whose own copy of the vault was too old to prove it at the log-in.
 */
import { LABEL, utf8, type AccountId, type DeviceId } from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import { done, refuse } from '../outcome.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { verifySigned } from '../signature.ts';
import { admitList } from './admit-list.ts';
import type { Devices } from './devices.ts';

export function deviceRoutes(ports: {
  readonly db: Db;
  readonly devices: Devices;
  readonly sessions: Sessions;
  readonly onListChanged: (account: AccountId, seq: number, revoked: readonly DeviceId[]) => Promise<void>;
}): Pick<Handlers, 'enrol' | 'deviceBack'> {
  const { db, devices, sessions, onListChanged } = ports;
  return {
    async deviceBack({ caller, request }) {
      const { account, session } = caller;
      const { device, proof } = request;
      if (caller.device !== null && caller.device !== device) return refuse('conflict', 'the session has a device');
      const key = await devices.activeKey(account, device);
      if (key === undefined || !verifySigned(LABEL.deviceProof, key, utf8(session), proof))
        return refuse('invalid-signature', 'device proof');
      const username = await devices.username(account);
      if (username === undefined) return refuse('unauthorized', 'no account');
      await sessions.bind(db, session, device);
      return done({ account, username, session, scope: 'device' as const });
    },

    async enrol({ caller, request }) {
      const { account, session } = caller;
      const { device, kind } = request;
      const enrolled = await db.transaction().execute(async (tx) => {
        const stored = await devices.newest(tx, account);
        if (stored === undefined) return refuse('unauthorized', 'no account');
        const { username } = stored;
        const reply = { account, username, session, scope: 'device' as const };
        // The first answer was lost: the session is that device already.
        if (caller.device === device) return done({ reply, seq: null, revoked: [] });
        if (caller.device !== null) return refuse('conflict', 'the session has a device');
        const admitted = admitList(request.list, stored, { account, username, device, kind });
        if (!admitted.ok) return admitted;
        if (await devices.isTaken(tx, device)) return refuse('conflict', 'the device id is taken');
        const revoked = await devices.store(tx, admitted.value);
        await sessions.bind(tx, session, device);
        return done({ reply, seq: admitted.value.list.seq, revoked });
      });
      if (!enrolled.ok) return enrolled;
      const { reply, seq, revoked } = enrolled.value;
      if (seq !== null) await onListChanged(account, seq, revoked);
      return done(reply);
    },
  };
}

/**
 * How an account's devices change: a session that may do nothing else brings the list that introduces its device, or says that it is a
 * device which another one listed; a device that is in publishes the next list. What a list revokes is gone when the answer leaves.
 */
import {
  LABEL,
  toBase64url,
  utf8,
  type AccountId,
  type DeviceId,
  type SessionId,
  type StoredVault,
} from '@alcove/protocol';
import type { Db } from '../database/schema.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { verifySigned } from '../signature.ts';
import { admitList, type AdmittedList } from './admit-list.ts';
import { readVault, storeNextVault } from '../vault/vaults.ts';
import type { Devices } from './devices.ts';

export interface DevicePorts {
  readonly db: Db;
  readonly devices: Devices;
  readonly sessions: Sessions;
  readonly limits: Limits;
  readonly now: () => number;
  /** The session is a device now. */
  readonly onBound: (session: SessionId) => void;
  /** What the device brings to its next log-in. */
  readonly knownToken: (account: AccountId, device: DeviceId) => string;
  /** A device came in, new or known; from where, for the owner to read. */
  readonly onIn: (kind: 'new-device' | 'log-in', account: AccountId, device: DeviceId, prefix: string) => Promise<void>;
  readonly onVaultChanged: (account: AccountId) => void;
  /** `by`: the device that published it. */
  readonly onListChanged: (
    account: AccountId,
    seq: number,
    revoked: readonly DeviceId[],
    by: DeviceId,
  ) => Promise<void>;
}

type Routes =
  | 'enrol'
  | 'deviceBack'
  | 'publishDeviceList'
  | 'devices'
  | 'unlockShare'
  | 'endUnenrolled'
  | 'deviceRemoval';

const taken = refuse('conflict', 'the device id is taken');

export function deviceRoutes(ports: DevicePorts): Pick<Handlers, Routes> {
  const { devices, sessions, limits } = ports;
  return {
    ...comingIn(ports),
    publishDeviceList: publishing(ports),

    async devices({ caller }) {
      const known = await devices.days(caller.account);
      return done({ devices: known, unenrolled: await sessions.unenrolled(caller.account) });
    },

    async unlockShare({ caller }) {
      const over = limits.over('vault.unlock', caller.device);
      if (over !== undefined) return over;
      const share = await devices.unlockShare(caller.account, caller.device);
      return share === undefined ? refuse('not-found', 'no such device') : done({ share: toBase64url(share) });
    },

    async endUnenrolled({ caller }) {
      await sessions.endUnenrolled(caller.account);
      return done({});
    },

    async deviceRemoval({ request, prefix }) {
      const over = limits.over('directory.lookup', prefix);
      if (over !== undefined) return over;
      const removal = await devices.removal(request.device, request.after);
      if (removal === undefined || !verifySigned(LABEL.deviceRemoval, removal.key, utf8(request.device), request.proof))
        return refuse('not-found', 'no such removal');
      return done({ account: removal.account, lists: removal.lists.map(toBase64url) });
    },
  };
}

function comingIn(ports: DevicePorts): Pick<Handlers, 'enrol' | 'deviceBack'> {
  const { db, devices, sessions, now, onBound, onListChanged } = ports;
  return {
    async deviceBack({ caller, request, prefix }) {
      const { account, session } = caller;
      const { device, proof } = request;
      if (caller.device !== null && caller.device !== device) return refuse('conflict', 'the session has a device');
      const key = await devices.activeKey(account, device);
      if (key === undefined || !verifySigned(LABEL.deviceProof, key, utf8(session), proof))
        return refuse('invalid-signature', 'device proof');
      const username = await devices.username(account);
      if (username === undefined) return refuse('unauthorized', 'no account');
      await sessions.bind(db, session, device);
      onBound(session);
      await ports.onIn('log-in', account, device, prefix);
      const knownToken = ports.knownToken(account, device);
      return done({ account, username, session, scope: 'device' as const, knownToken });
    },

    async enrol({ caller, request, prefix }) {
      const { account, session } = caller;
      const { device, kind } = request;
      const enrolled = await db.transaction().execute(async (tx) => {
        const stored = await devices.newest(tx, account);
        if (stored === undefined) return refuse('unauthorized', 'no account');
        const { username } = stored;
        const knownToken = ports.knownToken(account, device);
        const reply = { account, username, session, scope: 'device' as const, knownToken };
        // The first answer was lost: the session is that device already.
        if (caller.device === device) return done({ reply, seq: null, revoked: [] });
        if (caller.device !== null) return refuse('conflict', 'the session has a device');
        const admitted = admitList(request.list, stored, { account, username, adds: { device, kind } });
        if (!admitted.ok) return admitted;
        if (await devices.isTaken(tx, device)) return taken;
        const revoked = await devices.store(tx, admitted.value, now());
        await sessions.bind(tx, session, device);
        return done({ reply, seq: admitted.value.list.seq, revoked });
      });
      if (!enrolled.ok) return enrolled;
      const { reply, seq, revoked } = enrolled.value;
      onBound(session);
      if (seq !== null) {
        await ports.onIn('new-device', account, device, prefix);
        await onListChanged(account, seq, revoked, device);
      }
      return done(reply);
    },
  };
}

function publishing({
  db,
  devices,
  limits,
  now,
  onVaultChanged,
  onListChanged,
}: DevicePorts): Handlers['publishDeviceList'] {
  return async ({ caller, request, setCookie }) => {
    const { account } = caller;
    const over = limits.over('device.list', account);
    if (over !== undefined) return over;
    const published = await db.transaction().execute(async (tx) => {
      const stored = await devices.newest(tx, account);
      if (stored === undefined) return refuse('unauthorized', 'no account');
      // Between the look at the session and now, another list may have removed the device that asks.
      if (stored.devices.get(caller.device)?.revoked !== false) return refuse('unauthorized', 'the device was removed');
      const admitted = admitList(request.list, stored, { account, username: stored.username, adds: null });
      if (!admitted.ok) return admitted;
      const fresh = admitted.value.list.devices.filter(({ device }) => !stored.devices.has(device));
      for (const { device } of fresh) if (await devices.isTaken(tx, device)) return taken;
      const moved = request.vault === undefined ? null : await moveVault(tx, account, request.vault);
      if (moved?.ok === false) return moved;
      const revoked = await devices.store(tx, admitted.value, now());
      return done<{ admitted: AdmittedList; revoked: DeviceId[] }>({ admitted: admitted.value, revoked });
    });
    if (!published.ok) return published;
    const { seq } = published.value.admitted.list;
    if (request.vault !== undefined) onVaultChanged(account);
    await onListChanged(account, seq, published.value.revoked, caller.device);
    // It took itself out: what showed its session is of no use to it any more.
    if (published.value.revoked.includes(caller.device)) setCookie(null);
    return done({ seq });
  };
}

/** Whoever found a device open may not change what opens the vault: that needs the password (vault/routes.ts). */
async function moveVault(tx: Db, account: AccountId, vault: StoredVault): Promise<Outcome<unknown>> {
  const stored = await readVault(tx, account);
  if (JSON.stringify(stored?.wraps) !== JSON.stringify(vault.wraps)) return refuse('conflict', 'other ways in');
  return storeNextVault(tx, account, vault);
}

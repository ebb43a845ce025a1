/** What a hostile server can do about a new password that a device sets without the old one: C13, C17, C30 of docs/security/claims.md. */
import {
  inventRequest,
  openHostileHouse,
  otherRegistration,
  rollBackVault,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceId } from '@alcove/protocol';

const FRESH = 'an entirely different lantern';
let hostile: HostileHouse;
let ana: Resident;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
});
afterAll(() => hostile.close());

const meOf = async (who: Resident): Promise<DeviceId> => {
  const { me } = await until(who.client, 'app', null, (app) => app.me !== null && app.connection.state === 'online');
  if (me === null) throw new Error('nobody is in');
  return me.device;
};
const requestOf = async (who: Resident) => (await until(who.client, 'app', null, () => true)).password.request;
const opens = async (password: string): Promise<boolean> => {
  const device = await hostile.device('ana-later');
  const into = await device.client.logIn({ username: 'ana', password });
  await device.close();
  return into.ok;
};

test('[V08] a request that no device of the account made is none: nobody is alarmed, and nothing is set by it', async () => {
  const mine = await meOf(ana);
  hostile.server.begin(inventRequest(mine, (made) => ({ ...made, challenge: 'a challenge of its own' })));
  await ana.reopen();
  await meOf(ana);
  expect(await ana.client.setNewPassword(FRESH)).toMatchObject({ code: 'request-over' });
  expect(await requestOf(ana)).toBeNull();
  hostile.server.stopAttack();
  expect(await opens(PASSWORD)).toBe(true);
});

test('a vault is wrapped for the password that was typed, made with the server that was known, and for the newest vault: else for none', async () => {
  const cleo = await hostile.person('cleo');
  const first = hostile.server.world.vaults.at(-1);
  if (first === undefined) throw new Error('no vault');
  expect((await cleo.client.changePassword({ current: PASSWORD, fresh: FRESH })).ok).toBe(true);
  expect((await cleo.client.askNewPassword()).ok).toBe(true);
  const sent = hostile.server.world.vaults.length;
  const set = () => cleo.client.setNewPassword('a third one, and quite long');
  hostile.server.begin(otherRegistration());
  expect(await set()).toMatchObject({ code: 'server-garbage', detail: 'opaque' });
  hostile.server.stopAttack();
  hostile.server.begin(rollBackVault(first));
  expect(await set()).toMatchObject({ code: 'vault-rolled-back' });
  hostile.server.stopAttack();
  expect(hostile.server.world.vaults).toHaveLength(sent);
  // With the truth it goes all the way, to a day that is not over.
  expect(await set()).toMatchObject({ code: 'rate-limited' });
  await cleo.close();
});

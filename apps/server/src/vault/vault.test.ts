import { expect, test } from 'vitest';
import { toBase64url } from '@alcove/protocol';
import { openHouse, type Person } from '../testing/house.ts';
import { newPassword } from '../testing/new-password.ts';
import { random } from '../testing/signer.ts';

const vaultOf = (version: number) => ({
  version,
  sealed: toBase64url(random(100)),
  wraps: [{ kind: 'recovery' as const, sealed: toBase64url(random(48)), proofKey: toBase64url(random(32)) }],
  prev: toBase64url(random(32)),
  tag: toBase64url(random(32)),
});
const change = async (person: Person, vault: ReturnType<typeof vaultOf>, registrationRecord?: string) =>
  person.call('changeAccess', {
    by: { password: await person.passwordAgain() },
    vault,
    ...(registrationRecord === undefined ? {} : { registrationRecord }),
  });

test('the vault comes back as it was put, and is replaced only by whoever saw the version before', async () => {
  const house = await openHouse();
  const ana = await house.person();
  expect(await change(ana, vaultOf(1))).toMatchObject({
    status: 409,
    error: { code: 'conflict', details: { version: 1 } },
  });
  expect(await change(ana, vaultOf(3))).toMatchObject({ error: { code: 'conflict' } });
  const second = vaultOf(2);
  const racing = await Promise.all([second, vaultOf(2), vaultOf(2)].map((vault) => change(ana, vault)));
  expect(racing.filter((r) => r.ok)).toHaveLength(1);
  expect(await ana.call('vault', {})).toMatchObject({ value: { version: 2 } });
});

test('the same version again is done already: its first answer was lost', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const second = vaultOf(2);
  expect(await change(ana, second)).toMatchObject({ ok: true });
  expect(await change(ana, second)).toMatchObject({ ok: true });
  expect(await ana.call('vault', {})).toMatchObject({ value: second });
});

test('a new password is one with its vault: with a version that loses, the old one stays', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const fresh = await newPassword(ana, 'a quite different password');
  expect(await change(ana, vaultOf(7), fresh)).toMatchObject({ error: { code: 'conflict' } });
  expect(await ana.logIn()).toMatchObject({ ok: true });
  const wire = await ana.connect();
  expect(await change(ana, vaultOf(2), fresh)).toMatchObject({ ok: true });
  expect(await wire.wait('account-changed')).toMatchObject({ what: 'vault' });
  expect(await ana.logIn()).toMatchObject({ error: { code: 'login-failed' } });
  expect(await ana.logIn('a quite different password')).toMatchObject({ ok: true });
});

test('nobody changes what opens the account without its password', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const vault = vaultOf(2);
  const by = (password: { loginId: string; finishLoginRequest: string }) =>
    ana.call('changeAccess', { by: { password }, vault });
  expect(await by(await ben.passwordAgain())).toMatchObject({ error: { code: 'login-failed' } });
  const { loginId } = await ana.passwordAgain();
  expect(await by({ loginId, finishLoginRequest: toBase64url(random(64)) })).toMatchObject({
    error: { code: 'login-failed' },
  });
  const once = await ana.passwordAgain();
  expect(await by(once)).toMatchObject({ ok: true });
  expect(await ana.call('changeAccess', { by: { password: once }, vault: vaultOf(3) })).toMatchObject({
    error: { code: 'login-expired' },
  });
});

test('a device that came back without its proof shows it afterwards', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const started = await ana.logIn(ana.password, null);
  if (!started.ok) throw new Error(started.error.code);
  const known = ana.device;
  ana.take(started.value);
  const { session } = started.value;
  expect(await ana.call('deviceBack', { device: known.id, proof: ben.proofOf(session) })).toMatchObject({
    error: { code: 'invalid-signature' },
  });
  expect(await ana.call('deviceBack', { device: known.id, proof: ana.proofOf(session) })).toMatchObject({
    value: { scope: 'device', session },
  });
  expect(await ana.call('ticket', { chain: ana.chain })).toMatchObject({ ok: true });
});

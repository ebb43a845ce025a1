import { expect, test } from 'vitest';
import { toBase64url } from '@alcove/protocol';
import { openHouse } from '../testing/house.ts';
import { random } from '../testing/signer.ts';

test('200 claims at once get 200 different packages, and the next one the last resort', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  await ben.uploadKeyPackages(200, true);
  await ana.token();
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => ana.call('claimKeyPackages', { account: ben.account })),
  );
  const bodies = answers.flatMap((a) => (a.ok ? a.value.packages.map((p) => p.body) : []));
  expect(new Set(bodies).size).toBe(200);
  expect(answers.every((a) => a.ok && a.value.packages.every((p) => !p.lastResort))).toBe(true);
  for (let i = 0; i < 2; i++) {
    expect(await ana.call('claimKeyPackages', { account: ben.account })).toMatchObject({
      value: { packages: [{ device: ben.device.id, lastResort: true }] },
    });
  }
});

test('the owner is told when fewer than half are left, and again when it comes back', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  await ben.uploadKeyPackages(4);
  const wire = await ben.connect();
  await ana.call('claimKeyPackages', { account: ben.account });
  await ana.call('claimKeyPackages', { account: ben.account });
  await wire.settle();
  expect(wire.of('key-packages-low')).toEqual([]);
  await ana.call('claimKeyPackages', { account: ben.account });
  expect(await wire.wait('key-packages-low')).toMatchObject({ left: 1 });
  wire.close();
  expect(await (await ben.connect()).wait('key-packages-low')).toMatchObject({ left: 1 });
});

test('expired packages are not handed out, repeated ones count once, a device gets none of its own', async () => {
  let now = Date.now();
  const house = await openHouse({}, { now: () => now });
  const [ana, ben] = [await house.person(), await house.person()];
  const one = {
    ref: toBase64url(random(16)),
    body: toBase64url(random(40)),
    lastResort: false,
    notAfter: Math.floor(now / 1000) + 60,
  };
  expect(await ben.call('uploadKeyPackages', { packages: [one, one] })).toMatchObject({ value: { left: 1 } });
  expect(await ben.call('claimKeyPackages', { account: ben.account })).toMatchObject({
    error: { code: 'no-key-package' },
  });
  now += 61_000;
  expect(await ana.call('claimKeyPackages', { account: ben.account })).toMatchObject({
    error: { code: 'no-key-package' },
  });
});

test('draining one person’s packages is limited per pair', async () => {
  const house = await openHouse({
    limits: { preset: 'off', overrides: { 'keypackage.fetch': { limit: 1, windowSeconds: 600, burst: 6 } } },
  });
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  await ben.uploadKeyPackages(10);
  for (let i = 0; i < 6; i++)
    expect(await ana.call('claimKeyPackages', { account: ben.account })).toMatchObject({ ok: true });
  expect(await ana.call('claimKeyPackages', { account: ben.account })).toMatchObject({ status: 429 });
  expect(await cleo.call('claimKeyPackages', { account: ben.account })).toMatchObject({ ok: true });
});

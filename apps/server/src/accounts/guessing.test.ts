/** C39: guessing is slowed down, and nobody is kept out of their own account by it. */
import { expect, test } from 'vitest';
import { networkOf } from '../limits/address-prefix.ts';
import { openHouse, type House, type Person } from '../testing/house.ts';

const MINUTE_MS = 60_000;
let now = Date.now();
const guarded = (): Promise<House> =>
  openHouse(
    {
      trustedProxies: ['127.0.0.1'],
      limits: {
        preset: 'off',
        overrides: {
          'login.start': { limit: 5, windowSeconds: 300 },
          'login.fail': { limit: 10, windowSeconds: 900 },
          'login.known': { limit: 10, windowSeconds: 300 },
        },
      },
    },
    { now: () => now },
  );
const from = (address: string) => ({ 'x-forwarded-for': address });
const guess = async (person: Person, address: string) => person.startLogin('a guess', from(address));

test('five starts in five minutes, from one address, for one name', async () => {
  const house = await guarded();
  const ana = await house.person();
  for (let i = 0; i < 5; i++) expect(await guess(ana, '203.0.113.1')).toMatchObject({ ok: true });
  expect(await guess(ana, '203.0.113.1')).toMatchObject({ status: 429, error: { code: 'rate-limited' } });
  expect(await guess(ana, '203.0.113.2')).toMatchObject({ ok: true });
});

test('ten unfinished from one network hold it off, twice as long the next time; others come in', async () => {
  const house = await guarded();
  const ana = await house.person();
  const held = async (address: string): Promise<number | null> => {
    const begun = await guess(ana, address);
    return begun.ok ? null : (begun.error.retryAfter ?? 0);
  };
  for (let i = 1; i <= 10; i++) expect(await held(`198.51.100.${String(i)}`)).toBeNull();
  expect(await held('198.51.100.200')).toBe(15 * 60);
  expect(await held('198.51.101.1')).toBeNull();
  // Not even somebody with the right password, who cannot be told from the others.
  expect(await ana.startLogin(ana.password, from('198.51.100.77'))).toMatchObject({ status: 429 });
  now += 15 * MINUTE_MS;
  expect(await held('198.51.100.201')).toBe(30 * 60);
});

test('finished log-ins do not count', async () => {
  const house = await guarded();
  for (let i = 0; i < 12; i++) {
    const person = await house.person();
    expect(await person.logIn()).toMatchObject({ ok: true });
  }
});

test('a device of the account has a lane of its own, whoever guesses meanwhile; a false token has none [C39]', async () => {
  const house = await guarded();
  const [ana, ben] = [await house.person(), await house.person()];
  const known = { device: ana.device.id, token: ana.knownToken };
  const bens = { device: ben.device.id, token: ben.knownToken };
  // A crowd on a thousand networks, and on hers.
  for (let i = 0; i < 1_000; i++) await guess(ana, `10.${String(i >> 8)}.${String(i & 255)}.1`);
  for (let i = 0; i < 30; i++) await guess(ana, '192.0.2.9');
  expect(await guess(ana, '192.0.2.9')).toMatchObject({ status: 429 });
  expect(await ana.startLogin(ana.password, from('192.0.2.9'), known)).toMatchObject({ ok: true });
  for (const token of [{ ...known, token: 'A'.repeat(43) }, { ...known, device: ben.device.id }, bens])
    expect(await ana.startLogin(ana.password, from('192.0.2.9'), token)).toMatchObject({ status: 429 });
  // The lane is slow as well: a stolen token opens nothing and guesses no faster.
  for (let i = 0; i < 9; i++) await ana.startLogin('a guess', from('192.0.2.9'), known);
  expect(await ana.startLogin(ana.password, from('192.0.2.9'), known)).toMatchObject({ status: 429 });
});

test('the owner reads what happened: minutes and marks, no address', async () => {
  const house = await guarded();
  const ana = await house.person();
  await guess(ana, '203.0.113.7');
  await guess(ana, '203.0.113.8');
  now += 2 * MINUTE_MS;
  // What ran out is noticed by the next start.
  await guess(ana, '198.51.100.7');
  await ana.logIn();
  await expect
    .poll(async () => {
      const read = await ana.call('securityEvents', {});
      return read.ok ? read.value.events.map(({ kind, count }) => `${kind} ${String(count)}`) : [];
    })
    .toEqual(['log-in 1', 'failed 2']);
  const read = await ana.call('securityEvents', {});
  if (!read.ok) throw new Error(read.error.code);
  for (const { at, network } of read.value.events) {
    expect(at % MINUTE_MS).toBe(0);
    expect(network).toMatch(/^[\w-]{10}$/);
  }
  expect(read.value.events[0]?.network).toBe(read.value.here);
  expect(JSON.stringify(read.value)).not.toContain('203.0.113');
});

test('a network is what one attacker spreads over cheaply', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.0/24');
  expect(networkOf('2001:db8:1:2ff::/64')).toBe('2001:db8:1:200::/56');
  expect(networkOf('2001:db8:1:1ff::/64')).toBe(networkOf('2001:db8:1:100::/64'));
  expect(networkOf('2001:db8:1:1ff::/64')).not.toBe(networkOf('2001:db8:1:200::/64'));
  expect(networkOf('unknown')).toBe('unknown');
});

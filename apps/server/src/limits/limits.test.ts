import { expect, test } from 'vitest';
import { addressPrefix } from './address-prefix.ts';
import { RateLimiter } from './gcra.ts';
import { Limits } from './limits.ts';

function limiter(limit: number, windowSeconds: number, burst: number) {
  const clock = { now: 1_000 };
  return { clock, limits: new RateLimiter({ limit, windowSeconds, burst }, () => clock.now) };
}
const count = (times: number, take: () => boolean): number =>
  Array.from({ length: times }, take).filter(Boolean).length;

test('lets exactly the burst through at once, and the rate in the long run', () => {
  const { clock, limits } = limiter(30, 60, 15);
  expect(count(40, () => limits.take('a').ok)).toBe(15);
  clock.now += 1_999;
  expect(limits.take('a').ok).toBe(false);
  clock.now += 1;
  expect(limits.take('a').ok).toBe(true);
  expect(limits.take('a').ok).toBe(false);
  let through = 0;
  for (let second = 0; second < 600; second++) {
    clock.now += 1_000;
    through += count(5, () => limits.take('a').ok);
  }
  expect(through).toBe(300);
  clock.now += 3_600_000;
  expect(count(40, () => limits.take('a').ok)).toBe(15);
});

test('says when to come back, and then it works', () => {
  const { clock, limits } = limiter(5, 300, 5);
  for (let i = 0; i < 5; i++) limits.take('a');
  const over = limits.take('a');
  expect(over).toEqual({ ok: false, retryAfter: 60 });
  clock.now += 60_000;
  expect(limits.take('a').ok).toBe(true);
});

test('keys are counted apart, given-back attempts do not count, rest is forgotten', () => {
  const { clock, limits } = limiter(1, 60, 1);
  expect(limits.take('a').ok).toBe(true);
  expect(limits.take('b').ok).toBe(true);
  limits.giveBack('a');
  expect(limits.take('a').ok).toBe(true);
  expect(limits.take('b').ok).toBe(false);
  clock.now += 60_000;
  limits.sweep();
  expect(limits.take('b').ok).toBe(true);
});

test('the public figures are the ones that are promised', () => {
  const limits = new Limits('public', {});
  const through = (name: Parameters<Limits['over']>[0]): number =>
    count(200, () => limits.over(name, 'key') === undefined);
  expect(through('login.start')).toBe(5);
  expect(through('login.prefix')).toBe(20);
  expect(through('login.fail')).toBe(10);
  expect(through('register')).toBe(3);
  expect(through('message.send')).toBe(15);
  expect(through('room.create')).toBe(3);
  expect(through('keypackage.fetch')).toBe(6);
  expect(through('keypackage.requester')).toBe(100);
  expect(through('commit')).toBe(10);
  expect(through('commit.room')).toBe(20);
  expect(through('directory.lookup')).toBe(30);
  expect(new Limits('off', {}).over('register', 'key')).toBeUndefined();
});

test('an address is counted as what one household has', () => {
  expect(addressPrefix('192.0.2.7')).toBe('192.0.2.7');
  expect(addressPrefix('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(addressPrefix('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(addressPrefix('2001:0db8:0001:0002::9')).toBe('2001:db8:1:2::/64');
  expect(addressPrefix('2001:db8::1')).toBe('2001:db8:0:0::/64');
  expect(addressPrefix('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(addressPrefix('::1')).toBe('0:0:0:0::/64');
});

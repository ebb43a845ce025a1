/** When a device makes its next certificate, and when it leaves it. */
import { issueDeviceCert, newKeyPair, verifyDeviceCert, type DeviceIdentity } from '@alcove/crypto';
import { AccountId, DeviceId } from '@alcove/protocol';
import { expect, test } from 'vitest';
import type { AccountContext } from '../account/context.ts';
import { createRenewal, type OwnIdentity } from './renewal.ts';

const ANA = AccountId.parse('A'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const SERVER = 'server-1';
const DAY_MS = 86_400_000;
const BEGAN_MS = 1_800_000_000_000;

interface Here {
  /** Days since the certificate was made, by this device's clock. */
  readonly day: number;
  /** How many days the server's clock is ahead of it. */
  readonly aheadDays?: number;
  readonly listed?: boolean;
  readonly vault?: 'opens' | 'closed';
  readonly online?: boolean;
}

/** The certificates that were made, as days from the first one's beginning to their ends, and how often the vault was asked for. */
function device(first: Here) {
  const aik = newKeyPair();
  const key = newKeyPair();
  const at = (days: number): number => BEGAN_MS + days * DAY_MS;
  const fields = { server: SERVER, account: ANA, device: PHONE, deviceKey: key.public, listSeq: 1 };
  const cert = issueDeviceCert(aik, { ...fields, kind: 'phone', nowSeconds: at(0) / 1_000 });
  let identity: DeviceIdentity = { account: ANA, device: PHONE, kind: 'phone', key, cert };
  let here = first;
  const ends: number[] = [];
  let asked = 0;
  const own: OwnIdentity = {
    get now() {
      return identity;
    },
    async take(next) {
      const verdict = verifyDeviceCert(SERVER, next);
      if (!verdict.ok) throw new Error(verdict.code);
      ends.push((verdict.cert.notAfter * 1_000 - at(0)) / DAY_MS);
      identity = { ...identity, cert: next };
    },
  };
  const context = {
    device: PHONE,
    open: true,
    ports: { clock: { now: () => at(here.day) } },
    now: () => at(here.day + (here.aheadDays ?? 0)),
    gateway: {
      get state() {
        return here.online === false ? 'offline' : 'online';
      },
    },
    vault: {
      async open(password: string | null) {
        asked += 1;
        expect(password).toBe(null);
        if (here.vault === 'closed') return { ok: false, code: 'password-needed' };
        const devices = here.listed === false ? [] : [{ device: PHONE }];
        return { ok: true, value: { aik, lists: { list: { devices } } } };
      },
    },
  } as unknown as AccountContext;
  const renewal = createRenewal(context, own);
  return {
    ends,
    asked: () => asked,
    async look(next: Here = here) {
      here = next;
      await renewal.certified();
    },
  };
}

test('from day 300 on it makes the next one, once, for 400 days from then', async () => {
  const phone = device({ day: 299 });
  await phone.look();
  expect(phone.asked()).toBe(0);
  await phone.look({ day: 300 });
  await phone.look({ day: 599 });
  expect(phone.ends).toEqual([700]);
  await phone.look({ day: 601 });
  expect(phone.ends).toEqual([700, 1_001]);
});

test('also when the old one is over', async () => {
  const phone = device({ day: 450 });
  await phone.look();
  expect(phone.ends).toEqual([850]);
});

test.each([
  ['says that it is later', 2],
  ['says that it is earlier', -2],
])('[T03] while a server %s, by more than clocks differ, it makes none for either time', async (_what, aheadDays) => {
  const phone = device({ day: 310, aheadDays });
  await phone.look();
  expect(phone.ends).toEqual([]);
  await phone.look({ day: 310, aheadDays: aheadDays / 3 });
  expect(phone.ends).toEqual([710]);
});

test('[T03] a server that says that it is late makes nobody renew', async () => {
  const phone = device({ day: 10, aheadDays: 300 });
  await phone.look();
  expect([phone.ends, phone.asked()]).toEqual([[], 0]);
});

test('a device that is not on the list any more makes none', async () => {
  const phone = device({ day: 310, listed: false });
  await phone.look();
  expect(phone.ends).toEqual([]);
});

test('where the vault does not open by itself, it is asked again an hour later, and no sooner', async () => {
  const phone = device({ day: 310, vault: 'closed' });
  await phone.look();
  await phone.look();
  expect(phone.asked()).toBe(1);
  await phone.look({ day: 310 + 1 / 23 });
  expect(phone.ends).toHaveLength(1);
});

test('without a connection nothing is asked', async () => {
  const phone = device({ day: 310, online: false });
  await phone.look();
  expect(phone.asked()).toBe(0);
  await phone.look({ day: 310 });
  expect(phone.ends).toHaveLength(1);
});

test('what is looked for twice at once is made once', async () => {
  const phone = device({ day: 310 });
  await Promise.all([phone.look(), phone.look()]);
  expect([phone.ends, phone.asked()]).toEqual([[710], 1]);
});

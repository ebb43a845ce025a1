/** What of a device's key packages the server holds after its certificate was followed by another. */
import { issueDeviceCert, newKeyPair, type DeviceIdentity } from '@alcove/crypto';
import { AccountId, DeviceId, fromBase64url, type Bytes, type RouteReply } from '@alcove/protocol';
import type { KeyPackageRow, Store } from '@alcove/store';
import { expect, test } from 'vitest';
import type { ServerCalls } from '../session/server-calls.ts';
import { createKeyPackageUpkeep, keyPackagesOutdated } from './key-packages.ts';

const NOW_MS = Math.floor(Date.now() / 1_000) * 1_000;
const ANA = AccountId.parse('A'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const aik = newKeyPair();
const key = newKeyPair();
const certFrom = (days: number): Bytes =>
  issueDeviceCert(aik, {
    server: 'server-1',
    account: ANA,
    device: PHONE,
    deviceKey: key.public,
    kind: 'phone',
    listSeq: 1,
    nowSeconds: NOW_MS / 1_000 + days * 86_400,
  });
const isMadeWith = (cert: Bytes) => (body: Bytes) => Buffer.from(body).includes(cert);

/** A disk, and a server that keeps what it is given; `refusing`: an upload gets no answer. */
function device() {
  const secrets = new Map<string, Bytes>();
  const kept: KeyPackageRow[] = [];
  let there: Bytes[] = [];
  const server = { refusing: false };
  type Step = (() => void)[];
  const store = {
    secrets: {
      get: (name: string) => Promise.resolve(secrets.get(name) ?? null),
      put: (name: string, bytes: Bytes): Step => [() => void secrets.set(name, bytes)],
    },
    keyPackages: {
      all: () => Promise.resolve(kept),
      put: (row: KeyPackageRow): Step => [() => void kept.push(row)],
      dropExpired: (): Step => [],
    },
    async write(...steps: Step[]) {
      for (const run of steps.flat()) run();
    },
  } as unknown as Store;
  const calls = {
    async call(_route: string, { packages, replace }: { packages: { body: string }[]; replace?: boolean }) {
      if (server.refusing) return { kind: 'unreachable' };
      there = [...(replace === true ? [] : there), ...packages.map(({ body }) => fromBase64url(body))];
      return { kind: 'ok', value: { left: there.length } satisfies RouteReply<'uploadKeyPackages'> };
    },
  } as unknown as ServerCalls;
  let identity: DeviceIdentity = { account: ANA, device: PHONE, kind: 'phone', key, cert: certFrom(0) };
  return {
    kept,
    server,
    there: () => there,
    opens: () =>
      createKeyPackageUpkeep(
        store,
        calls,
        () => identity,
        () => NOW_MS,
      ),
    async takes(cert: Bytes) {
      identity = { ...identity, cert };
      await store.write(keyPackagesOutdated(store));
    },
  };
}

test('all are replaced, also when the first try and the restart after it come in between; what is on its way still opens', async () => {
  const phone = device();
  const [before, after] = [certFrom(0), certFrom(1)];
  const first = phone.opens();
  await first.begin('a');
  await first.complete();
  const old = phone.there().length;
  expect(phone.there().every(isMadeWith(before))).toBe(true);

  await phone.takes(after);
  phone.server.refusing = true;
  await first.renewed();
  expect(phone.there().some(isMadeWith(after))).toBe(false);
  phone.server.refusing = false;
  const second = phone.opens();
  await second.begin('a');
  expect(phone.there().length).toBeGreaterThan(0);
  expect(phone.there().every(isMadeWith(after))).toBe(true);
  await second.complete();
  expect(phone.there()).toHaveLength(old);
  expect(phone.kept.filter((row) => isMadeWith(before)(row.public))).toHaveLength(old);

  const whole = phone.there();
  await phone.opens().begin('a');
  expect(phone.there()).toEqual(whole);
});

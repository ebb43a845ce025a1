import {
  AccountId,
  DeviceId,
  PASSWORD_OPEN_MS,
  PASSWORD_WAIT_MS,
  toBase64url,
  type DeviceList,
} from '@alcove/protocol';
import { expect, test } from 'vitest';
import { newKeyPair, randomBytes } from '../primitives.ts';
import type { DeviceIdentity } from './device-cert.ts';
import { isRequestOf, signNewPassword, signPasswordRequest } from './password-request.ts';

const account = AccountId.parse(toBase64url(randomBytes(16)));
const deviceOf = (): DeviceIdentity => ({
  account,
  device: DeviceId.parse(toBase64url(randomBytes(16))),
  kind: 'browser',
  key: newKeyPair(),
  cert: randomBytes(8),
});
const listOf = (...devices: readonly DeviceIdentity[]): Pick<DeviceList, 'devices'> => ({
  devices: devices.map(({ device, kind, key }) => ({ device, kind, deviceKey: key.public, addedSeq: 1 })),
});
const NOW = 1_800_000_000_000;
const [mine, other] = [deviceOf(), deviceOf()];
const asked = { device: mine.device, at: NOW, proof: toBase64url(signPasswordRequest(mine, NOW)) };

test('[V08] a request counts as long as its device is in, and in its time', () => {
  expect(isRequestOf(listOf(other, mine), account, asked, NOW)).toBe(true);
  const whole = PASSWORD_WAIT_MS + PASSWORD_OPEN_MS;
  expect(isRequestOf(listOf(mine), account, asked, NOW + whole)).toBe(true);
  expect(isRequestOf(listOf(mine), account, asked, NOW + whole + 1)).toBe(false);
  expect(isRequestOf(listOf(other), account, asked, NOW)).toBe(false);
});

test('[V08] nobody else asks in its name, and nothing else it signed is a request', () => {
  const list = listOf(mine, other);
  const by = (proof: Uint8Array): object => ({ ...asked, proof: toBase64url(proof) });
  for (const proof of [signPasswordRequest(other, NOW), signNewPassword(mine, 'challenge', 'record'), randomBytes(64)])
    expect(isRequestOf(list, account, { ...asked, ...by(proof) }, NOW)).toBe(false);
  expect(isRequestOf(list, account, { ...asked, at: NOW + 1 }, NOW)).toBe(false);
  expect(isRequestOf(list, account, { ...asked, device: other.device }, NOW)).toBe(false);
  const stranger = AccountId.parse(toBase64url(randomBytes(16)));
  expect(isRequestOf(list, stranger, asked, NOW)).toBe(false);
});

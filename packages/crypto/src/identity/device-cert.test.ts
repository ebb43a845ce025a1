import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { decodeSigned, DeviceCert, encodeCbor, encodeSigned, LABEL, utf8, type Bytes } from '@alcove/protocol';
import { newKeyPair, sign, verify } from '../primitives.ts';
import { newAccountId, newDeviceId, newPerson, firstDevice, NOW, SERVER } from '../testing/world.ts';
import { certValidAt, issueDeviceCert, proveDevice, verifyDeviceCert } from './device-cert.ts';

const DAY = 86_400;
const aik = newKeyPair();
const deviceKey = newKeyPair().public;
const fields = {
  server: SERVER,
  account: newAccountId(),
  device: newDeviceId(),
  deviceKey,
  kind: 'browser' as const,
  listSeq: 1,
  nowSeconds: NOW,
};
const refused = (code: string): unknown => ({ ok: false, code });

function resigned(change: Partial<DeviceCert>, key = aik): Bytes {
  const { value } = decodeSigned(DeviceCert, issueDeviceCert(aik, fields), 'certificate');
  const body = encodeCbor({ ...value, ...change });
  return encodeSigned(body, sign(LABEL.deviceCert, key.secret, body));
}

test('an issued certificate verifies and says what was asked', () => {
  const verdict = verifyDeviceCert(SERVER, issueDeviceCert(aik, fields));
  expect(verdict).toMatchObject({
    ok: true,
    cert: { account: fields.account, device: fields.device, kind: 'browser' },
  });
});

test('it holds for 400 days, and a day longer on either side for clocks that are wrong', () => {
  const verdict = verifyDeviceCert(SERVER, issueDeviceCert(aik, fields));
  if (!verdict.ok) throw new Error(verdict.code);
  const valid = (days: number): boolean => certValidAt(verdict.cert, NOW + days * DAY);
  expect([-2, -1, 0, 400, 400.9, 401.1].map(valid)).toEqual([false, true, true, true, true, false]);
});

test('forged, foreign, endless and malformed certificates', () => {
  expect(verifyDeviceCert('server-2', issueDeviceCert(aik, fields))).toEqual(refused('cert-server'));
  expect(verifyDeviceCert(SERVER, resigned({}, newKeyPair()))).toEqual(refused('cert-signature'));
  expect(verifyDeviceCert(SERVER, resigned({ notAfter: NOW + 500 * DAY }))).toEqual(refused('cert-lifetime'));
  expect(verifyDeviceCert(SERVER, resigned({ notAfter: NOW - 2 * DAY }))).toEqual(refused('cert-lifetime'));
  expect(verifyDeviceCert(SERVER, new Uint8Array([0xa0]))).toEqual(refused('cert-malformed'));
  expect(verifyDeviceCert(SERVER, new Uint8Array(2_000))).toEqual(refused('cert-malformed'));
  const cert = issueDeviceCert(aik, fields);
  expect(verifyDeviceCert(SERVER, new Uint8Array([...cert, 0]))).toEqual(refused('cert-malformed'));
});

test('a device key that is weak, or the identity key itself, is not certified', () => {
  const small = ed25519.Point.ZERO.toBytes();
  expect(verifyDeviceCert(SERVER, resigned({ deviceKey: new Uint8Array(small) }))).toEqual(refused('cert-key'));
  expect(verifyDeviceCert(SERVER, resigned({ deviceKey: aik.public }))).toEqual(refused('cert-key'));
});

test('a login proof is a signature of the device over that login', () => {
  const device = firstDevice(newPerson('anna'));
  const proof = proveDevice(device, 'login-1');
  expect(verify(LABEL.deviceProof, device.key.public, utf8('login-1'), proof)).toBe(true);
  expect(verify(LABEL.deviceProof, device.key.public, utf8('login-2'), proof)).toBe(false);
});

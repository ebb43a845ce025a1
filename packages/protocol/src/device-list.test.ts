import { expect, test } from 'vitest';
import { toBase64url } from './bytes.ts';
import { encodeCbor, MalformedError } from './cbor.ts';
import { decodeSigned, DeviceCert, encodeSigned } from './device-list.ts';
import { AccountId, DeviceId } from './ids.ts';

const key = new Uint8Array(32);
const sig = new Uint8Array(64);
const cert: DeviceCert = {
  v: 1,
  server: 's',
  account: AccountId.parse(toBase64url(new Uint8Array(16))),
  aik: key,
  device: DeviceId.parse(toBase64url(new Uint8Array(16))),
  deviceKey: key,
  kind: 'browser',
  notBefore: 0,
  notAfter: 1,
  listSeq: 1,
};

test('signed bytes give back value, body and signature', () => {
  const body = encodeCbor(cert);
  expect(decodeSigned(DeviceCert, encodeSigned(body, sig), 'cert')).toEqual({ value: cert, body, sig });
});

test('a body that is not canonical is refused before anyone could verify it', () => {
  const body = new Uint8Array([...encodeCbor(cert), 0]);
  expect(() => decodeSigned(DeviceCert, encodeSigned(body, sig), 'cert')).toThrow(MalformedError);
});

test.each([
  ['a short signature', encodeSigned(encodeCbor(cert), new Uint8Array(63))],
  ['a key of another length', encodeSigned(encodeCbor({ ...cert, aik: new Uint8Array(31) }), sig)],
  ['an unknown version', encodeSigned(encodeCbor({ ...cert, v: 2 }), sig)],
  ['a field too many', encodeSigned(encodeCbor({ ...cert, admin: true }), sig)],
  ['no signature', encodeCbor({ body: encodeCbor(cert) })],
])('%s is refused', (_what, bytes) => {
  expect(() => decodeSigned(DeviceCert, bytes, 'cert')).toThrow(MalformedError);
});

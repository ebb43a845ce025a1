/** Identities that look right: certificates and lists signed with whatever key the attacker has. */
import {
  followDeviceLists,
  issueDeviceCert,
  makeKeyPackage,
  newKeyPair,
  randomBytes,
  signDeviceList,
  type DeviceIdentity,
  type KeyPackageMade,
  type KeyPair,
  type KnownList,
} from '@alcove/crypto';
import {
  AccountId,
  DeviceId,
  fromBase64url,
  toBase64url,
  type Bytes,
  type DeviceList,
  type Suite,
} from '@alcove/protocol';
import type { HeadlessAccount } from '../headless/account.ts';

export const ROOM_SUITE: Suite = 'MLS_256_XWING_AES256GCM_SHA512_Ed25519';

export const newAccountId = (): AccountId => AccountId.parse(toBase64url(randomBytes(16)));
export const newDeviceId = (): DeviceId => DeviceId.parse(toBase64url(randomBytes(16)));

export interface Claimed {
  readonly server: string;
  readonly account: AccountId;
  /** Signs the certificate. */
  readonly aik: KeyPair;
  readonly device?: DeviceId;
  readonly listSeq?: number;
  readonly nowSeconds?: number;
}

/** A device with a key of its own and the certificate that `aik` gives it. */
export function forgeIdentity(claimed: Claimed): DeviceIdentity {
  const key = newKeyPair();
  const { server, account, aik, device = newDeviceId(), listSeq = 1 } = claimed;
  const nowSeconds = claimed.nowSeconds ?? Math.floor(Date.now() / 1_000);
  const kind = 'bot';
  const cert = issueDeviceCert(aik, { server, account, device, deviceKey: key.public, kind, listSeq, nowSeconds });
  return { account, device, kind, key, cert };
}

/** An account that nobody's client runs gets a key package, so that others can ask for it. */
export async function uploadKeyPackages({ identity, call }: HeadlessAccount): Promise<KeyPackageMade> {
  const made = await makeKeyPackage(identity, ROOM_SUITE, Math.floor(Date.now() / 1_000), true);
  const { ref, public: body, notAfter } = made;
  await call('uploadKeyPackages', { packages: [{ ref, body: toBase64url(body), lastResort: true, notAfter }] });
  return made;
}

/** The next version of a list, changed at will and signed by `aik`. */
export function forgeList(aik: KeyPair, before: KnownList, change: Partial<DeviceList>): Bytes {
  const { list, hash } = before;
  return signDeviceList(aik, { ...list, seq: list.seq + 1, prev: hash, ...change });
}

/** An account started anew: the first version of a list under another identity key, with a device that it certifies. */
export function anewList(aik: KeyPair, server: string, account: AccountId, lists: readonly string[]): string {
  const followed = followDeviceLists(null, account, lists.map(fromBase64url));
  if (!followed.ok) throw new Error(followed.code);
  const { device, key, kind } = forgeIdentity({ server, account, aik });
  const devices = [{ device, deviceKey: key.public, kind, addedSeq: 1 }];
  const { list } = followed.known;
  return toBase64url(signDeviceList(aik, { ...list, seq: 1, prev: null, aik: aik.public, devices, revoked: [] }));
}

/** A next version of an account's list that says another identity key, and that this other key signed. */
export function foreignList(aik: KeyPair, account: AccountId, lists: readonly string[]): string {
  const followed = followDeviceLists(null, account, lists.map(fromBase64url));
  if (!followed.ok) throw new Error(followed.code);
  return toBase64url(forgeList(aik, followed.known, { aik: aik.public }));
}

/**
 * Makes this device part of an account: its key, its certificate, and the device list that introduces it. Needs the account's
 * identity key, which the caller has from the vault for this moment only.
 */
import {
  issueDeviceCert,
  newKeyPair,
  randomBytes,
  sealBytes,
  signDeviceList,
  storeKeyWrap,
  vaultHash,
  type DeviceIdentity,
  type KeyPair,
  type KnownList,
} from '@alcove/crypto';
import {
  AccountId,
  DeviceId,
  LABEL,
  toBase64url,
  utf8,
  type Bytes,
  type DeviceKind,
  type DeviceList,
  type StoredVault,
  type Username,
} from '@alcove/protocol';

export interface NewDevice {
  readonly identity: DeviceIdentity;
  /** The signed device list, to be published. */
  readonly list: Bytes;
}

export function introduceDevice(args: {
  readonly aik: KeyPair;
  readonly server: string;
  readonly account: AccountId;
  readonly username: Username;
  readonly kind: DeviceKind;
  readonly vault: StoredVault;
  /** The newest list so far; null at sign-up. */
  readonly known: KnownList | null;
  readonly nowMs: number;
}): NewDevice {
  const { aik, server, account, username, kind, known } = args;
  const key = newKeyPair();
  const device = DeviceId.parse(toBase64url(randomBytes(16)));
  const seq = (known?.list.seq ?? 0) + 1;
  const cert = issueDeviceCert(aik, {
    server,
    account,
    device,
    deviceKey: key.public,
    kind,
    listSeq: seq,
    nowSeconds: Math.floor(args.nowMs / 1_000),
  });
  const list: DeviceList = {
    v: 1,
    account,
    username,
    seq,
    prev: known?.hash ?? null,
    aik: aik.public,
    devices: [...(known?.list.devices ?? []), { device, deviceKey: key.public, kind, addedSeq: seq }],
    revoked: known?.list.revoked ?? [],
    vaultHash: vaultHash(args.vault),
  };
  return { identity: { account, device, kind, key, cert }, list: signDeviceList(aik, list) };
}

export function newAccountId(): AccountId {
  return AccountId.parse(toBase64url(randomBytes(16)));
}

/** The local store's key under the vault key: what a later log-in on this device opens it with. */
export function wrapStoreKey(vaultKey: Bytes, account: AccountId, storeKey: Bytes): Bytes {
  return sealBytes(storeKeyWrap(vaultKey), storeKey, utf8(`${LABEL.storeKey}/${account}`));
}

/**
 * A person as the server sees one: keys, device lists, certificates and policy frames, signed with node:crypto after the protocol's formats.
 * Only for this package's tests; real clients sign in packages/crypto.
 */
import { generateKeyPairSync, randomBytes, sign as signBytes, type KeyObject } from 'node:crypto';
import {
  AccountId,
  concatBytes,
  DeviceId,
  encodeCbor,
  encodeSigned,
  FrameId,
  fromBase64url,
  LABEL,
  toBase64url,
  Username,
  utf8,
  type Bytes,
  type DeviceCert,
  type DeviceList,
  type Label,
  type Policy,
  type PolicyBody,
  type PolicyChange,
  type PolicyGenesis,
} from '@alcove/protocol';
import { sha256 } from '../signature.ts';

export interface Keys {
  readonly secret: KeyObject;
  readonly public: Bytes;
}

export function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { secret: privateKey, public: fromBase64url(String(privateKey.export({ format: 'jwk' }).x)) };
}

export function sign(label: Label, keys: Keys, body: Uint8Array): Bytes {
  return new Uint8Array(signBytes(null, concatBytes(utf8(label), body), keys.secret));
}

export const random = (n: number): Bytes => new Uint8Array(randomBytes(n));
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const newFrameId = (): FrameId => FrameId.parse(`0${[...random(25)].map((b) => CROCKFORD[b % 32]).join('')}`);

export interface Device {
  readonly id: DeviceId;
  readonly keys: Keys;
  readonly addedSeq: number;
}

/** The signing half of an account. `list()` makes the next version of its chain. */
export class Signer {
  readonly account = AccountId.parse(toBase64url(random(16)));
  readonly aik = newKeys();
  readonly username: Username;
  devices: Device[] = [];
  revoked: { device: DeviceId; seq: number }[] = [];
  seq = 0;
  #prev: Bytes | null = null;

  constructor(username: string) {
    this.username = Username.parse(username);
  }

  get person(): { account: AccountId; aik: Bytes } {
    return { account: this.account, aik: this.aik.public };
  }

  newDevice(): Device {
    const device: Device = { id: DeviceId.parse(toBase64url(random(16))), keys: newKeys(), addedSeq: this.seq + 1 };
    this.devices = [...this.devices, device];
    return device;
  }

  /** The next version, signed but not published. */
  preview(change: Partial<DeviceList> = {}, aik: Keys = this.aik): Bytes {
    const body = encodeCbor({ ...this.#nextList(), ...change });
    return encodeSigned(body, sign(LABEL.deviceList, aik, body));
  }

  /** Signs the next version, and remembers it as published. */
  list(change: Partial<DeviceList> = {}): Bytes {
    const signed = this.preview(change);
    this.seq += 1;
    this.#prev = sha256(concatBytes(utf8(LABEL.deviceListHash), signed));
    return signed;
  }

  #nextList(): DeviceList {
    return {
      v: 1,
      account: this.account,
      username: this.username,
      seq: this.seq + 1,
      prev: this.#prev,
      aik: this.aik.public,
      devices: this.devices.map((d) => ({ device: d.id, deviceKey: d.keys.public, kind: 'bot', addedSeq: d.addedSeq })),
      revoked: this.revoked,
      vaultHash: new Uint8Array(32),
    };
  }

  cert(server: string, device: Device, change: Partial<DeviceCert> = {}, keys: Keys = this.aik): Bytes {
    const now = Math.floor(Date.now() / 1000);
    const cert: DeviceCert = {
      v: 1,
      server,
      account: this.account,
      aik: this.aik.public,
      device: device.id,
      deviceKey: device.keys.public,
      kind: 'bot',
      notBefore: now - 60,
      notAfter: now + 86_400,
      listSeq: device.addedSeq,
      ...change,
    };
    const body = encodeCbor(cert);
    return encodeSigned(body, sign(LABEL.deviceCert, keys, body));
  }

  policy(server: string, device: Device, body: PolicyBody, cert: Bytes = this.cert(server, device)): Bytes {
    const bytes = encodeCbor(body);
    return encodeCbor({ body: bytes, cert, sig: sign(LABEL.policy, device.keys, bytes) });
  }
}

export function genesisOf(creator: Signer, peer: Signer | null = null): PolicyGenesis {
  return {
    v: 1,
    type: 'genesis',
    kind: peer === null ? 'group' : 'direct',
    creator: creator.person,
    peer: peer === null ? null : peer.person,
    suite: 'MLS_256_XWING_AES256GCM_SHA512_Ed25519',
    nonce: random(32),
  };
}

export function changeOf(
  policy: Pick<Policy, 'room' | 'version' | 'hash'>,
  change: Partial<PolicyChange>,
): PolicyChange {
  return {
    v: 1,
    type: 'change',
    room: policy.room,
    version: policy.version + 1,
    prev: policy.hash,
    add: [],
    remove: [],
    owner: null,
    ...change,
  };
}

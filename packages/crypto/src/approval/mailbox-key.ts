/**
 * One-way seals to a key made for this one approval: HPKE (RFC 9180) with X-Wing, as the rooms use it, so that a recorded mailbox
 * stays closed to a later quantum computer too. The vault key passes here.
 */
import { bytesSchema, decodeCbor, encodeCbor, utf8, type Bytes, type Label } from '@alcove/protocol';
import { z } from 'zod';
import { suiteOf } from '../group/engine/suite.ts';

type Hpke = Awaited<ReturnType<typeof suiteOf>>['hpke'];
export type PrivateKey = Parameters<Hpke['open']>[0];

export interface MailboxKey {
  readonly secret: PrivateKey;
  readonly public: Bytes;
}

const Sealed = z.strictObject({ enc: bytesSchema, ct: bytesSchema });

const hpke = async (): Promise<Hpke> => (await suiteOf('MLS_256_XWING_AES256GCM_SHA512_Ed25519')).hpke;

export async function newMailboxKey(): Promise<MailboxKey> {
  const kem = await hpke();
  const { privateKey, publicKey } = await kem.generateKeyPair();
  return { secret: privateKey, public: new Uint8Array(await kem.exportPublicKey(publicKey)) };
}

/** Throws when `to` is no key. */
export async function sealTo(to: Uint8Array, label: Label, context: Uint8Array, plain: Uint8Array): Promise<Bytes> {
  const kem = await hpke();
  const { enc, ct } = await kem.seal(await kem.importPublicKey(to), plain, utf8(label), context);
  return encodeCbor({ enc, ct });
}

/** Null: sealed to another key, for something else, or damaged. */
export async function openAt(
  key: MailboxKey,
  label: Label,
  context: Uint8Array,
  sealed: Uint8Array,
): Promise<Bytes | null> {
  try {
    const { enc, ct } = decodeCbor(Sealed, sealed, 'seal');
    return new Uint8Array(await (await hpke()).open(key.secret, enc, ct, utf8(label), context));
  } catch {
    return null;
  }
}

/** C03: for one account, the server hands out key packages that it should not. Each way takes what was asked for and what it knows. */
import { makeKeyPackage, type DeviceIdentity } from '@alcove/crypto';
import { toBase64url, type AccountId, type RouteReply, type Suite } from '@alcove/protocol';
import type { Attack, Wire } from '../../transport.ts';
import { ROOM_SUITE } from '../../forge.ts';

type Claimed = RouteReply<'claimKeyPackages'>;
const CLASSIC: Suite = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';
const DAY = 86_400;
const now = (): number => Math.floor(Date.now() / 1_000);

export function swapKeyPackages(account: AccountId, swap: (reply: Claimed, wire: Wire) => Claimed): Attack {
  return {
    claim: 'C03',
    replies: {
      claimKeyPackages: (request, reply, wire) => (request.account === account ? swap(reply, wire) : reply),
    },
  };
}

const withBody = (reply: Claimed, change: (body: Uint8Array, index: number) => Uint8Array): Claimed => ({
  packages: reply.packages.map((each, i) => ({
    ...each,
    body: toBase64url(change(Uint8Array.fromBase64(each.body, { alphabet: 'base64url' }), i)),
  })),
});

/** The package of somebody else, under this device's name. */
export const another =
  (body: Uint8Array) =>
  (reply: Claimed): Claimed =>
    withBody(reply, () => body);

/** One bit of the last signature is flipped. */
export const badSignature = (reply: Claimed): Claimed =>
  withBody(reply, (body) => body.map((byte, i) => (i === body.length - 1 ? byte ^ 1 : byte)));

/** The package that was handed out the time before. */
export const consumed = (reply: Claimed, { world }: Wire): Claimed => ({
  packages: reply.packages.map((each) => ({ ...each, body: world.keyPackages.get(each.device)?.at(-2) ?? each.body })),
});

/** Packages that the device itself signed and that are wrong all the same. */
export async function expired(identity: DeviceIdentity): Promise<Uint8Array> {
  return (await makeKeyPackage(identity, ROOM_SUITE, now() - 60 * DAY, false)).public;
}

export async function otherSuite(identity: DeviceIdentity): Promise<Uint8Array> {
  return (await makeKeyPackage(identity, CLASSIC, now(), false)).public;
}

/** Ends in the year 292277026596: changed after signing, and refused before the signature is looked at. */
export async function endless(identity: DeviceIdentity): Promise<Uint8Array> {
  const made = await makeKeyPackage(identity, ROOM_SUITE, now(), false);
  const bytes = made.public.slice();
  const end = new Uint8Array(8);
  new DataView(end.buffer).setBigUint64(0, BigInt(made.notAfter));
  const at = Buffer.from(bytes).indexOf(end);
  if (at < 0) throw new Error('no lifetime in a key package');
  bytes[at] = 0x7f;
  return bytes;
}

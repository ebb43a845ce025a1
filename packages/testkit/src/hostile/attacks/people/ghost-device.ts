/**
 * C02: the server adds a device to somebody's account, so that the next message is sealed to it too. Seven ways to make it look right. The
 * ghost takes the place of one of the account's listed devices in what the server hands out, because others are not even asked for.
 */
import {
  followDeviceLists,
  issueDeviceCert,
  makeKeyPackage,
  newKeyPair,
  randomBytes,
  type DeviceIdentity,
  type KeyPair,
  type KnownList,
} from '@alcove/crypto';
import { fromBase64url, toBase64url, type Bytes } from '@alcove/protocol';
import { forgeIdentity, forgeList, newAccountId, newDeviceId } from '../../forge.ts';
import type { Attack } from '../../transport.ts';
import { ROOM_SUITE } from '../../forge.ts';

/** The account whose device is forged. `aik` is its own key: some ghosts are ones that the account itself would sign for. */
export interface Haunted {
  readonly serverId: string;
  readonly aik: KeyPair;
  readonly identity: DeviceIdentity;
}

/** The device that is handed out, and the versions of the list that are shown after the true ones. */
interface Ghost {
  readonly identity: DeviceIdentity;
  readonly lists: readonly Bytes[];
}
type Make = (haunted: Haunted, known: KnownList) => Ghost;

const DAY = 86_400;
const now = (): number => Math.floor(Date.now() / 1_000);
const claims = ({
  serverId,
  identity,
}: Haunted): { server: string; account: typeof identity.account; device: typeof identity.device } => ({
  server: serverId,
  account: identity.account,
  device: identity.device,
});

/** By what is wrong with it. */
export const GHOSTS: Readonly<Record<string, Make>> = {
  'no certificate': (haunted) => ({
    identity: { ...forgeIdentity({ ...claims(haunted), aik: newKeyPair() }), cert: randomBytes(300) },
    lists: [],
  }),
  'a certificate by another identity key': (haunted) => ({
    identity: forgeIdentity({ ...claims(haunted), aik: newKeyPair() }),
    lists: [],
  }),
  'a certificate for another account': (haunted) => ({
    identity: forgeIdentity({ ...claims(haunted), account: newAccountId(), aik: haunted.aik }),
    lists: [],
  }),
  'a revoked certificate': (haunted, known) => {
    const { device } = haunted.identity;
    const seq = known.list.seq + 1;
    const added = forgeIdentity({ ...claims(haunted), device: newDeviceId(), aik: haunted.aik, listSeq: seq });
    const entry = { device: added.device, deviceKey: added.key.public, kind: added.kind, addedSeq: seq };
    const list = forgeList(haunted.aik, known, { devices: [entry], revoked: [...known.list.revoked, { device, seq }] });
    return { identity: haunted.identity, lists: [list] };
  },
  'a certificate that ran out': (haunted) => ({
    identity: {
      ...haunted.identity,
      cert: reissued(haunted, now() - 500 * DAY),
    },
    lists: [],
  }),
  'a certificate of another key than the leaf': (haunted) => ({
    identity: { ...haunted.identity, key: newKeyPair() },
    lists: [],
  }),
  'a right certificate that is in no list': (haunted) => ({
    identity: forgeIdentity({ ...claims(haunted), device: newDeviceId(), aik: haunted.aik }),
    lists: [],
  }),
};

function reissued({ serverId, aik, identity }: Haunted, nowSeconds: number): Bytes {
  const { account, device, key, kind } = identity;
  return issueDeviceCert(aik, {
    server: serverId,
    account,
    device,
    deviceKey: key.public,
    kind,
    listSeq: 1,
    nowSeconds,
  });
}

export async function ghostDevice(haunted: Haunted, lists: readonly string[], make: Make): Promise<Attack> {
  const followed = followDeviceLists(null, haunted.identity.account, lists.map(fromBase64url));
  if (!followed.ok) throw new Error(followed.code);
  const ghost = make(haunted, followed.known);
  const made = await makeKeyPackage(ghost.identity, ROOM_SUITE, now(), false);
  const { account, device } = haunted.identity;
  const shownAs = ghost.lists.length === 0 ? device : ghost.identity.device;
  return {
    claim: 'C02',
    replies: {
      person: (request, reply) =>
        reply.account === account ? { ...reply, lists: [...reply.lists, ...ghost.lists.map(toBase64url)] } : reply,
      claimKeyPackages: (request, reply) =>
        request.account === account
          ? { packages: [{ device: shownAs, body: toBase64url(made.public), lastResort: false }] }
          : reply,
    },
  };
}

/** What a hostile server can say of people and their devices: C02, C03, C11 of docs/security/claims.md. */
import { registrar, type HeadlessAccount } from '@alcove/testkit/headless';
import {
  alarm,
  another,
  badSignature,
  confidentiality,
  consumed,
  endless,
  expired,
  foreignList,
  forgeIdentity,
  GHOSTS,
  ghostDevice,
  integrity,
  liveness,
  openHostileHouse,
  otherSuite,
  Said,
  swapKeyPackages,
  tellLists,
  uploadKeyPackages,
  type Attack,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import type { Resident } from '@alcove/testkit/house';
import type { AccountId, RoomId } from '@alcove/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accountOf, groupOf, hears, messages, online, say, seesRoom } from '../talk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
/** Nobody's client: the test holds its keys. */
let dora: HeadlessAccount;
let room: RoomId;
let said: Said;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  await online(ana, ben);
  dora = await (await registrar(hostile.house.url)).signUp('dora');
  await uploadKeyPackages(dora);
  await ana.client.findPerson('dora');
  room = await groupOf(ana, 'Walk', [ben]);
  said = new Said();
  await seesRoom(ben, room, ({ members }) => members.length === 2);
});
afterEach(async () => {
  hostile.server.stopAttack();
  await online(ana, ben);
  await liveness(room, said, [ana, ben]);
  await integrity(room, said, [ana, ben]);
  await confidentiality(hostile.server.world, said);
});
afterAll(() => hostile.close());

const doraHaunted = () => ({ serverId: hostile.server.world.serverId, aik: dora.aik, identity: dora.identity });
const doraLists = (): readonly string[] => hostile.server.world.lists.get(dora.identity.account) ?? [];

async function addDora(attack: Attack): Promise<{ code: string | null; detail: string | undefined }> {
  hostile.server.begin(attack);
  const added = await ana.client.addPeople(room, [dora.identity.account]);
  return added.ok ? { code: null, detail: undefined } : { code: added.code, detail: added.detail };
}

describe('a ghost device is never sealed to [C02]', () => {
  const WHY: Readonly<Record<string, string | undefined>> = {
    'no certificate': 'leaf-cert-malformed',
    'a certificate by another identity key': 'leaf-identity-key',
    'a certificate for another account': 'leaf-not-in-policy',
    'a certificate that ran out': 'leaf-cert-expired',
    'a certificate of another key than the leaf': 'leaf-key-mismatch',
    'a right certificate that is in no list': 'leaf-not-in-list',
    // Last: the list that revokes is true, and ana keeps it. The device is not even asked for.
    'a revoked certificate': undefined,
  };
  test('every way is tried', () => {
    expect(Object.keys(WHY).toSorted()).toEqual(Object.keys(GHOSTS).toSorted());
  });
  test.each(Object.entries(WHY))('%s', async (how, detail) => {
    const make = GHOSTS[how];
    if (make === undefined) throw new Error(how);
    const outcome = await addDora(await ghostDevice(doraHaunted(), doraLists(), make));
    expect(outcome).toEqual({ code: detail === undefined ? 'no-key-package' : 'device-list-forged', detail });
    await seesRoom(ana, room, ({ members, epoch }) => members.length === 2 && epoch >= 1);
  });
});

describe('only a key package of the device that was asked for [C03]', () => {
  let cleo: Resident;
  beforeAll(async () => {
    cleo = await hostile.person('cleo');
    await online(cleo);
    await ana.client.findPerson('cleo');
  });
  const eve = () => {
    const { serverId, attacker } = hostile.server.world;
    return forgeIdentity({ server: serverId, account: attacker.account, aik: attacker.aik });
  };
  async function addCleo(swap: Parameters<typeof swapKeyPackages>[1]): Promise<string | undefined> {
    const account = await accountOf(cleo);
    hostile.server.begin(swapKeyPackages(account, swap));
    const added = await ana.client.addPeople(room, [account]);
    if (added.ok) throw new Error('added');
    return added.detail;
  }

  test('that ran out', async () => {
    expect(await addCleo(another(await expired(eve())))).toBe('key-package-lifetime');
  });
  test('that lives for ever', async () => {
    expect(await addCleo(another(await endless(eve())))).toBe('key-package-lifetime');
  });
  test('of another suite', async () => {
    expect(await addCleo(another(await otherSuite(eve())))).toBe('key-package-suite');
  });
  test('with a broken signature', async () => {
    expect(await addCleo(badSignature)).toBe('damaged');
  });
  test("of somebody else, under this device's name", async () => {
    const own = hostile.server.world.keyPackages.get(
      (await seesRoom(ben, room, () => true))?.members.find((m) => m.isMe)?.devices[0]?.device ?? dora.identity.device,
    );
    const body = Uint8Array.fromBase64(own?.[0] ?? '', { alphabet: 'base64url' });
    expect(await addCleo(another(body))).toBe('key-package-foreign');
  });
  test('that was used before: the Welcome opens nothing, and the room is not entered', async () => {
    const account = await accountOf(cleo);
    const first = await groupOf(ana, 'First', [cleo]);
    await seesRoom(cleo, first, ({ members }) => members.length === 2);
    hostile.server.begin(swapKeyPackages(account, consumed));
    const second = await groupOf(ana, 'Second', [cleo]);
    await say(ana, second, 'can you read this?');
    await expect
      .poll(() =>
        hostile.house.faults.some(({ where, error }) => where === 'welcome' && error === 'welcome-not-for-us'),
      )
      .toBe(true);
    await say(ana, first, 'and this?');
    expect(messages(await hears(cleo, first, 'and this?')).length).toBe(1);
  });
});

describe('another identity under a known name [C11]', () => {
  const told = new Set<string>();
  test.each([
    ["somebody else's list", 'device-list-forged', (): readonly string[] => doraLists()],
    [
      'a next version that another key signed',
      'identity-changed',
      (account: AccountId): readonly string[] => {
        const { world } = hostile.server;
        return [foreignList(world.attacker.aik, account, world.lists.get(account) ?? [])];
      },
    ],
  ])('%s is refused, and the rooms they share say so', async (_what, code, lists) => {
    const account = await accountOf(ben);
    hostile.server.begin(tellLists(account, lists(account)));
    const made = await ana.client.createGroup({ title: 'New', people: [account] });
    expect(made.ok ? null : made.code).toBe(code);
    // People mend these, and nobody did: the one before is still up.
    told.add(code);
    await alarm(ana, room, ...told);
  });
});

/**
 * A server that makes commits out of everything it has: keys of its own, certificates and messages of members, commits of other epochs and
 * of other rooms, pieces of all of them, and, which it never has, the open GroupInfo. Nobody comes in by any of it.
 */
import { joinGroupExternal } from 'ts-mls';
import { expect, test } from 'vitest';
import type { Bytes } from '@alcove/protocol';
import { issueDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { newKeyPair } from '../primitives.ts';
import { deliver, done, expecting, gather, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import { commitUpdate } from './commit.ts';
import { configWith } from './engine/config.ts';
import { suiteOf } from './engine/suite.ts';
import { decodeMessageOf, encodeMessage } from './engine/wire.ts';
import { groupInfo, joinExternally } from './external-join.ts';
import { generate } from './key-package.ts';
import { open } from './open.ts';
import { isDevice, leafAt } from './roster.ts';
import { seal } from './seal.ts';

// Eight seconds. For more: ALCOVE_GHOST_SEEDS=100000.
const SEEDS = Number(process.env['ALCOVE_GHOST_SEEDS'] ?? 10_000);
const SUITE = world.CLASSIC;
const FORGED_EACH = 12;

function numbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

/** A newcomer that uses the library as it likes: any certificate, replacing any leaf. */
async function forgeJoin(host: Member, identity: DeviceIdentity, replacing?: DeviceIdentity): Promise<Bytes> {
  const suite = await suiteOf(SUITE);
  const info = decodeMessageOf('mls_group_info', await groupInfo(host.state))!.groupInfo;
  const own = await generate(identity, suite, world.NOW, false);
  const base = configWith(() => true);
  const keyPackageEqualityConfig = {
    ...base.keyPackageEqualityConfig,
    compareKeyPackageToLeafNode: (_: unknown, node: Parameters<typeof leafAt>[1]) =>
      replacing !== undefined && isDevice(leafAt(0, node), replacing),
  };
  const { publicMessage } = await joinGroupExternal(
    info,
    own.publicPackage,
    own.privatePackage,
    replacing !== undefined,
    suite,
    undefined,
    { ...base, keyPackageEqualityConfig },
  );
  return encodeMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage });
}

/** What the server holds after a while. The last commits of each room are not yet with the victim. */
async function past(people: readonly world.Person[]): Promise<{ room: world.Room; host: Member; stored: Bytes[] }> {
  const room = world.newRoom(people, { suite: SUITE });
  let members = await gather(
    room,
    people.flatMap(({ devices }) => devices),
  );
  const stored: Bytes[] = [];
  for (let epoch = 0; epoch < 4; epoch++) {
    const by = members[epoch % members.length] as Member;
    const { bytes, next } = await seal(by.state, new Uint8Array(20), new Uint8Array(8));
    by.state = next;
    const update = done(await commitUpdate(by.state));
    stored.push(bytes, update.commit);
    members = await deliver(members, by.identity, world.trustIn(room), update.commit);
    by.state = update.next;
  }
  return { room, host: members[0] as Member, stored };
}

test(`nobody comes in, in ${String(SEEDS)} seeds`, async () => {
  const people = ['anna', 'bert', 'cleo'].map((name) => world.newPerson(name));
  world.addDevice(people[0] as world.Person);
  const { room, host, stored } = await past(people);
  const elsewhere = await past(people);
  const honest = people.flatMap(({ devices }) => devices);
  const stranger = world.firstDevice(world.newPerson('mallory'));
  const any = <T>(from: readonly T[], draw: (below: number) => number): T => from[draw(from.length)] as T;

  // A device under a member's name that the server signed itself, and a member's certificate with the server's key.
  const invented = (as: DeviceIdentity): DeviceIdentity => {
    const key = newKeyPair();
    const aik = newKeyPair();
    const { account, device, kind } = as;
    const fields = { server: world.SERVER, account, device, deviceKey: key.public, kind, listSeq: 1 };
    return { ...as, key, cert: issueDeviceCert(aik, { ...fields, nowSeconds: world.NOW }) };
  };
  const stolen = (of: DeviceIdentity): DeviceIdentity => ({ ...of, key: newKeyPair() });
  const forged: Bytes[] = [];
  for (let n = 0; n < FORGED_EACH; n++) {
    const draw = numbers(n);
    const victim = draw(2) === 0 ? undefined : any(honest, draw);
    for (const identity of [stranger, invented(any(honest, draw)), stolen(any(honest, draw))])
      forged.push(await forgeJoin(host, identity, victim));
  }
  // Sound in itself, and for the other room.
  const own = honest[1] as DeviceIdentity;
  const { room: id, epoch } = elsewhere.host.state;
  const trust = world.trustIn(elsewhere.room);
  const info = await groupInfo(elsewhere.host.state);
  const there = await joinExternally({ identity: own, info, room: id, epoch, trust, nowMs: world.NOW_MS });
  forged.push(done(there).commit);

  const material = [...forged, ...stored, ...elsewhere.stored];
  let tried = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const draw = numbers(seed + 1_000);
    const bytes = any(draw(2) === 0 ? forged : material, draw).slice();
    const way = draw(4);
    if (way === 1) for (let n = draw(3); n >= 0; n--) bytes[draw(bytes.length)] = draw(256);
    const tail = way === 2 ? any(material, draw) : undefined;
    const made =
      tail === undefined
        ? bytes
        : new Uint8Array([...bytes.slice(0, draw(bytes.length)), ...tail.slice(draw(tail.length))]);
    const name = draw(3) === 0 ? stranger : any(honest, draw);
    const opened = await open(host.state, world.trustIn(room), made, expecting(name, 'commit'));
    tried += 1;
    expect([seed, opened.kind]).not.toEqual([seed, 'commit']);
  }
  expect(tried).toBe(SEEDS);

  // And somebody who belongs there does come in, the same way.
  const phone = world.addDevice(people[1] as world.Person);
  const args = { identity: phone, info: await groupInfo(host.state), room: host.state.room, epoch: host.state.epoch };
  const { commit } = done(await joinExternally({ ...args, trust: world.trustIn(room), nowMs: world.NOW_MS }));
  const opened = await open(host.state, world.trustIn(room), commit, expecting(phone, 'commit'));
  expect(opened).toMatchObject({ kind: 'commit', external: true, added: [{ device: phone.device }] });
}, 600_000);

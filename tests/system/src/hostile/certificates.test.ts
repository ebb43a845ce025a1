/** What a member can try with the certificates of its device: K64, K65, K66. Real clients, a real server, forged commits. */
import { issueDeviceCert, newKeyPair, renewDeviceCert } from '@alcove/crypto';
import type { Bytes, RoomId } from '@alcove/protocol';
import { forgeCommit, integrity, openEvilMember, Said, withOwnLeaf, type EvilMember } from '@alcove/testkit/hostile';
import { openHouse, type House, type Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acquaint, groupOf, hears, lines, seesRoom } from '../talk.ts';

const DAY = 86_400;
let house: House;
let ana: Resident;
let ben: Resident;
let evil: EvilMember;
let room: RoomId;
const said = new Said();
beforeAll(async () => {
  house = await openHouse();
  const still = { random: () => 0 };
  [ana, ben] = [await house.person('ana', still), await house.person('ben', still)];
  await acquaint(ana, ben);
  evil = await openEvilMember(house.url, 'mallory');
  room = await groupOf(ana, 'Walk', [ben]);
  await ana.client.findPerson('mallory');
  expect((await ana.client.addPeople(room, [evil.account.identity.account])).ok).toBe(true);
  await evil.enter(room);
});
afterAll(async () => {
  evil.close();
  await house.close();
});

const renewed = (laterSeconds: number): Bytes => {
  const { aik, identity } = evil.account;
  return renewDeviceCert(aik, identity.cert, Math.floor(Date.now() / 1_000) + laterSeconds);
};

/** The same device, with a key that is not its leaf's. */
function withOtherKey(): Bytes {
  const { account, device, kind } = evil.account.identity;
  const fields = { server: evil.server, account, device, kind, listSeq: 1, deviceKey: newKeyPair().public };
  return issueDeviceCert(evil.account.aik, { ...fields, nowSeconds: Math.floor(Date.now() / 1_000) + 7_200 });
}

/** A commit of mallory's whose own leaf carries it, in the log; answers the epoch it was made in. Others freshen their leaves meanwhile. */
async function bring(identity: Bytes, keep: boolean): Promise<number> {
  const tamper = withOwnLeaf((leaf) => ({ ...leaf, credential: { credentialType: 'basic', identity } }));
  for (let epoch = 0; ;) {
    const answer = await evil.commit(room, async (member) => {
      epoch = member.state.epoch;
      const { commit, next } = await forgeCommit(member, [], { tamper });
      return keep ? { commit, next } : { commit };
    });
    if (typeof answer === 'number') return epoch;
    expect(answer).toBe('epoch-conflict');
  }
}

async function talk(about: string): Promise<void> {
  for (const [from, to] of [
    [ana, ben],
    [ben, ana],
  ] as const) {
    await said.say(from, room, `${from.name}, after ${about}`);
    await hears(to, room, `${from.name}, after ${about}`);
  }
  await integrity(room, said, [ana, ben]);
}

test('a renewal in order is followed by everybody, and shows nowhere', async () => {
  const epoch = await bring(renewed(3_600), true);
  for (const each of [ana, ben]) await seesRoom(each, room, (view) => view.epoch > epoch);
  await talk('a renewal');
  const view = await seesRoom(ana, room, () => true);
  expect([view?.alarms, view?.members.length]).toEqual([[], 3]);
  expect(lines(await hears(ana, room, 'ben, after a renewal'))).not.toContain('taken-back');
});

test.each([
  ['K65', 'the old one, replayed after the renewal', 'leaf-cert-older', () => evil.account.identity.cert],
  ['K66', 'one from a time that is to come', 'leaf-cert-expired', () => renewed(3 * DAY)],
  ['K64', 'one for another key', 'leaf-key-mismatch', () => withOtherKey()],
])('[%s] %s is followed by nobody, and the room goes on', async (_id, what, code, cert) => {
  const epoch = await bring(cert(), false);
  for (const each of [ana, ben])
    await seesRoom(each, room, (view) => view.epoch >= epoch && view.alarms.some((alarm) => alarm.code === code));
  await talk(what);
  expect((await seesRoom(ana, room, () => true))?.members).toHaveLength(3);
});

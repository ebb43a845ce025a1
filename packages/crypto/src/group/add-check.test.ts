/** Two adds that are refused at once: one refusal, and no promise that nobody waits for, which would end the process. */
import { signKeyPackage } from 'ts-mls/keyPackage.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { add, forgeCommit, forgeKeyPackage, forgeRawCommit } from '../testing/forge.ts';
import { expecting, gather, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import { commitAdd } from './commit.ts';
import { suiteOf } from './engine/suite.ts';
import { open } from './open.ts';

let anna: world.Person;
let room: world.Room;
let victim: Member;
let mallory: Member;
const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);

beforeEach(async () => {
  const bert = world.newPerson('bert');
  anna = world.newPerson('anna');
  room = world.newRoom([anna, bert]);
  [victim, mallory] = (await gather(room, [world.firstDevice(anna), world.firstDevice(bert)])) as [Member, Member];
  unhandled.length = 0;
  process.on('unhandledRejection', note);
});
afterEach(async () => {
  vi.useRealTimers();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
});

test('devices of a list that is not here yet', async () => {
  const trust = world.trustIn(room);
  const packages = [world.addDevice(anna), world.addDevice(anna)].map((device) =>
    forgeKeyPackage(device, world.CLASSIC, {}),
  );
  const { commit } = await forgeCommit(mallory, (await Promise.all(packages)).map(add));
  const opened = await open(victim.state, trust, commit, expecting(mallory.identity, 'commit'));
  expect(opened).toEqual({ kind: 'needs-list', account: anna.account, seq: 2 });
});

test.each([
  ['whose leaf the device did not sign', 'leaf'],
  ['that it did not sign as a whole', 'whole'],
])('key packages %s', async (_what, part) => {
  const devices = [world.addDevice(anna), world.addDevice(anna)];
  const spoilt = devices.map(async (device) => {
    const sound = await forgeKeyPackage(device, world.CLASSIC, {});
    if (part === 'whole') return { ...sound, signature: new Uint8Array(64) };
    const leafNode = { ...sound.leafNode, signature: new Uint8Array(64) };
    return signKeyPackage({ ...sound, leafNode }, device.key.secret, (await suiteOf(world.CLASSIC)).signature);
  });
  const proposals = (await Promise.all(spoilt)).map((each) => ({
    proposalOrRefType: 'proposal' as const,
    proposal: add(each),
  }));
  const commit = await forgeRawCommit(mallory, { proposals, path: undefined });
  const opened = await open(victim.state, world.trustIn(room), commit, expecting(mallory.identity, 'commit'));
  expect(opened).toEqual({ kind: 'refused', code: 'damaged' });
});

test('a sender whose clock is years behind', async () => {
  const devices = [world.addDevice(anna), world.addDevice(anna)];
  const invited = await Promise.all(devices.map((device) => world.invitation(device, world.CLASSIC)));
  vi.useFakeTimers({ toFake: ['Date'], now: world.NOW_MS - 900 * 86_400_000 });
  const packages = invited.map((each) => each.invited);
  const made = await commitAdd(victim.state, world.trustIn(room), packages);
  expect(made).toEqual({ kind: 'refused', code: 'key-package-lifetime' });
});

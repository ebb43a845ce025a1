/** The defect of the MLS library as released, the correction, and the proof at start-up that it is in place. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { done, deliver, gather, welcomed, type Member } from '../../testing/members.ts';
import { addDevice, CLASSIC, invitation, newPerson, newRoom, revokeDevice, trustIn } from '../../testing/world.ts';
import { commitAdd, commitRemove, commitUpdate } from '../commit.ts';
import { epochAuthenticator } from '../seal.ts';
import { assertMlsPatched } from './patched.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const FILE = 'node_modules/ts-mls/dist/src/clientState.js';
const { patchTsMls } = (await import(join(ROOT, 'scripts/patch-ts-mls.mjs'))) as {
  patchTsMls: (root: string) => string;
};

test('the installed library is corrected', async () => {
  await expect(assertMlsPatched()).resolves.toBeUndefined();
});

test('a group whose unmerged leaves differ from parent to parent can still be joined', async () => {
  const anna = newPerson('anna');
  for (let i = 0; i < 5; i++) addDevice(anna);
  const room = newRoom([anna], { suite: CLASSIC });
  let members = await gather(room, anna.devices);
  const host = members[0] as Member;
  const take = async (pending: { commit: Uint8Array; next: Member['state'] }): Promise<void> => {
    members = await deliver(members, host.identity, trustIn(room), pending.commit);
    host.state = pending.next;
  };
  // The committer's path gives every parent above it a key; a removal blanks some of them; what joins next is unmerged below
  // different parents.
  await take(done(await commitUpdate(host.state)));
  revokeDevice(anna, members[1]!.identity.device);
  await take(done(await commitRemove(host.state, [1])));
  for (let joiner = 0; joiner < 3; joiner++) {
    const device = addDevice(anna);
    const invited = await invitation(device, CLASSIC);
    const pending = done(await commitAdd(host.state, trustIn(room), [invited.invited]));
    await take(pending);
    const member = await welcomed(room, device, invited, pending);
    expect(epochAuthenticator(member.state)).toEqual(epochAuthenticator(host.state));
    members.push(member);
  }
});

test('the correction runs once, and refuses a file it does not know', () => {
  expect(patchTsMls(ROOT)).toBe('already-patched');
  const elsewhere = mkdtempSync(join(tmpdir(), 'alcove-patch-'));
  try {
    const path = join(elsewhere, FILE);
    mkdirSync(dirname(path), { recursive: true });
    const patched = readFileSync(join(ROOT, FILE), 'utf8');
    writeFileSync(path, `${patched}\n`);
    const hash = createHash('sha256').update(`${patched}\n`).digest('hex');
    expect(() => patchTsMls(elsewhere)).toThrow(hash);
    expect(readFileSync(path, 'utf8')).toBe(`${patched}\n`);
    expect(() => patchTsMls(join(elsewhere, 'nowhere'))).toThrow('ENOENT');
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

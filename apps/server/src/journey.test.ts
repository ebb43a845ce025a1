/** The main job, end to end over real HTTP and WebSocket: two people register, make a room, and a message of one reaches the other. */
import { expect, test } from 'vitest';
import { decodeLogCore, nextHead, EMPTY_HEAD } from '@alcove/protocol';
import { appendCommit, appendMessage, appendPolicy, createRoom, openHouse } from './testing/house.ts';
import { newFrameId, random } from './testing/signer.ts';
import { sha256 } from './signature.ts';

test('two people meet in a group and talk', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const ben = await house.person();
  await ben.uploadKeyPackages(3, true);
  const a = await ana.connect();
  const b = await ben.connect();

  const room = await createRoom(ana);
  const claimed = await ana.call('claimKeyPackages', { account: ben.account });
  expect(claimed.ok && claimed.value.packages.map((p) => p.device)).toEqual([ben.device.id]);

  const committed = await appendCommit(a, room.id, 0, {
    policy: room.change(ana, { add: [ben.signer.person] }),
    policyId: newFrameId(),
    welcome: random(100),
    to: [{ account: ben.account, device: ben.device.id }],
    groupInfo: random(60),
  });
  expect(committed).toMatchObject({ t: 'ack', seq: 3 });
  const welcome = await b.wait('welcome');
  expect(welcome).toMatchObject({
    room: room.id,
    seq: 3,
    epoch: 1,
    from: { account: ana.account, device: ana.device.id },
  });

  const body = random(200);
  expect(await appendMessage(a, room.id, 1, body)).toMatchObject({ t: 'ack', seq: 4 });
  const entry = await b.wait('entry', (f) => f.seq === 4);
  expect(decodeLogCore(entry.core)).toMatchObject({ kind: 'application', account: ana.account, body });
  expect((await a.wait('entry', (f) => f.seq === 4)).core).toEqual(entry.core);

  a.send({ t: 'fetch', n: 1, room: room.id, after: 0, limit: 200 });
  const page = await a.wait('page');
  expect(page.entries.map((e) => e.seq)).toEqual([1, 2, 3, 4]);
  const head = page.entries.reduce((h, e) => nextHead(sha256, h, e.seq, e.core), EMPTY_HEAD);
  b.send({ t: 'fetch', n: 2, room: room.id, after: 4, limit: 200 });
  expect((await b.wait('page')).head).toEqual(head);
  expect(await appendPolicy(a, room.id, room.change(ana, { remove: [ben.account] }))).toMatchObject({
    t: 'ack',
    seq: 5,
  });
});

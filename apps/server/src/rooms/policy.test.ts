import { expect, test } from 'vitest';
import { encodeCbor, LABEL, roomIdOf, toBase64url, type PolicyGenesis } from '@alcove/protocol';
import { sha256 } from '../signature.ts';
import { appendPolicy, codeOf, createRoom, openHouse, type AppendAnswer, type Person } from '../testing/house.ts';
import { changeOf, genesisOf, newFrameId, newKeys, random, sign } from '../testing/signer.ts';

const why = (answer: AppendAnswer): unknown =>
  answer.t === 'nack' ? (answer.error.details?.['why'] ?? answer.error.code) : 'ack';

test('changes are judged under the policy in force: who, what, in which order', async () => {
  const house = await openHouse();
  const [ana, ben, cleo, dan] = [
    await house.person(),
    await house.person(),
    await house.person(),
    await house.person(),
  ];
  const room = await createRoom(ana);
  const [a, b, c] = [await ana.connect(), await ben.connect(), await cleo.connect()];
  const stale = room.change(ana, { add: [dan.signer.person] }, false);
  expect(why(await appendPolicy(a, room.id, room.change(ana, { add: [ben.signer.person] })))).toBe('ack');

  expect(why(await appendPolicy(c, room.id, room.change(cleo, { add: [dan.signer.person] }, false)))).toBe(
    'not-member',
  );
  expect(why(await appendPolicy(a, room.id, stale))).toBe('policy-out-of-order');
  expect(why(await appendPolicy(b, room.id, room.change(ben, { remove: [ana.account] }, false)))).toBe(
    'policy-not-owner',
  );
  expect(why(await appendPolicy(b, room.id, room.change(ben, { owner: ben.account }, false)))).toBe('policy-not-owner');
  expect(why(await appendPolicy(a, room.id, room.change(ana, { remove: [ana.account] }, false)))).toBe(
    'policy-bad-change',
  );
  expect(why(await appendPolicy(a, room.id, room.change(ana, { remove: [dan.account] }, false)))).toBe(
    'policy-bad-change',
  );

  // A member adds people and leaves; the owner hands over and leaves.
  expect(why(await appendPolicy(b, room.id, room.change(ben, { add: [cleo.signer.person] })))).toBe('ack');
  expect(why(await appendPolicy(b, room.id, room.change(ben, { remove: [ben.account] })))).toBe('ack');
  expect(why(await appendPolicy(a, room.id, room.change(ana, { remove: [ana.account], owner: cleo.account })))).toBe(
    'ack',
  );
  expect(why(await appendPolicy(c, room.id, room.change(cleo, { add: [ben.signer.person] })))).toBe('ack');
});

test('a direct room never changes', async () => {
  const house = await openHouse();
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  const room = await createRoom(ana, ben);
  const a = await ana.connect();
  for (const change of [{ add: [cleo.signer.person] }, { remove: [ben.account] }, { owner: ben.account }]) {
    expect(why(await appendPolicy(a, room.id, room.change(ana, change, false)))).toBe('policy-fixed');
  }
});

test('people enter under their own identity key, and must exist', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const room = await createRoom(ana);
  const a = await ana.connect();
  const forged = { account: ben.account, aik: newKeys().public };
  expect(why(await appendPolicy(a, room.id, room.change(ana, { add: [forged] }, false)))).toBe('unknown-person');
  const ghost = {
    account: ben.account.replace(/^./, (x) => (x === 'A' ? 'B' : 'A')) as typeof ben.account,
    aik: newKeys().public,
  };
  expect(why(await appendPolicy(a, room.id, room.change(ana, { add: [ghost] }, false)))).toBe('unknown-person');
});

test('a frame counts only with its signer’s own, valid certificate and signature', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const { serverId } = house.server;
  const room = await createRoom(ana);
  const a = await ana.connect();
  const body = changeOf(room.policy, { add: [ben.signer.person] });
  const bytes = encodeCbor(body);
  const now = Math.floor(Date.now() / 1000);
  const { signer, device } = ana;
  const good = signer.cert(serverId, device);
  const frames = {
    'another server’s certificate': signer.policy(serverId, device, body, signer.cert('elsewhere', device)),
    'an expired certificate': signer.policy(
      serverId,
      device,
      body,
      signer.cert(serverId, device, { notAfter: now - 90_000 }),
    ),
    'a certificate not valid yet': signer.policy(
      serverId,
      device,
      body,
      signer.cert(serverId, device, { notBefore: now + 90_000 }),
    ),
    'a certificate signed by another key': signer.policy(
      serverId,
      device,
      body,
      signer.cert(serverId, device, {}, newKeys()),
    ),
    'somebody else’s certificate': signer.policy(serverId, device, body, ben.signer.cert(serverId, ben.device)),
    'a certificate of another device of one’s own': signer.policy(serverId, ana.signer.newDevice(), body),
    'an identity key of one’s own making': (() => {
      const aik = newKeys();
      return signer.policy(serverId, device, body, signer.cert(serverId, device, { aik: aik.public }, aik));
    })(),
    'a broken signature': encodeCbor({ body: bytes, cert: good, sig: random(64) }),
    'a signature of another device': encodeCbor({
      body: bytes,
      cert: good,
      sig: sign(LABEL.policy, ben.device.keys, bytes),
    }),
    'a signature under another label': encodeCbor({
      body: bytes,
      cert: good,
      sig: sign(LABEL.deviceProof, device.keys, bytes),
    }),
  };
  for (const [what, frame] of Object.entries(frames)) {
    expect([what, codeOf(await appendPolicy(a, room.id, frame))]).toEqual([what, 'invalid-signature']);
  }
  expect(codeOf(await appendPolicy(a, room.id, random(100)))).toBe('malformed');
  const other = await createRoom(ana);
  expect(codeOf(await appendPolicy(a, other.id, signer.policy(serverId, device, body)))).toBe('policy-refused');
  expect(codeOf(await appendPolicy(a, room.id, signer.policy(serverId, device, body)))).toBe('ack');
});

test('a genesis is its creator’s, and names whom it names', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const { serverId } = house.server;
  const create = async (by: Person, genesis: PolicyGenesis) => {
    const frame = by.signer.policy(serverId, by.device, genesis);
    const answered = await by.call('createRoom', { genesis: toBase64url(frame), id: newFrameId() });
    return answered.ok ? answered.value.room : answered.error.code;
  };
  expect(await create(ana, genesisOf(ben.signer))).toBe('policy-refused');
  expect(await create(ana, genesisOf(ana.signer, ana.signer))).toBe('policy-refused');
  expect(await create(ana, { ...genesisOf(ana.signer, ben.signer), kind: 'group' })).toBe('policy-refused');
  expect(
    await create(ana, { ...genesisOf(ana.signer, ben.signer), peer: { account: ben.account, aik: random(32) } }),
  ).toBe('policy-refused');
  const genesis = genesisOf(ana.signer);
  expect(await create(ana, genesis)).toBe(roomIdOf(sha256, genesis));
  expect(await ana.call('createRoom', { genesis: toBase64url(random(64)), id: newFrameId() })).toMatchObject({
    error: { code: 'malformed' },
  });
  expect(await ana.call('createRoom', { genesis: toBase64url(random(64)), id: 'x'.repeat(26) })).toMatchObject({
    error: { code: 'malformed' },
  });
});

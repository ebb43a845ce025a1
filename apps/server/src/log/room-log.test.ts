import { expect, test } from 'vitest';
import { decodeLogCore, EMPTY_HEAD, encodeCbor, LIMIT, nextHead, roomIdOf, toBase64url } from '@alcove/protocol';
import { sha256 } from '../signature.ts';
import {
  answerTo,
  appendCommit,
  appendMessage,
  appendPolicy,
  codeOf,
  createRoom,
  openHouse,
} from '../testing/house.ts';
import { genesisOf, newFrameId, random } from '../testing/signer.ts';

test('an append is acknowledged once stored, and survives a restart', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const answers = await Promise.all(Array.from({ length: 50 }, () => appendMessage(wire, room.id, 0)));
  expect(answers.map((a) => a.t === 'ack' && a.seq).toSorted((x, y) => Number(x) - Number(y))).toEqual(
    Array.from({ length: 50 }, (_, i) => i + 2),
  );
  await house.server.close();

  const again = await openHouse({}, {}, house.folder);
  Object.assign(ana, { house: again });
  const back = await ana.connect();
  expect((await back.wait('ready')).rooms).toMatchObject([{ room: room.id, seq: 51, epoch: 0, member: true, own: 51 }]);
  back.send({ t: 'fetch', n: 1, room: room.id, after: 0, limit: LIMIT.pageEntries });
  const { entries } = await back.wait('page');
  const head = entries.reduce((h, e) => nextHead(sha256, h, e.seq, e.core), EMPTY_HEAD);
  back.send({ t: 'fetch', n: 2, room: room.id, after: 51, limit: 1 });
  expect(await back.wait('page', (p) => p.n === 2)).toMatchObject({ entries: [], head, last: 51 });
  expect(await appendMessage(back, room.id, 0)).toMatchObject({ seq: 52 });
});

test('a repeated append gets the first one’s ack, whatever happened since', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const id = newFrameId();
  const body = random(20);
  const first = await appendMessage(wire, room.id, 0, body, id);
  for (let epoch = 0; epoch < 4; epoch++) expect(codeOf(await appendCommit(wire, room.id, epoch))).toBe('ack');
  wire.frames.length = 0;
  expect(await appendMessage(wire, room.id, 0, body, id)).toEqual(first);
  // Twice in one turn: one entry.
  const twice = newFrameId();
  wire.send(
    ...[1, 2].map(() => ({
      t: 'append' as const,
      kind: 'application' as const,
      room: room.id,
      id: twice,
      epoch: 4,
      body,
    })),
  );
  await answerTo(wire, twice);
  await wire.settle();
  expect(
    wire
      .of('ack')
      .filter((a) => a.id === twice)
      .map((a) => a.seq),
  ).toEqual([7, 7]);
  expect(wire.of('entry').filter((e) => e.seq > 6)).toHaveLength(1);
  const other = await createRoom(ana);
  wire.frames.length = 0;
  expect(codeOf(await appendMessage(wire, other.id, 0, body, id))).toBe('conflict');
});

test('of many commits in one epoch one wins, and the others hear where the room is', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const room = await createRoom(ana, ben);
  const [a, b] = [await ana.connect(), await ben.connect()];
  for (let epoch = 0; epoch < 5; epoch++) {
    const answers = await Promise.all([a, b, a, b, a, b].map((wire) => appendCommit(wire, room.id, epoch)));
    const codes = answers.map(codeOf);
    expect(codes.filter((c) => c === 'ack')).toHaveLength(1);
    expect(codes.filter((c) => c === 'epoch-conflict')).toHaveLength(5);
    const lost = answers.find((x) => x.t === 'nack');
    expect(lost?.t === 'nack' && lost.error.details).toMatchObject({ epoch: epoch + 1, seq: epoch + 2 });
  }
});

test('whoever lost a race hears how many come first, keeps that place, and leaves the line by a commit', async () => {
  const house = await openHouse();
  const [ana, ben, cleo, dan] = [
    await house.person(),
    await house.person(),
    await house.person(),
    await house.person(),
  ];
  const room = await createRoom(ana);
  const [a, b, c, d] = [await ana.connect(), await ben.connect(), await cleo.connect(), await dan.connect()];
  await appendPolicy(a, room.id, room.change(ana, { add: [ben, cleo, dan].map(({ signer }) => signer.person) }));
  const ahead = async (wire: typeof a, epoch: number): Promise<unknown> => {
    const answer = await appendCommit(wire, room.id, epoch);
    return answer.t === 'nack' ? answer.error.details?.['ahead'] : answer.t;
  };
  expect(await ahead(a, 0)).toBe('ack');
  expect([await ahead(b, 0), await ahead(c, 0), await ahead(d, 0)]).toEqual([0, 1, 2]);
  // Coming too early again costs nobody a place.
  expect([await ahead(d, 0), await ahead(c, 0)]).toEqual([2, 1]);
  expect(await ahead(b, 1)).toBe('ack');
  expect([await ahead(d, 1), await ahead(c, 1)]).toEqual([1, 0]);
  // Who was in a hurry and got through is not waited for.
  expect(await ahead(c, 2)).toBe('ack');
  expect(await ahead(d, 2)).toBe(0);
});

test('messages of the epoch and the two before are taken, others are sealed again', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  for (let epoch = 0; epoch < 4; epoch++) await appendCommit(wire, room.id, epoch);
  const codes = [];
  for (const epoch of [0, 1, 2, 3, 4, 5]) codes.push(codeOf(await appendMessage(wire, room.id, epoch)));
  expect(codes).toEqual(['stale-epoch', 'stale-epoch', 'ack', 'ack', 'ack', 'stale-epoch']);
});

test('the time of an entry never goes back, whatever the clock does', async () => {
  let now = Date.now();
  const house = await openHouse({}, { now: () => now });
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const times: number[] = [];
  for (const step of [10, -3_600_000, 5, 3_700_000]) {
    now += step;
    const answer = await appendMessage(wire, room.id, 0);
    if (answer.t === 'ack') times.push(answer.at);
  }
  expect(times).toEqual(times.toSorted((x, y) => x - y));
  expect(times).toHaveLength(4);
});

test('a commit and its policy enter together, in order, or not at all', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const policyId = newFrameId();
  const to = [{ account: ben.account, device: ben.device.id }];
  const refusedPolicy = room.change(ana, { remove: [ben.account] }, false);
  expect(codeOf(await appendCommit(wire, room.id, 0, { policy: refusedPolicy, policyId }))).toBe('policy-refused');
  expect(codeOf(await appendCommit(wire, room.id, 0, { welcome: random(9), to }))).toBe('policy-refused');
  const adding = room.change(ana, { add: [ben.signer.person] });
  const stranger = (await house.person()).device.id;
  expect(
    codeOf(
      await appendCommit(wire, room.id, 0, {
        policy: adding,
        policyId,
        welcome: random(9),
        to: [{ ...to[0]!, device: stranger }],
      }),
    ),
  ).toBe('not-found');
  expect(codeOf(await appendCommit(wire, room.id, 0, { policy: adding }))).toBe('malformed');
  expect(codeOf(await appendCommit(wire, room.id, 7, { policy: adding, policyId, welcome: random(9), to }))).toBe(
    'epoch-conflict',
  );
  const id = newFrameId();
  expect(await appendCommit(wire, room.id, 0, { id, policy: adding, policyId, welcome: random(9), to })).toMatchObject({
    seq: 3,
  });
  const kinds = (await Promise.all([1, 2, 3].map((seq) => wire.wait('entry', (e) => e.seq === seq)))).map((e) =>
    decodeLogCore(e.core),
  );
  expect(kinds.map((c) => [c.kind, c.epoch])).toEqual([
    ['policy', 0],
    ['policy', 0],
    ['commit', 0],
  ]);
  expect(kinds.map((c) => c.id).slice(1)).toEqual([policyId, id]);
});

test('Welcomes wait for the device until it took them, and only one copy is kept', async () => {
  const house = await openHouse();
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  const a = await ana.connect();
  const room = await createRoom(ana);
  const body = random(500);
  await appendCommit(a, room.id, 0, {
    policy: room.change(ana, { add: [ben.signer.person, cleo.signer.person] }),
    policyId: newFrameId(),
    welcome: body,
    to: [ben, cleo].map((p) => ({ account: p.account, device: p.device.id })),
  });
  const first = await (await ben.connect()).wait('welcome');
  expect(first.body).toEqual(body);
  const b = await ben.connect();
  expect((await b.wait('welcome')).id).toBe(first.id);
  // Somebody else's Welcome is not theirs to take.
  a.send({ t: 'welcome-taken', id: first.id });
  await a.settle();
  b.send({ t: 'welcome-taken', id: first.id });
  await b.settle();
  const again = await ben.connect();
  await again.settle();
  expect(again.of('welcome')).toEqual([]);
  expect((await (await cleo.connect()).wait('welcome')).body).toEqual(body);
});

test('a Welcome is not for somebody who was removed meanwhile', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const a = await ana.connect();
  const room = await createRoom(ana);
  await appendCommit(a, room.id, 0, {
    policy: room.change(ana, { add: [ben.signer.person] }),
    policyId: newFrameId(),
    welcome: random(50),
    to: [{ account: ben.account, device: ben.device.id }],
  });
  await appendPolicy(a, room.id, room.change(ana, { remove: [ben.account] }));
  const b = await ben.connect();
  await b.settle();
  expect(b.of('welcome')).toEqual([]);
});

test('the group info of the epoch is served to members, an older one is not', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const groupInfo = random(80);
  const ask = async (n: number) => {
    wire.send({ t: 'fetch-group-info', n, room: room.id });
    return wire.wait('group-info', (f) => f.n === n);
  };
  expect(await ask(1)).toMatchObject({ epoch: 0, body: null });
  await appendCommit(wire, room.id, 0, { groupInfo });
  await appendMessage(wire, room.id, 1);
  expect(await ask(2)).toMatchObject({ epoch: 1, seq: 2, body: groupInfo });
  await appendCommit(wire, room.id, 1);
  expect(await ask(3)).toMatchObject({ epoch: 2, body: null });
});

test('making a room twice is making it once; a direct room exists once, whoever asks', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const { serverId } = house.server;
  const frame = toBase64url(ana.signer.policy(serverId, ana.device, genesisOf(ana.signer, ben.signer)));
  const id = newFrameId();
  const first = await ana.call('createRoom', { genesis: frame, id });
  expect(await ana.call('createRoom', { genesis: frame, id })).toMatchObject({ value: first.ok && first.value });
  expect(await ana.call('createRoom', { genesis: frame, id: newFrameId() })).toMatchObject({
    error: { code: 'conflict' },
  });
  const mirrored = toBase64url(ben.signer.policy(serverId, ben.device, genesisOf(ben.signer, ana.signer)));
  expect(await ben.call('createRoom', { genesis: mirrored, id: newFrameId() })).toMatchObject({
    status: 409,
    error: { code: 'direct-exists', details: { room: first.ok && first.value.room } },
  });
});

test('a room is made with its first commit; one that is refused leaves it as it is', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const wire = await ana.connect();
  const genesis = genesisOf(ana.signer, ben.signer);
  const bytes = ana.signer.policy(house.server.serverId, ana.device, genesis);
  const room = roomIdOf(sha256, genesis);
  const make = (first: object) =>
    ana.call('createRoom', { genesis: toBase64url(bytes), id: newFrameId(), first: toBase64url(encodeCbor(first)) });
  const commit = { t: 'append', kind: 'commit', room, id: newFrameId(), epoch: 0, body: random(48) };
  const other = (await createRoom(ben)).id;
  for (const wrong of [{ ...commit, epoch: 1 }, { ...commit, room: other }, { ...commit, kind: 'application' }, {}])
    expect(await make(wrong)).toMatchObject({ error: { code: 'malformed' } });
  expect(await make({ ...commit, policy: bytes, policyId: newFrameId() })).toMatchObject({ ok: true });
  expect((await wire.wait('entry', (f) => f.room === room && f.seq === 1)).seq).toBe(1);
  wire.send({ t: 'fetch', n: 1, room, after: 0, limit: LIMIT.pageEntries });
  expect((await wire.wait('page')).last).toBe(1);

  const again = genesisOf(ana.signer, null);
  const frame = ana.signer.policy(house.server.serverId, ana.device, again);
  const request = { genesis: toBase64url(frame), id: newFrameId() };
  const first = {
    ...commit,
    room: roomIdOf(sha256, again),
    welcome: random(64),
    to: [{ account: ana.account, device: ana.device.id }],
  };
  const asked = { ...request, first: toBase64url(encodeCbor(first)) };
  const made = await ana.call('createRoom', asked);
  expect(made).toMatchObject({ ok: true, value: { seq: 1 } });
  expect(await ana.call('createRoom', asked)).toEqual(made);
  wire.send({ t: 'fetch', n: 2, room: first.room, after: 0, limit: LIMIT.pageEntries });
  const { entries } = await wire.wait('page', (f) => f.n === 2);
  expect(entries.map(({ core }) => decodeLogCore(core).kind)).toEqual(['policy', 'commit']);
  expect(await wire.wait('welcome', (f) => f.room === first.room)).toMatchObject({ seq: 2 });
});

test('two people who start the same direct room at once end in one', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const start = (by: typeof ana, other: typeof ana) =>
    by.call('createRoom', {
      genesis: toBase64url(by.signer.policy(house.server.serverId, by.device, genesisOf(by.signer, other.signer))),
      id: newFrameId(),
    });
  await Promise.all([ana.token(), ben.token()]);
  const answers = await Promise.all([start(ana, ben), start(ben, ana), start(ana, ben)]);
  expect(answers.filter((a) => a.ok)).toHaveLength(1);
  expect(answers.flatMap((a) => (a.ok ? [] : [a.error.code]))).toEqual(['direct-exists', 'direct-exists']);
});

test('a full disk refuses appends, keeps what was acknowledged, and goes on reading', async () => {
  const house = await openHouse({}, { maxDatabasePages: 160 });
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const acked: number[] = [];
  let refused: string | undefined;
  while (refused === undefined && acked.length < 200) {
    const answer = await appendMessage(wire, room.id, 0, random(20_000));
    if (answer.t === 'ack') acked.push(answer.seq);
    else refused = answer.error.code;
  }
  expect(refused).toBe('storage-full');
  expect(codeOf(await appendMessage(wire, room.id, 0, random(60_000)))).toBe('storage-full');
  wire.send({ t: 'fetch', n: 1, room: room.id, after: 0, limit: LIMIT.pageEntries });
  expect((await wire.wait('page')).last).toBe(acked.at(-1));
  const upload = Array.from({ length: 40 }, () => ({
    ref: toBase64url(random(16)),
    body: toBase64url(random(8_000)),
    lastResort: false,
    notAfter: 4_000_000_000,
  }));
  expect(await ana.call('uploadKeyPackages', { packages: upload })).toMatchObject({
    status: 507,
    error: { code: 'storage-full' },
  });
  expect(await ana.call('vault', {})).toMatchObject({ ok: true });
});

test('who may not write is told nothing about the room', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const room = await createRoom(ana);
  const wire = await ben.connect();
  const unknown = (await createRoom(await house.person())).id;
  for (const id of [room.id, unknown]) {
    expect(codeOf(await appendMessage(wire, id, 0))).toBe('not-member');
    expect(codeOf(await appendCommit(wire, id, 9))).toBe('not-member');
    expect(codeOf(await appendPolicy(wire, room.id, room.change(ben, { add: [ben.signer.person] }, false)))).toBe(
      'not-member',
    );
  }
});

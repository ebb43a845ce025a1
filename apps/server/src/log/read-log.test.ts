import { expect, test } from 'vitest';
import { decodeLogCore, LIMIT } from '@alcove/protocol';
import { appendMessage, appendPolicy, createRoom, openHouse, type Room } from '../testing/house.ts';
import { random } from '../testing/signer.ts';
import type { Wire } from '../testing/wire.ts';

let question = 0;
async function fetchPage(wire: Wire, room: Room, after: number, limit: number = LIMIT.pageEntries) {
  const n = ++question;
  wire.send({ t: 'fetch', n, room: room.id, after, limit });
  const answer = await Promise.any([wire.wait('page', (f) => f.n === n), wire.wait('refused', (f) => f.n === n)]);
  if (answer.t === 'refused') return answer.error.code;
  return { after: answer.after, seqs: answer.entries.map((e) => e.seq), last: answer.last };
}

test('each reads the stretches it was a member for, and nothing else', async () => {
  const house = await openHouse();
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  const [a, b, c] = [await ana.connect(), await ben.connect(), await cleo.connect()];
  const room = await createRoom(ana); // 1
  await appendMessage(a, room.id, 0); // 2
  await appendPolicy(a, room.id, room.change(ana, { add: [ben.signer.person] })); // 3
  await appendMessage(a, room.id, 0); // 4
  await appendPolicy(a, room.id, room.change(ana, { remove: [ben.account] })); // 5
  await appendMessage(a, room.id, 0); // 6
  await a.settle();
  await b.settle();

  expect(b.of('entry').map((e) => e.seq)).toEqual([3, 4, 5]);
  expect(await fetchPage(b, room, 0)).toEqual({ after: 2, seqs: [3, 4, 5], last: 5 });
  expect(await fetchPage(b, room, 4)).toEqual({ after: 4, seqs: [5], last: 5 });
  expect(await fetchPage(b, room, 5)).toEqual({ after: 5, seqs: [], last: 5 });
  expect(await fetchPage(b, room, 99)).toEqual({ after: 5, seqs: [], last: 5 });
  expect(await fetchPage(c, room, 0)).toBe('not-member');
  expect((await (await ben.connect()).wait('ready')).rooms).toMatchObject([
    { room: room.id, seq: 5, epoch: 0, member: false, own: 0 },
  ]);

  const again = await ben.connect();
  await appendPolicy(a, room.id, room.change(ana, { add: [ben.signer.person] })); // 7
  await appendMessage(a, room.id, 0); // 8
  await again.wait('entry', (e) => e.seq === 8);
  expect(again.of('entry').map((e) => e.seq)).toEqual([7, 8]);
  expect(await fetchPage(again, room, 0)).toEqual({ after: 2, seqs: [3, 4, 5], last: 8 });
  expect(await fetchPage(again, room, 5)).toEqual({ after: 6, seqs: [7, 8], last: 8 });
  expect(await fetchPage(a, room, 0)).toEqual({ after: 0, seqs: [1, 2, 3, 4, 5, 6, 7, 8], last: 8 });
});

test('the policy chain is served from the genesis on, up to where one left', async () => {
  const house = await openHouse();
  const [ana, ben, cleo] = [await house.person(), await house.person(), await house.person()];
  const [a, b, c] = [await ana.connect(), await ben.connect(), await cleo.connect()];
  const room = await createRoom(ana);
  await appendMessage(a, room.id, 0);
  const frames = [{ add: [ben.signer.person] }, { remove: [ben.account] }, { add: [cleo.signer.person] }].map(
    (change) => room.change(ana, change),
  );
  for (const frame of frames) await appendPolicy(a, room.id, frame);
  const ask = async (wire: Wire) => {
    wire.send({ t: 'fetch-policy', n: 1, room: room.id });
    const answer = await Promise.any([wire.wait('policies'), wire.wait('refused')]);
    return answer.t === 'policies' ? answer.frames.slice(1) : answer.error.code;
  };
  expect(await ask(a)).toEqual(frames);
  expect(await ask(c)).toEqual(frames);
  expect(await ask(b)).toEqual(frames.slice(0, 2));
  expect(await ask(await (await house.person()).connect())).toBe('not-member');
  b.send({ t: 'fetch-marks', n: 2, room: room.id }, { t: 'fetch-group-info', n: 3, room: room.id });
  expect(await b.wait('refused', (f) => f.n === 2)).toMatchObject({ error: { code: 'not-member' } });
  expect(await b.wait('refused', (f) => f.n === 3)).toMatchObject({ error: { code: 'not-member' } });
});

test('a page holds what was asked for, and not more bytes than fit', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const wire = await ana.connect();
  const room = await createRoom(ana);
  const bodies = Array.from({ length: 20 }, () => random(60_000));
  await Promise.all(bodies.map((body) => appendMessage(wire, room.id, 0, body)));
  expect(await fetchPage(wire, room, 3, 2)).toEqual({ after: 3, seqs: [4, 5], last: 21 });
  const seen: number[] = [];
  for (let after = 0; after < 21; after = seen.at(-1)!) {
    const page = await fetchPage(wire, room, after);
    if (typeof page === 'string') throw new Error(page);
    expect(page.seqs.length).toBeLessThanOrEqual(9);
    seen.push(...page.seqs);
  }
  expect(seen).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
  const entry = await wire.wait('entry', (e) => e.seq === 21);
  expect(bodies.some((b) => Buffer.compare(b, decodeLogCore(entry.core).body) === 0)).toBe(true);
});

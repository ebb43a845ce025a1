/** Entries that clients bring back: only what stood here, only where it stood. The way round is in tests/system/restored-server.test.ts. */
import { expect, test } from 'vitest';
import { decodeLogCore, encodeLogCore, type ClientFrameOf, type RoomId } from '@alcove/protocol';
import { appendMessage, createRoom, openHouse, type Person } from '../testing/house.ts';
import { newFrameId, random } from '../testing/signer.ts';
import type { Wire } from '../testing/wire.ts';

type Brought = Omit<ClientFrameOf<'restore'>, 't' | 'n'>;

let n = 500;
async function bring(wire: Wire, brought: Brought): Promise<string | number> {
  const question = n++;
  wire.send({ t: 'restore', n: question, ...brought });
  const answer = await Promise.any([
    wire.wait('restored', (frame) => frame.n === question),
    wire.wait('refused', (frame) => frame.n === question),
  ]);
  return answer.t === 'restored' ? answer.seq : answer.error.code;
}

/** All entries with the receipts that the server gives. */
async function logOf(wire: Wire, room: RoomId) {
  const question = n++;
  wire.send({ t: 'fetch', n: question, room, after: 0, limit: 200 });
  const { entries } = await wire.wait('page', (page) => page.n === question);
  return entries.map(({ core, receipt }) => ({
    core: new Uint8Array(core),
    receipt: new Uint8Array(receipt ?? new Uint8Array(32)),
  }));
}

async function scene(): Promise<{ ana: Person; wire: Wire; room: RoomId; log: Awaited<ReturnType<typeof logOf>> }> {
  const house = await openHouse();
  const ana = await house.person();
  const { id: room } = await createRoom(ana);
  const wire = await ana.connect();
  for (let i = 0; i < 3; i++) await appendMessage(wire, room, 0);
  return { ana, wire, room, log: await logOf(wire, room) };
}

test('live entries and pages carry the same receipt', async () => {
  const { wire, room, log } = await scene();
  await appendMessage(wire, room, 0);
  const live = await wire.wait('entry', ({ seq }) => seq === 5);
  expect(new Uint8Array(live.receipt ?? [])).toEqual((await logOf(wire, room))[4]?.receipt);
  expect(log).toHaveLength(4);
});

test('nobody brings in what never stood here: forged, changed, renumbered, of another room, without a receipt', async () => {
  const { ana, wire, room, log } = await scene();
  const last = log[3] as (typeof log)[number];
  const core = decodeLogCore(last.core);
  const forged = encodeLogCore({ ...core, id: newFrameId(), body: random(30) });
  const other = await createRoom(ana);
  const receipts = [last.receipt, log[2]?.receipt ?? last.receipt, random(32)];
  for (const receipt of receipts) {
    expect(await bring(wire, { room, after: 4, entries: [{ core: forged }], receipt })).toBe('invalid-signature');
    expect(await bring(wire, { room, after: 4, entries: [{ core: last.core }], receipt })).toBe('invalid-signature');
    expect(await bring(wire, { room: other.id, after: 1, entries: [{ core: last.core }], receipt })).toBe(
      'invalid-signature',
    );
  }
  expect(await logOf(wire, room)).toHaveLength(4);
});

test('it says where its log ends, and refuses noise', async () => {
  const { wire, room, log } = await scene();
  const [, second] = log as [unknown, (typeof log)[number]];
  expect(await bring(wire, { room, after: 1, entries: [{ core: second.core }], receipt: second.receipt })).toBe(
    'conflict',
  );
  expect(await bring(wire, { room, after: 4, entries: [{ core: random(20) }], receipt: random(32) })).toBe('malformed');
});

test('another server’s receipts mean nothing here', async () => {
  const there = await scene();
  const here = await scene();
  const { room, log } = there;
  const entries = log.map(({ core }) => ({ core }));
  expect(await bring(here.wire, { room, after: 0, entries, receipt: log[3]?.receipt ?? random(32) })).toBe(
    'invalid-signature',
  );
});

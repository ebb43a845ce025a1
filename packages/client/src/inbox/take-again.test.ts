import { encodeContent, type SendableEvent } from '@alcove/content';
import { AccountId, DeviceId, FrameId, RoomId, type Bytes } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import { expect, test } from 'vitest';
import { rowOf } from '../timeline/stored.ts';
import { takeAgain } from './take-again.ts';

const ANA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const LAPTOP = DeviceId.parse('l'.repeat(22));
const ROOM = RoomId.parse('R'.repeat(43));
const idOf = (n: number): FrameId => FrameId.parse(`01J${String(n).padStart(23, '0')}`);
const text = (body: string): SendableEvent => ({ type: 'text', body, mentions: [] });

function said(id: FrameId, event: SendableEvent): Bytes {
  return encodeContent(event, { id, sentAt: 1, seenSeq: 1, seenHead: new Uint8Array(32) });
}

/** What stands at the fourth place: Ana's, from her phone. */
function entry(fields: Partial<Pick<EventRow, 'type' | 'author' | 'device'>> = {}): EventRow {
  const place = { room: ROOM, seq: 4, ord: null, id: idOf(4), at: 40, author: ANA, device: PHONE };
  const shut = rowOf({ ...place, event: text('') }, new Uint8Array(0), 0);
  return { ...shut, type: 'unopened', ...fields };
}

/** The rows that come of it. */
async function taken(
  known: readonly EventRow[],
  contents: readonly Bytes[],
  by = { account: ANA, device: PHONE },
): Promise<readonly EventRow[]> {
  const store = {
    events: { some: () => Promise.resolve(known), put: () => [] },
    unopened: { drop: () => [] },
  };
  const work = {
    room: { id: ROOM },
    events: [],
    statements: [],
    unopened: known.map(({ seq }) => ({ seq, wanted: true })),
  };
  const [context, step] = [{ store }, work] as unknown as Parameters<typeof takeAgain>;
  await takeAgain(context, step, { type: 'again', said: [...contents] }, by);
  expect(work.unopened).toHaveLength(known.length - work.events.length);
  return work.events;
}

test('[K63] what its author says again takes the place of the entry that did not open', async () => {
  const rows = await taken([entry()], [said(idOf(4), text('hello'))]);
  expect(rows).toMatchObject([{ id: idOf(4), seq: 4, at: 40, author: ANA, device: PHONE, type: 'text' }]);
});

test('[K63] nobody fills the entry of somebody else, or of another device of theirs', async () => {
  const words = [said(idOf(4), text('not mine'))];
  expect(await taken([entry()], words, { account: BEN, device: PHONE })).toEqual([]);
  expect(await taken([entry()], words, { account: ANA, device: LAPTOP })).toEqual([]);
});

test('[K63] what was read stays as it was read, and nothing comes where no entry is', async () => {
  expect(await taken([entry({ type: 'text' })], [said(idOf(4), text('otherwise'))])).toEqual([]);
  expect(await taken([], [said(idOf(5), text('new'))])).toEqual([]);
});

test('[K63] what holds for the room is not said again, and what is no content is left out', async () => {
  const key: SendableEvent = { type: 'group-info-key', key: new Uint8Array(32) };
  expect(await taken([entry()], [said(idOf(4), key), new Uint8Array([1])])).toEqual([]);
});

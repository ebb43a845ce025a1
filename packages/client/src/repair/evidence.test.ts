/** Which of two histories is followed, by what members signed. */
import { encodeContent } from '@alcove/content';
import { AccountId, DeviceId, FrameId, RoomId, utf8, type Bytes, type LogCore } from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import { claimsIn, isAgreed, isBelievable, type OwnStretch } from './evidence.ts';
import type { ToldLog } from './told-log.ts';

const ANA = AccountId.parse('A'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const MINE = DeviceId.parse('m'.repeat(22));
const idOf = (n: number): FrameId => FrameId.parse(`01J${String(n).padStart(23, '0')}`);
const head = (story: string, seq: number): Bytes => {
  const bytes = new Uint8Array(32);
  bytes.set(utf8(`${story}${String(seq)}`));
  return bytes;
};

/** Both have entries 1 to 4; after that the server tells 5 to 8, and this device has 5 to 7 of its own. */
function told(entries: readonly Partial<LogCore>[]): ToldLog {
  const full = entries.map((core, i) => {
    const says: LogCore = {
      v: 1,
      kind: 'application',
      epoch: 1,
      account: ANA,
      device: PHONE,
      id: idOf(i),
      at: 1,
      body: new Uint8Array(1),
      ...core,
    };
    return { seq: 5 + i, core: new Uint8Array(0), head: head('told', 5 + i), says };
  });
  return { common: { seq: 4, head: head('both', 4) }, entries: full, last: 4 + entries.length };
}
const own = (fields: Partial<OwnStretch> = {}): OwnStretch => ({
  heads: new Map([5, 6, 7].map((seq) => [seq, head('own', seq)])),
  claims: [],
  said: [],
  changes: [],
  ...fields,
});
const claim = (story: string, seq: number) => ({ device: PHONE, at: 9, seq, head: head(story, seq) });

describe('what the server tells is followed', () => {
  test('when nothing speaks against it', () => {
    expect(isBelievable(own({ said: [idOf(1)] }), told([{}, {}]))).toBe(true);
  });

  test('when somebody signed it as seen, whatever else was said', () => {
    const mixed = own({ claims: [claim('own', 6), { ...claim('told', 7), device: MINE }], said: [idOf(99)] });
    expect(isBelievable(mixed, told([{}, {}, {}]))).toBe(true);
  });

  test('[K51] not when a signed change of the room is missing, whoever says what', () => {
    const body = utf8('cleo is out');
    const signed = own({ changes: [body], claims: [claim('told', 6)] });
    expect(isBelievable(signed, told([{}, {}]))).toBe(false);
    expect(isBelievable(signed, told([{}, { kind: 'policy', body }]))).toBe(true);
    expect(isBelievable(signed, told([{}, { kind: 'application', body }]))).toBe(false);
  });

  test('[K52] not when the only word there is is for this device’s own', () => {
    expect(isBelievable(own({ claims: [claim('own', 6)] }), told([{}, {}]))).toBe(false);
    // A place that both have says nothing.
    expect(isBelievable(own({ claims: [claim('both', 4)] }), told([{}, {}]))).toBe(true);
  });

  test('[K53] not when something that was opened is missing', () => {
    expect(isBelievable(own({ said: [idOf(0), idOf(7)] }), told([{}, {}]))).toBe(false);
    expect(isBelievable(own({ said: [idOf(0)] }), told([{ kind: 'commit' }]))).toBe(false);
  });
});

describe('what others last signed as seen', () => {
  const row = (seq: number, seenSeq: number, seenHead: Bytes, device = PHONE, type = 'text') => ({
    room: RoomId.parse('R'.repeat(43)),
    seq,
    ord: null,
    id: idOf(seq),
    at: 1,
    author: ANA,
    device,
    type,
    item: true,
    notice: 0 as const,
    target: null,
    quote: null,
    content: encodeContent({ type: 'text', body: 'x', mentions: [] }, { id: idOf(seq), sentAt: 1, seenSeq, seenHead }),
  });

  test('the newest of each other device counts', () => {
    const rows = [
      row(5, 4, head('own', 4)),
      row(8, 7, head('own', 7)),
      row(7, 6, head('own', 6)),
      row(9, 8, head('x', 8), MINE),
      row(10, 9, head('x', 9), PHONE, 'unopened'),
    ];
    expect(claimsIn(rows, MINE)).toEqual([{ device: PHONE, at: 8, seq: 7, head: head('own', 7) }]);
  });

  test('agrees, or does not; what is too old to know agrees', () => {
    const { heads } = own();
    expect(isAgreed(heads, [claim('own', 7), claim('x', 2)])).toBe(true);
    expect(isAgreed(heads, [claim('own', 7), claim('told', 6)])).toBe(false);
    // Nobody has seen what comes after their own words.
    expect(isAgreed(heads, [{ ...claim('x', 9), at: 9 }])).toBe(false);
  });
});

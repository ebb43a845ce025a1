/** Which of two histories is followed, by what members signed. */
import { encodeContent } from '@alcove/content';
import { AccountId, DeviceId, FrameId, RoomId, utf8, type Bytes, type LogCore } from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import { claimsIn, claimsOf, isAgreed, isBelievable, type OwnStretch } from './evidence.ts';
import type { ToldLog } from './told-log.ts';

const ANA = AccountId.parse('A'.repeat(22));
const CLEO = AccountId.parse('C'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const MINE = DeviceId.parse('m'.repeat(22));
const ROOM = RoomId.parse('R'.repeat(43));
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
  gone: [],
  ...fields,
});
const claim = (story: string, seq: number) => ({ device: PHONE, at: 9, seq, head: head(story, seq) });

const believes = (mine: OwnStretch, log: ToldLog, vouched = false, members: readonly AccountId[] = [ANA]): boolean =>
  isBelievable(mine, log, { members: new Set(members), vouched });

describe('what the server tells is followed', () => {
  test('when nothing speaks against it', () => {
    expect(believes(own({ said: [idOf(1)] }), told([{}, {}]))).toBe(true);
  });

  test('when somebody signed it as seen, whatever else was said', () => {
    const mixed = own({ claims: [claim('own', 6), { ...claim('told', 7), device: MINE }], said: [idOf(99)] });
    expect(believes(mixed, told([{}, {}, {}]))).toBe(true);
  });

  test('[K51] not when a signed change of the room is missing, and nobody is there', () => {
    const body = utf8('cleo is out');
    const signed = own({ changes: [body] });
    expect(believes(signed, told([{}, {}]))).toBe(false);
    expect(believes(signed, told([{}, { kind: 'policy', body }]))).toBe(true);
    expect(believes(signed, told([{}, { kind: 'application', body }]))).toBe(false);
  });

  test('[K51] not when somebody is back who was put out, whoever says what', () => {
    const body = utf8('cleo is out');
    const signed = own({ changes: [body], gone: [CLEO], claims: [claim('told', 6)] });
    expect(believes(signed, told([{}, {}]), true, [ANA, CLEO])).toBe(false);
    // Put out there too, by another word: the room goes on where somebody is.
    expect(believes(signed, told([{}, {}]))).toBe(true);
  });

  test('when somebody went that way, although others stand by this device’s own: the room was split', () => {
    const split = own({ changes: [utf8('dora is in')], claims: [claim('own', 6)], said: [idOf(99)] });
    expect(believes(split, told([{}, {}]))).toBe(false);
    expect(believes(split, told([{}, {}]), true)).toBe(true);
  });

  test('[K52] not when the only word there is is for this device’s own', () => {
    expect(believes(own({ claims: [claim('own', 6)] }), told([{}, {}]))).toBe(false);
    // A place that both have says nothing.
    expect(believes(own({ claims: [claim('both', 4)] }), told([{}, {}]))).toBe(true);
  });

  test('[K61] what was said of it elsewhere counts when it is a member who says so, and for nothing otherwise', () => {
    const word = { ...claim('told', 6), room: ROOM, lock: null, under: head('both', 1), at: 1, state: 'open' } as const;
    const elsewhere = (account: AccountId) => claimsOf([{ ...word, account }], new Set([ANA]));
    expect(believes(own({ claims: elsewhere(ANA), said: [idOf(99)] }), told([{}, {}]))).toBe(true);
    expect(believes(own({ claims: elsewhere(CLEO), said: [idOf(99)] }), told([{}, {}]))).toBe(false);
  });

  test('[K53] not when something that was opened is missing', () => {
    expect(believes(own({ said: [idOf(0), idOf(7)] }), told([{}, {}]))).toBe(false);
    expect(believes(own({ said: [idOf(0)] }), told([{ kind: 'commit' }]))).toBe(false);
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

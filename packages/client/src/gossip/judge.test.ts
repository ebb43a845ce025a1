import { AccountId, DeviceId, RoomId, type Bytes } from '@alcove/protocol';
import type { WordRow } from '@alcove/store';
import { describe, expect, test } from 'vitest';
import { judgeWord, type Own } from './judge.ts';

const bytes = (fill: number, length = 32): Bytes => new Uint8Array(length).fill(fill);
const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

const word = (fields: Partial<WordRow> = {}): WordRow => ({
  room: RoomId.parse('R'.repeat(43)),
  device: DeviceId.parse('p'.repeat(22)),
  account: AccountId.parse('A'.repeat(22)),
  seq: 5,
  head: bytes(5),
  lock: { epoch: 2, mark: bytes(2, 16) },
  under: bytes(1, 16),
  at: NOW,
  state: 'open',
  ...fields,
});
const own = (fields: Partial<Own> = {}): Own => ({
  place: { seq: 5, head: bytes(5) },
  head: bytes(5),
  lock: { epoch: 2, mark: bytes(2, 16) },
  incarnation: { mark: bytes(1, 16), since: 0 },
  ...fields,
});

describe('[K61] what somebody saw of another room', () => {
  test('is what is here, or another log', () => {
    expect(judgeWord(word(), own())).toBe('fits');
    expect(judgeWord(word({ head: bytes(6) }), own())).toBe('apart');
    expect(judgeWord(word({ head: bytes(6) }), own({ place: { seq: 9, head: bytes(9) } }))).toBe('apart');
  });

  test('waits for a place that was not reached, and is not known where heads are no longer kept', () => {
    expect(judgeWord(word({ head: bytes(6) }), own({ place: { seq: 4, head: bytes(4) }, head: null }))).toBe('ahead');
    const later = own({ place: { seq: 9, head: bytes(9) }, head: null });
    expect(judgeWord(word({ head: bytes(6) }), later)).toBe('fits');
    // What differed once goes on to.
    expect(judgeWord(word({ head: bytes(6), state: 'apart' }), later)).toBe('apart');
  });

  test('with other keys in the same epoch of the same log is apart, at the very same place alone', () => {
    const lock = { epoch: 2, mark: bytes(3, 16) };
    expect(judgeWord(word({ lock }), own())).toBe('apart');
    expect(judgeWord(word({ lock }), own({ place: { seq: 6, head: bytes(6) } }))).toBe('fits');
    expect(judgeWord(word({ lock: { ...lock, epoch: 3 } }), own())).toBe('fits');
    expect(judgeWord(word({ lock: null }), own())).toBe('fits');
    expect(judgeWord(word({ lock }), own({ lock: null }))).toBe('fits');
  });

  describe('after a restore of the server', () => {
    const after = { mark: bytes(2, 16), since: NOW };
    const other = { head: bytes(6) };

    test('said before it, or while the server came back, it raises nothing', () => {
      for (const at of [NOW - MINUTE, NOW + 9 * MINUTE])
        expect(judgeWord(word({ ...other, at }), own({ incarnation: after }))).toBe('restored');
      expect(judgeWord(word(), own({ incarnation: after }))).toBe('fits');
    });

    test('said under the same name, or long after it, it is what it is: a server cannot keep it down by names', () => {
      expect(judgeWord(word({ ...other, under: bytes(2, 16) }), own({ incarnation: after }))).toBe('apart');
      expect(judgeWord(word({ ...other, at: NOW + 11 * MINUTE }), own({ incarnation: after }))).toBe('apart');
    });
  });
});

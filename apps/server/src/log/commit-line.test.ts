import { DeviceId, RoomId } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { CommitLine } from './commit-line.ts';

const room = RoomId.parse('r'.repeat(43));
const other = RoomId.parse('s'.repeat(43));
const devices = Array.from({ length: 4 }, (_, n) => DeviceId.parse(`${String(n)}${'A'.repeat(21)}`));
const [a, b, c, d] = devices as [DeviceId, DeviceId, DeviceId, DeviceId];

test('a line for each room, in the order of the first loss', () => {
  const line = new CommitLine();
  expect([line.lost(room, a, 0), line.lost(room, b, 1), line.lost(other, c, 2), line.lost(room, a, 3)]).toEqual([
    0, 1, 0, 0,
  ]);
  line.won(room, a);
  expect(line.lost(room, b, 4)).toBe(0);
});

test('nobody is waited for who was not heard of for a minute', () => {
  const line = new CommitLine();
  line.lost(room, a, 0);
  line.lost(room, b, 30_000);
  expect(line.lost(room, c, 60_000)).toBe(2);
  expect(line.lost(room, d, 60_001)).toBe(2);
  expect(line.lost(room, b, 60_002)).toBe(0);
});

test('a thousand rooms have a line; one more costs the oldest its own', () => {
  const line = new CommitLine();
  const rooms = Array.from({ length: 1_001 }, (_, n) => RoomId.parse(String(n).padStart(43, 'x')));
  for (const each of rooms) line.lost(each, a, 0);
  expect(line.lost(rooms[1] ?? room, b, 1)).toBe(1);
  expect(line.lost(rooms[0] ?? room, b, 1)).toBe(0);
});

/** A room's row, for tests in which it hardly matters: a group this device is in from its first commit on. */
import { RoomId } from '@alcove/protocol';
import type { RoomRow } from '@alcove/store';

export const ROW: RoomRow = {
  room: RoomId.parse('R'.repeat(43)),
  kind: 'group',
  member: true,
  peer: null,
  title: '',
  topic: '',
  groupInfoKey: null,
  joinSeq: 1,
  joinEpoch: 1,
};

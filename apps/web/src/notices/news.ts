/**
 * What is new since the list of rooms was last seen, as notices. Pure. Nothing of whoever asks, of a room that was left, or of what this person
 * wrote themselves: the list counts none of that as unread.
 */
import type { RoomSummary, Settings } from '@alcove/client';
import { t } from '@alcove/locales';
import { spoken } from '../words/spoken.ts';
import type { Notice } from './permission.ts';

export type Choice = Pick<Settings, 'notices' | 'noticesShow'>;
type Rooms = readonly RoomSummary[];

export interface News extends Notice {
  readonly room: RoomSummary['id'];
}

/** More rooms than that at once, as after a while without a network, are one notice. */
const MOST = 3;
/** What the system keeps of such a notice names no room. */
const NO_ROOM = 'alcove';

export function newsSince(before: Rooms, now: Rooms, choice: Choice): readonly News[] {
  const known = new Map(before.map((room) => [room.id, countOf(room, choice)]));
  const fresh = now.filter(
    (room) => room.request === null && !room.left && countOf(room, choice) > (known.get(room.id) ?? 0),
  );
  const [first] = fresh;
  if (first === undefined) return [];
  if (choice.noticesShow === 'nothing') return [{ ...plain(1), room: first.id }];
  if (fresh.length <= MOST) return fresh.map((room) => newsOf(room, choice));
  return [{ ...plain(fresh.reduce((sum, room) => sum + countOf(room, choice), 0)), room: first.id }];
}

function countOf(room: RoomSummary, { notices }: Choice): number {
  return notices === 'none' ? 0 : notices === 'all' ? room.unread : room.lit;
}

const plain = (count: number): Notice => ({ title: t.common.appName, body: t.settings.noticeOf(count), tag: NO_ROOM });

function newsOf(room: RoomSummary, choice: Choice): News {
  const text = choice.noticesShow === 'text' ? textOf(room) : null;
  return { room: room.id, title: room.title, body: text ?? t.settings.noticeOf(countOf(room, choice)), tag: room.id };
}

/** Null: nothing of it may be shown. A secret chat is kept nowhere else, not by the system's list of notices either. */
function textOf({ kind, lastLine }: RoomSummary): string | null {
  if (kind === 'secret' || lastLine === null || lastLine.text === '') return null;
  return kind === 'group' ? spoken(t.timeline.announce(lastLine.who, lastLine.text)) : lastLine.text;
}

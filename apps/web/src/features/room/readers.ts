/** The sentence under a room's name: who can read this, truthfully (checklist 22). */
import type { RoomView } from '@alcove/client';
import { t } from '@alcove/locales';

export function readersSentence(room: RoomView): string {
  if (room.secret !== null)
    return room.secret.end === null ? t.secret.readers(room.title, room.secret.theirs) : t.secret.over;
  if (room.left) return t.rooms.noLonger;
  const others = room.members.filter((member) => !member.isMe);
  const [only] = others;
  if (!only) return t.rooms.onlyYou;
  if (others.length === 1) return t.rooms.onlyYouAnd(only.name);
  return t.rooms.onlyPeople(room.members.length);
}

/** The sentence under a room's name: who can read this, truthfully (checklist 22). */
import type { RoomView } from '@alcove/client';
import { en } from '@alcove/locales';

export function readersSentence(room: RoomView): string {
  if (room.secret !== null)
    return room.secret.end === null ? en.secret.readers(room.title, room.secret.theirs) : en.secret.over;
  if (room.left) return en.rooms.noLonger;
  const others = room.members.filter((member) => !member.isMe);
  const [only] = others;
  if (!only) return en.rooms.onlyYou;
  if (others.length === 1) return en.rooms.onlyYouAnd(only.name);
  return en.rooms.onlyPeople(room.members.length);
}

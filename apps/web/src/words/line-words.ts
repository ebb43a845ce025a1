/** What the room wrote itself, as a sentence. */
import type { LineItem, RoomView } from '@alcove/client';
import { en } from '@alcove/locales';

export function lineWords(line: LineItem['line'], kind: RoomView['kind']): string {
  const t = en.timeline;
  const by = line.by.name;
  switch (line.what) {
    case 'created':
      return kind === 'group' ? t.created(by) : t.createdDirect(by);
    case 'added':
      return t.added(
        by,
        line.people.map((person) => person.name),
      );
    case 'removed':
      return t.removed(
        by,
        line.people.map((person) => person.name),
      );
    case 'left':
      return kind === 'secret' ? en.secret.endedBy(by) : t.left(by);
    case 'host':
      return t.host(by, line.to.name);
    case 'renamed':
      return t.renamed(by, line.title);
    case 'device-added':
      return t.deviceAdded(by, en.rooms.deviceKind(line.deviceKind));
    case 'device-removed':
      return t.deviceRemoved(by);
    case 'taken-back':
      return t.takenBack(by);
  }
}

/** What the room wrote itself, as a sentence. */
import type { LineItem, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';

export function lineWords(line: LineItem['line'], kind: RoomView['kind']): string {
  const words = t.timeline;
  const by = line.by.name;
  switch (line.what) {
    case 'created':
      return kind === 'group' ? words.created(by) : words.createdDirect(by);
    case 'added':
      return words.added(
        by,
        line.people.map((person) => person.name),
      );
    case 'removed':
      return words.removed(
        by,
        line.people.map((person) => person.name),
      );
    case 'left':
      return kind === 'secret' ? t.secret.endedBy(by) : words.left(by);
    case 'host':
      return words.host(by, line.to.name);
    case 'renamed':
      return words.renamed(by, line.title);
    case 'device-added':
      return words.deviceAdded(by, t.rooms.deviceKind(line.deviceKind));
    case 'device-removed':
      return words.deviceRemoved(by);
    case 'taken-back':
      return words.takenBack(by);
  }
}

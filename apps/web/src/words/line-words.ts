/** What the room wrote itself, as a sentence. */
import type { LineItem } from '@alcove/client';
import { en } from '@alcove/locales';

export function lineWords(line: LineItem['line'], direct: boolean): string {
  const t = en.timeline;
  const by = line.by.name;
  switch (line.what) {
    case 'created':
      return direct ? t.createdDirect(by) : t.created(by);
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
      return t.left(by);
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

/** Found messages as lines of the jump box: the words around the find, and who said them where and when. */
import type { FoundMessage } from '@alcove/client';
import { t } from '@alcove/locales';
import { Fragment, type ReactElement } from 'react';
import type { CommandItem } from '../ui/overlay/finder.tsx';
import { Portrait } from '../ui/sign/portrait.tsx';
import { Isolated } from '../words/isolated.tsx';
import { dayInLine } from '../words/times.ts';

const words = t.search.said;

/** `isHere`: only one conversation was searched, and one is in it. */
export function foundItem(found: FoundMessage, now: number, isHere = false): CommandItem {
  return {
    id: foundId(found),
    lead: <Portrait person={found.author} size={28} />,
    title: <Excerpt text={found.text} marks={found.marks} />,
    below: <Isolated>{whereOf(found, dayInLine(found.at, now), isHere)}</Isolated>,
    note: '',
  };
}

export function foundId({ room, id }: FoundMessage): string {
  return `message-${room.id}-${id}`;
}

function whereOf({ room, author, mine }: FoundMessage, day: string, isHere: boolean): string {
  const who = mine ? words.you : author.name;
  if (isHere) return words.toMe(who, day);
  if (room.peer === null) return words.inRoom(who, room.title, day);
  const line = mine ? words.byMe(room.peer.name, day) : words.toMe(who, day);
  return room.kind === 'secret' ? words.secret(line) : line;
}

function Excerpt({ text, marks }: Pick<FoundMessage, 'text' | 'marks'>): ReactElement {
  const starts = marks.map((_, n) => marks[n - 1]?.[1] ?? 0);
  return (
    <bdi>
      {marks.map(([from, to], n) => (
        <Fragment key={from}>
          {text.slice(starts[n], from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </bdi>
  );
}

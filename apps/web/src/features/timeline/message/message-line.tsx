/**
 * One message: an article labelled author, time, text and state. Owns hover, focus and long press; what they open is asked of the
 * timeline around it. Drawn as a row in rooms and as a bubble in chats of two. Memoised: renders again only when its own item, place
 * in the group or focus state changes.
 */
import type { MessageItem } from '@alcove/client';
import { t } from '@alcove/locales';
import { memo, useMemo, useState, type FocusEvent, type ReactElement } from 'react';
import { LinkTabContext } from '../../../markdown/people-context.ts';
import { plainText } from '../../../markdown/plain-text.ts';
import { spoken } from '../../../words/spoken.ts';
import { useInUse } from '../../../words/language.ts';
import { clock } from '../../../words/times.ts';
import type { MessageRow } from '../model/rows.ts';
import { InsideContext, useTalk, useTalkRoom } from '../talk-context.ts';
import { BubbleBody } from './bubble-body.tsx';
import { foldedWords, isFolded } from './folded.ts';
import { RowBody } from './row-body.tsx';
import { stateWords } from './send-mark.tsx';
import { Toolbar } from './toolbar.tsx';
import { useLongPress } from './use-long-press.ts';

export interface MessageLineProps {
  readonly row: MessageRow;
  /** The timeline's one tab stop is here. */
  readonly stop: boolean;
  /** The person is inside: its controls are in the tab order. */
  readonly inside: boolean;
  readonly tinted: boolean;
}

export const MessageLine = memo(function MessageLine({ row, stop, inside, tinted }: MessageLineProps): ReactElement {
  useInUse();
  const { item } = row;
  const [over, setOver] = useState(false);
  const [focused, setFocused] = useState(false);
  const [held, setHeld] = useState(false);
  const { act } = useTalk();
  const { closed, kind } = useTalkRoom();
  const press = useLongPress(() => act('sheet', item));
  const canAct = !closed && !item.deleted && item.seq !== null;
  const label = useLabel(item);
  const leave = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
  };
  const tools = canAct && (over || focused || held) ? <Toolbar item={item} onHold={setHeld} /> : null;
  return (
    <article
      className={classesOf(row, kind !== 'group', tinted)}
      data-row={row.key}
      tabIndex={stop ? 0 : -1}
      aria-label={label}
      onPointerEnter={(event) => setOver(event.pointerType !== 'touch')}
      onPointerLeave={() => setOver(false)}
      onFocus={() => setFocused(true)}
      onBlur={leave}
      {...press}
    >
      <InsideContext value={inside}>
        <LinkTabContext value={inside ? 0 : -1}>
          {kind !== 'group' ? (
            <BubbleBody row={row} canAct={canAct} tools={tools} />
          ) : (
            <RowBody row={row} canAct={canAct} tools={tools} />
          )}
        </LinkTabContext>
      </InsideContext>
    </article>
  );
});

function classesOf(row: MessageRow, bubble: boolean, tinted: boolean): string {
  const classes = bubble
    ? ['bub-row', row.item.mine ? 'bub-mine' : '', row.head ? 'bub-head' : '', row.tail ? 'bub-tail' : '']
    : ['msg', row.head ? '' : 'msg-more'];
  return [...classes, tinted ? 'msg-tint' : ''].filter(Boolean).join(' ');
}

/** Author, time, text, state: what a screen reader says for the whole article, once. */
function useLabel(item: MessageItem): string {
  const { people, kind } = useTalkRoom();
  const said = useMemo(() => plainText(item.text, people), [item.text, people]);
  const text = item.deleted
    ? item.mine
      ? t.timeline.deletedByYou
      : t.timeline.deletedBy(item.author.name)
    : isFolded(item)
      ? foldedWords()
      : said;
  const parts = [
    item.mine ? t.timeline.you : item.author.name,
    clock(item.at),
    text,
    item.edited && !item.deleted ? t.timeline.edited : '',
    item.send === null || item.deleted ? '' : stateWords(item.send, kind !== 'group'),
  ];
  return spoken(parts.filter((part) => part !== '').join(', '));
}

/**
 * One message as a row: an article labelled author, time, text and state. Owns hover, focus and long press; what they open is asked of
 * the timeline around it. Memoised: renders again only when its own item, place in the group or focus state changes.
 */
import type { MessageItem } from '@alcove/client';
import { en } from '@alcove/locales';
import { memo, useState, type FocusEvent, type ReactElement } from 'react';
import { Markdown } from '../../../markdown/markdown.tsx';
import { LinkTabContext } from '../../../markdown/people-context.ts';
import { plainText } from '../../../markdown/plain-text.ts';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Portrait, hueClass } from '../../../ui/sign/portrait.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { clock, fullMoment } from '../../../words/times.ts';
import type { MessageRow } from '../model/rows.ts';
import { InsideContext, useInsideTab, useTalk, useTalkRoom } from '../talk-context.ts';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { NotSent, SendMark, stateWords } from './send-mark.tsx';
import { Toolbar } from './toolbar.tsx';
import { useLongPress } from './use-long-press.ts';
import { spoken } from '../../../words/spoken.ts';

export interface MessageLineProps {
  readonly row: MessageRow;
  /** The timeline's one tab stop is here. */
  readonly stop: boolean;
  /** The person is inside: its controls are in the tab order. */
  readonly inside: boolean;
  readonly tinted: boolean;
}

export const MessageLine = memo(function MessageLine({ row, stop, inside, tinted }: MessageLineProps): ReactElement {
  const { item, head } = row;
  const [over, setOver] = useState(false);
  const [focused, setFocused] = useState(false);
  const [held, setHeld] = useState(false);
  const { act } = useTalk();
  const press = useLongPress(() => act('sheet', item));
  const canAct = !useTalkRoom().left && !item.deleted && item.seq !== null;
  const label = useLabel(item);
  const leave = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
  };
  const classes = ['msg', head ? '' : 'msg-more', tinted ? 'msg-tint' : '', item.mentionsMe ? 'msg-for-me' : ''];
  return (
    <article
      className={classes.filter(Boolean).join(' ')}
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
          <Gutter item={item} head={head} />
          <div className="msg-main">
            {head ? <By row={row} /> : null}
            {item.replyTo === null || item.deleted ? null : <Quote quote={item.replyTo} />}
            <Said row={row} />
            {item.reactions.length > 0 && !item.deleted ? <Reactions item={item} canAct={canAct} /> : null}
            {item.send === null ? null : <NotSent item={item} send={item.send} />}
          </div>
          {canAct && (over || focused || held) ? <Toolbar item={item} onHold={setHeld} /> : null}
        </LinkTabContext>
      </InsideContext>
    </article>
  );
});

/** The left edge: a portrait for the first of a group, the time for the others when one looks. */
function Gutter({ item, head }: { item: MessageItem; head: boolean }): ReactElement {
  if (head) return <Portrait person={item.author} />;
  return (
    <time className="msg-at num" dateTime={new Date(item.at).toISOString()} title={fullMoment(item.at)}>
      {clock(item.at)}
    </time>
  );
}

function By({ row }: { row: MessageRow }): ReactElement {
  const { item } = row;
  return (
    <div className="by">
      <b className={hueClass(item.author.hue)}>
        <bdi>{item.author.name}</bdi>
      </b>
      <time className="num" dateTime={new Date(item.at).toISOString()} title={fullMoment(item.at)}>
        {clock(item.at)}
      </time>
      <Edited item={item} />
      <Mark row={row} />
    </div>
  );
}

/** Beside the name, or beside the text where there is no name. */
function Mark({ row }: { row: MessageRow }): ReactElement | null {
  const { send, deleted } = row.item;
  return send === null || deleted ? null : <SendMark send={send} words={row.markInWords} />;
}

function Edited({ item }: { item: MessageItem }): ReactElement | null {
  const { act } = useTalk();
  const tab = useInsideTab();
  if (!item.edited || item.deleted) return null;
  return (
    <button
      type="button"
      className="edited"
      tabIndex={tab}
      aria-label={en.timeline.showVersions}
      onClick={() => act('versions', item)}
    >
      {en.timeline.edited}
    </button>
  );
}

function Said({ row }: { row: MessageRow }): ReactElement {
  const { item, head } = row;
  const { people, me } = useTalkRoom();
  if (item.deleted)
    return (
      <p className="msg-gone">
        <Icon name="close" size={16} />
        <span>
          <Isolated>{item.mine ? en.timeline.deletedByYou : en.timeline.deletedBy(item.author.name)}</Isolated>
        </span>
      </p>
    );
  return (
    <div className={item.send?.state === 'waiting' ? 'said said-waiting' : 'said'}>
      <div className="grow">
        <Markdown source={item.text} people={people} me={me} />
        {head ? null : <Edited item={item} />}
        {item.unknownType ? <p className="msg-newer">{en.timeline.newerKind}</p> : null}
      </div>
      {head ? null : <Mark row={row} />}
    </div>
  );
}

/** Author, time, text, state: what a screen reader says for the whole article, once. */
function useLabel(item: MessageItem): string {
  const { people, kind } = useTalkRoom();
  const text = item.deleted
    ? item.mine
      ? en.timeline.deletedByYou
      : en.timeline.deletedBy(item.author.name)
    : plainText(item.text, people);
  const parts = [
    item.mine ? en.timeline.you : item.author.name,
    clock(item.at),
    text,
    item.edited && !item.deleted ? en.timeline.edited : '',
    item.send === null || item.deleted ? '' : stateWords(item.send, kind === 'direct'),
  ];
  return spoken(parts.filter((part) => part !== '').join(', '));
}

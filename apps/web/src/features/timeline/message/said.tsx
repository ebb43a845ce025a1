/** What a message says, in either style: its text, or that it was deleted; and the small parts that stand beside it. */
import type { MessageItem } from '@alcove/client';
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Markdown } from '../../../markdown/markdown.tsx';
import { Icon } from '../../../ui/sign/icon.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { clock, clockFace, fullMoment } from '../../../words/times.ts';
import { foldedWords, isFolded } from './folded.ts';
import { useInsideTab, useTalk, useTalkRoom } from '../talk-context.ts';

export function Text({ item }: { item: MessageItem }): ReactElement {
  const { people, me } = useTalkRoom();
  const [shown, setShown] = useState(false);
  const tab = useInsideTab();
  if (isFolded(item) && !shown)
    return (
      <p className="msg-gone">
        <span>
          {foldedWords()}{' '}
          <button type="button" className="msg-show" tabIndex={tab} onClick={() => setShown(true)}>
            {t.contacts.show}
          </button>
        </span>
      </p>
    );
  return (
    <>
      <Markdown source={item.text} people={people} me={me} />
      {item.unknownType ? <p className="msg-newer">{t.timeline.newerKind}</p> : null}
    </>
  );
}

export function Gone({ item }: { item: MessageItem }): ReactElement {
  return (
    <p className="msg-gone">
      <Icon name="close" size={16} />
      <span>
        <Isolated>{item.mine ? t.timeline.deletedByYou : t.timeline.deletedBy(item.author.name)}</Isolated>
      </span>
    </p>
  );
}

/** Opens the versions. */
export function Edited({ item }: { item: MessageItem }): ReactElement | null {
  const { act } = useTalk();
  const tab = useInsideTab();
  if (!item.edited || item.deleted) return null;
  return (
    <button
      type="button"
      className="edited"
      tabIndex={tab}
      aria-label={t.timeline.showVersions}
      onClick={() => act('versions', item)}
    >
      {t.timeline.edited}
    </button>
  );
}

export function Time({ at }: { at: number }): ReactElement {
  return (
    <time className="num" dateTime={new Date(at).toISOString()} title={fullMoment(at)}>
      {clock(at)}
    </time>
  );
}

/** The same in the narrow margin beside a message that goes on under somebody's name. */
export function MarginTime({ at }: { at: number }): ReactElement {
  return (
    <time className="num msg-at" dateTime={new Date(at).toISOString()} title={fullMoment(at)}>
      {clockFace(at)}
    </time>
  );
}

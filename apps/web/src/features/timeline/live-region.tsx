/** Says new messages to screen readers, politely, at most once a second (model/announcer.ts has the rule). Never shows anything. */
import type { TimelineItem } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { plainText } from '../../markdown/plain-text.ts';
import { foldedWords, isFolded } from './message/folded.ts';
import { Announcer } from './model/announcer.ts';
import { useTalkRoom } from './talk-context.ts';

const EVERY_MS = 1_000;
/** Long enough to be read out; afterwards browsing the page must not find it a second time. */
const GONE_AFTER_MS = 4_000;

export function LiveRegion({ items }: { items: readonly TimelineItem[] }): ReactElement {
  const announcer = useRef(new Announcer());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const [said, setSaid] = useState<readonly string[]>([]);
  const { people } = useTalkRoom();

  useEffect(() => {
    if (!announcer.current.take(items) || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      const news = announcer.current.say();
      if (news === null) return;
      setSaid(
        news.kind === 'count'
          ? [t.timeline.newMessages(news.count)]
          : news.items.map((item) =>
              t.timeline.announce(item.author.name, isFolded(item) ? foldedWords() : plainText(item.text, people)),
            ),
      );
    }, EVERY_MS);
  }, [items, people]);
  useEffect(() => {
    if (said.length === 0) return;
    const clear = setTimeout(() => setSaid([]), GONE_AFTER_MS);
    return () => clearTimeout(clear);
  }, [said]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );

  return (
    <div className="vh" aria-live="polite" aria-atomic="true">
      {said.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}

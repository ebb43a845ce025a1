/** One line of what is answered; pressing it goes there. */
import type { QuoteView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { hueClass } from '../../../ui/sign/portrait.tsx';
import { useInsideTab, useTalk } from '../talk-context.ts';
import { foldedWords, isFolded } from './folded.ts';
import { spoken } from '../../../words/spoken.ts';

export function Quote({ quote }: { quote: QuoteView }): ReactElement {
  const { jumpTo } = useTalk();
  const tab = useInsideTab();
  const there = isFolded(quote) ? foldedWords() : quote.text || t.timeline.quoteAway;
  const text = quote.deleted ? t.timeline.quoteGone : there;
  return (
    <button
      type="button"
      tabIndex={tab}
      className={quote.author ? `quote ${hueClass(quote.author.hue)}` : 'quote'}
      onClick={() => jumpTo(quote.id)}
    >
      <span className="vh">
        {quote.author ? spoken(t.timeline.jumpToQuote(quote.author.name)) : t.timeline.quoteAway}
      </span>
      {quote.author === null ? null : (
        <b aria-hidden="true">
          <bdi>{quote.author.name}</bdi>
        </b>
      )}
      <span className="cut quote-text">{text}</span>
    </button>
  );
}

/** Reactions under a message: twelve kinds, then "+n"; who reacted on hover and focus. Own ones are accented and bold. */
import type { MessageItem, ReactionView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { Button, TooltipTrigger } from 'react-aria-components';
import { EmojiButton } from '../../../emoji/emoji-button.tsx';
import { Tooltip } from '../../../ui/overlay/tooltip.tsx';
import { Isolated } from '../../../words/isolated.tsx';
import { useInsideTab, useTalk } from '../talk-context.ts';
import { spoken } from '../../../words/spoken.ts';

const SHOWN = 12;

export function Reactions({ item, canAct }: { item: MessageItem; canAct: boolean }): ReactElement {
  const [all, setAll] = useState(false);
  const { react } = useTalk();
  const tab = useInsideTab();
  const shown = all ? item.reactions : item.reactions.slice(0, SHOWN);
  const rest = item.reactions.length - shown.length;
  return (
    <div className="reacts" role="group" aria-label={t.timeline.reactions}>
      {shown.map((reaction) => (
        <Chip key={reaction.emoji} item={item} reaction={reaction} canAct={canAct} />
      ))}
      {rest > 0 ? (
        <button
          type="button"
          className="react react-rest"
          tabIndex={tab}
          aria-label={t.timeline.showReactions(rest)}
          onClick={() => setAll(true)}
        >
          {t.timeline.moreReactions(rest)}
        </button>
      ) : null}
      {canAct ? (
        <EmojiButton
          className="react react-add"
          label={t.timeline.addReaction}
          excludeFromTabOrder={tab === -1}
          onPick={(emoji) => react(item, emoji, true)}
        />
      ) : null}
    </div>
  );
}

function Chip({
  item,
  reaction,
  canAct,
}: {
  item: MessageItem;
  reaction: ReactionView;
  canAct: boolean;
}): ReactElement {
  const { react } = useTalk();
  const tab = useInsideTab();
  const { emoji, count, mine, names } = reaction;
  return (
    <TooltipTrigger delay={300} closeDelay={0}>
      <Button
        className={mine ? 'react react-mine' : 'react'}
        excludeFromTabOrder={tab === -1}
        aria-pressed={mine}
        aria-label={spoken(t.timeline.reaction(emoji, count, names, mine))}
        onPress={() => {
          if (canAct) react(item, emoji, !mine);
        }}
      >
        <span className="react-emoji">{emoji}</span>
        <span className="num">{count}</span>
      </Button>
      <Tooltip>
        <Isolated>{t.timeline.reactors(names, count)}</Isolated>
      </Tooltip>
    </TooltipTrigger>
  );
}

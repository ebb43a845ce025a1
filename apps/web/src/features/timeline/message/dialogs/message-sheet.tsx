/** What a long press opens on touch: quick reactions, then every act with its words. */
import type { MessageItem } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { EmojiGrid } from '../../../../emoji/emoji-grid.tsx';
import { Icon } from '../../../../ui/sign/icon.tsx';
import { Sheet } from '../../../../ui/overlay/sheet.tsx';
import { useTalk, useTalkRoom } from '../../talk-context.ts';
import { actionsFor } from '../actions.ts';
import { useState } from 'react';

const QUICK = 6;

export function MessageSheet({ item, onClose }: { item: MessageItem | null; onClose: () => void }): ReactElement {
  return (
    <Sheet label={t.timeline.toolbar} isOpen={item !== null} onClose={onClose}>
      {item === null ? null : <Inside item={item} onClose={onClose} />}
    </Sheet>
  );
}

function Inside({ item, onClose }: { item: MessageItem; onClose: () => void }): ReactElement {
  const { act, react, quick } = useTalk();
  const { closed } = useTalkRoom();
  const [picking, setPicking] = useState(false);
  const pick = (emoji: string): void => {
    onClose();
    react(item, emoji, !item.reactions.some((r) => r.emoji === emoji && r.mine));
  };
  if (picking) return <EmojiGrid onPick={pick} />;
  return (
    <div className="sheet-acts">
      {closed || item.deleted || item.seq === null ? null : (
        <div className="sheet-quick">
          {quick()
            .slice(0, QUICK)
            .map((emoji) => (
              <button key={emoji} type="button" aria-label={t.timeline.reactWith(emoji)} onClick={() => pick(emoji)}>
                {emoji}
              </button>
            ))}
          <button type="button" aria-label={t.timeline.addReaction} onClick={() => setPicking(true)}>
            <Icon name="smile-plus" size={24} />
          </button>
        </div>
      )}
      {actionsFor(item, closed).map((action) => (
        <button
          key={action.act}
          type="button"
          className={action.stop === true ? 'menu-item menu-item-stop' : 'menu-item'}
          onClick={() => {
            onClose();
            act(action.act, item);
          }}
        >
          <Icon name={action.icon} />
          <span className="grow">{action.label}</span>
        </button>
      ))}
    </div>
  );
}

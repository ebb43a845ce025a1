/**
 * Actions on a message, shown on hover and on focus: three recent reactions, more, reply, and the menu. Mounted only for the message
 * under the pointer or the focus. Touch has the sheet instead (message-sheet.tsx).
 */
import type { MessageItem } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { EmojiButton } from '../../../emoji/emoji-button.tsx';
import { IconButton } from '../../../ui/control/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../../ui/overlay/menu.tsx';
import { useInsideTab, useTalk } from '../talk-context.ts';
import { actionsFor } from './actions.ts';

const QUICK = 3;

export function Toolbar({ item, onHold }: { item: MessageItem; onHold: (held: boolean) => void }): ReactElement {
  const { act, react, quick } = useTalk();
  const outside = useInsideTab() === -1;
  const actions = actionsFor(item, false);
  return (
    <div className="tools" role="toolbar" aria-label={t.timeline.toolbar}>
      {quick()
        .slice(0, QUICK)
        .map((emoji) => (
          <button
            key={emoji}
            type="button"
            className="ib tool-emoji"
            tabIndex={outside ? -1 : 0}
            aria-label={t.timeline.reactWith(emoji)}
            onClick={() => react(item, emoji, !item.reactions.some((r) => r.emoji === emoji && r.mine))}
          >
            {emoji}
          </button>
        ))}
      <span className="tool-line" />
      <EmojiButton
        className="ib"
        label={t.timeline.addReaction}
        keys="+"
        excludeFromTabOrder={outside}
        onOpenChange={onHold}
        onPick={(emoji) => react(item, emoji, true)}
      />
      <IconButton
        icon="reply"
        label={t.timeline.reply}
        keys="R"
        excludeFromTabOrder={outside}
        onPress={() => act('reply', item)}
      />
      <MenuTrigger onOpenChange={onHold}>
        <IconButton icon="more" label={t.timeline.more} excludeFromTabOrder={outside} />
        <Menu label={t.timeline.toolbar}>
          {actions.flatMap((action) => [
            ...(action.stop === true ? [<MenuSeparator key="line" />] : []),
            <MenuItem
              key={action.act}
              icon={action.icon}
              stop={action.stop ?? false}
              {...(action.keys === undefined ? {} : { keys: action.keys })}
              onAction={() => act(action.act, item)}
            >
              {action.label}
            </MenuItem>,
          ])}
        </Menu>
      </MenuTrigger>
    </div>
  );
}

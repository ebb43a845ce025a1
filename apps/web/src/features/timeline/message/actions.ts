/** Which acts a message offers, with their words and keys: one list for the menu, the touch sheet and the single-letter keys. */
import type { MessageItem } from '@alcove/client';
import { t } from '@alcove/locales';
import type { IconName } from '../../../ui/sign/icon.tsx';
import type { MessageAct } from '../talk-context.ts';

export interface MessageAction {
  readonly act: MessageAct;
  readonly icon: IconName;
  readonly label: string;
  readonly keys?: string;
  readonly stop?: boolean;
}

/** `closed`: nothing can be said in this room. */
export function actionsFor(item: MessageItem, closed: boolean): readonly MessageAction[] {
  if (item.deleted) return [];
  const inLog = item.seq !== null;
  const open = inLog && !closed;
  const actions: (MessageAction | false)[] = [
    open && { act: 'reply', icon: 'reply', label: t.timeline.reply, keys: 'R' },
    open && item.mine && !item.unknownType && { act: 'edit', icon: 'pencil', label: t.timeline.edit, keys: 'E' },
    { act: 'copy', icon: 'copy', label: t.timeline.copyText },
    item.edited && { act: 'versions', icon: 'clock', label: t.timeline.versionsTitle },
    inLog && { act: 'unread', icon: 'eye-off', label: t.timeline.unreadFromHere, keys: 'U' },
    open && item.mine && { act: 'delete', icon: 'trash', label: t.timeline.deleteForEveryone, stop: true },
  ];
  return actions.filter((action) => action !== false);
}

/** The act behind a single letter, when this message offers it. */
export function actForKey(item: MessageItem, key: string, closed: boolean): MessageAct | null {
  return actionsFor(item, closed).find((action) => action.keys === key.toUpperCase())?.act ?? null;
}

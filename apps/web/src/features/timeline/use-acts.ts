/** What the acts of a message do: talk to the client, the composer or a dialog. One stable object for all rows. */
import type { MessageItem, RoomView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useClient } from '@alcove/react';
import { useEffect, useMemo, useRef } from 'react';
import { recentEmoji, rememberEmoji } from '../../emoji/recent.ts';
import { failureText } from '../../ui/failure-text.ts';
import { showToast } from '../../ui/overlay/toasts.tsx';
import type { MessageAct, Talk } from './talk-context.ts';

export type OpenDialog = { readonly what: 'delete' | 'versions' | 'sheet'; readonly item: MessageItem } | null;

interface Around {
  readonly room: RoomView['id'];
  readonly onReply: (item: MessageItem) => void;
  readonly onEdit: (item: MessageItem) => void;
  readonly onText: (text: string) => void;
  readonly jumpTo: (id: string) => void;
  readonly onDay: (at: number) => void;
  readonly setDialog: (dialog: OpenDialog) => void;
  /** True while the person keeps something unread by hand: being on screen must not undo it. */
  readonly hold: (held: boolean) => void;
}

const QUICK = 6;

export function useActs(around: Around): Talk {
  const client = useClient();
  const latest = useRef(around);
  useEffect(() => {
    latest.current = around;
  });
  return useMemo<Talk>(() => {
    const now = (): Around => latest.current;
    const acts: Readonly<Record<MessageAct, (item: MessageItem) => void>> = {
      reply: (item) => now().onReply(item),
      edit: (item) => now().onEdit(item),
      copy: (item) => void copy(item.text),
      unread: (item) => {
        now().hold(true);
        void client.markUnread(now().room, item.id);
      },
      delete: (item) => now().setDialog({ what: 'delete', item }),
      versions: (item) => now().setDialog({ what: 'versions', item }),
      sheet: (item) => {
        navigator.vibrate?.(8);
        now().setDialog({ what: 'sheet', item });
      },
      retry: (item) => void client.retry(now().room, item.id),
      'take-back': (item) =>
        void client.discard(now().room, item.id).then((outcome) => {
          if (outcome.ok) now().onText(outcome.value);
        }),
    };
    return {
      act: (act, item) => acts[act](item),
      react: (item, emoji, on) => {
        if (on) rememberEmoji(emoji);
        void client.react(now().room, item.id, emoji, on).then((outcome) => {
          if (!outcome.ok) showToast(failureText(outcome));
        });
      },
      jumpTo: (id) => now().jumpTo(id),
      toDay: (at) => now().onDay(at),
      quick: () => recentEmoji(QUICK),
    };
  }, [client]);
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  showToast(t.timeline.copied);
}

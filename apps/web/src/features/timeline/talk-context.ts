/**
 * What a row may ask of the timeline around it. One stable object per room, so that thousands of memoised rows never render again
 * because a callback is new. Rows get everything that changes by props.
 */
import type { MessageItem, PersonView, RoomView } from '@alcove/client';
import { createContext, useContext } from 'react';

export type MessageAct =
  | 'reply'
  | 'edit'
  | 'copy'
  | 'unread'
  | 'delete' // asks first
  | 'versions'
  | 'sheet' // the touch menu
  | 'retry'
  | 'take-back';

export interface Talk {
  readonly act: (act: MessageAct, item: MessageItem) => void;
  readonly react: (item: MessageItem, emoji: string, on: boolean) => void;
  /** Scrolls to a message and tints it; loads nothing when it is not in this stretch. */
  readonly jumpTo: (id: string) => void;
  /** To some other day of the room; `at`: one that one is at. */
  readonly toDay: (at: number) => void;
  readonly quick: () => readonly string[];
}

export interface TalkRoom {
  readonly kind: RoomView['kind'];
  readonly peer: PersonView | null;
  readonly title: string;
  /** Nothing can be said here: left, or nothing may go out. */
  readonly closed: boolean;
  readonly people: readonly PersonView[];
  /** The server asked to slow down, until then. */
  readonly slowedUntil: number | null;
  /** This person's handle, whose mention is lit. */
  readonly me: PersonView | null;
}

export const TalkContext = createContext<Talk | null>(null);
export const TalkRoomContext = createContext<TalkRoom | null>(null);

export function useTalk(): Talk {
  const talk = useContext(TalkContext);
  if (talk === null) throw new Error('a message row outside its timeline');
  return talk;
}

export function useTalkRoom(): TalkRoom {
  const room = useContext(TalkRoomContext);
  if (room === null) throw new Error('a message row outside its timeline');
  return room;
}

/**
 * Controls inside a message join the tab order only while the person is inside it (Enter goes in, Esc out): the timeline stays one
 * tab stop.
 */
export const InsideContext = createContext(false);

export function useInsideTab(): 0 | -1 {
  return useContext(InsideContext) ? 0 : -1;
}

/** An item while its events are folded onto it: accounts instead of people, and nothing that depends on who looks at it. */
import type { AccountId, FrameId } from '@alcove/protocol';
import type { RoomLine, Unopened } from './opened.ts';

export interface MessageDraft {
  readonly kind: 'message';
  readonly author: AccountId;
  readonly text: string;
  /** When the current text was written. */
  readonly textAt: number;
  readonly mentions: readonly AccountId[];
  readonly versions: readonly { readonly text: string; readonly at: number }[];
  readonly replyTo: FrameId | null;
  readonly deleted: boolean;
  /** In the order the emoji and the people came. */
  readonly reactions: ReadonlyMap<string, ReadonlySet<AccountId>>;
  readonly unknownType: boolean;
}

export interface LineDraft {
  readonly kind: 'line';
  readonly line: RoomLine | { readonly what: 'renamed'; readonly title: string };
}

export interface UnopenedDraft {
  readonly kind: 'unopened';
  readonly code: Unopened['code'];
}

export type Draft = MessageDraft | LineDraft | UnopenedDraft;

export function newMessage(author: AccountId, at: number, text: string): MessageDraft {
  return {
    kind: 'message',
    author,
    text,
    textAt: at,
    mentions: [],
    versions: [],
    replyTo: null,
    deleted: false,
    reactions: new Map(),
    unknownType: false,
  };
}

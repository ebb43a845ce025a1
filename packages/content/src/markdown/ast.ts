/**
 * What a message's Markdown becomes: a small closed tree, plain data, without HTML, images or anything that loads by itself.
 * An interface that renders every kind here renders every message. Links are http, https or mailto and nothing else.
 */
import type { AccountId, Username } from '@alcove/protocol';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  /** `auto`: the author wrote the bare address; otherwise the words shown may differ from where it leads. */
  | { readonly kind: 'link'; readonly href: string; readonly auto: boolean; readonly children: readonly Inline[] }
  | { readonly kind: 'mention'; readonly account: AccountId; readonly username: Username }
  | { readonly kind: 'break' };

export interface ListItem {
  /** A task list's box; null where there is none. */
  readonly checked: boolean | null;
  readonly children: readonly Block[];
}

export type Block =
  /** A heading is a paragraph in strong: messages have no outline. */
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  /** `start` is the first number of an ordered list, null for bullets. */
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly ListItem[] }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'code'; readonly language: string | null; readonly text: string }
  | {
      readonly kind: 'table';
      readonly align: readonly ('left' | 'right' | 'center' | null)[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' };

export type Markdown = readonly Block[];

/** Someone who can be meant by @username in the text. */
export interface Mention {
  readonly account: AccountId;
  readonly username: Username;
}

/**
 * What one kind of event does to a timeline. An `item` event makes an item under its own id; a `change` event alters the message
 * it names and is kept until that message is here; a `quiet` one does nothing.
 */
import type { FrameId } from '@alcove/protocol';
import type { Draft, MessageDraft } from '../draft.ts';
import type { OpenedEvent, TimelineEvent } from '../opened.ts';

export interface ItemRule<E extends TimelineEvent> {
  readonly kind: 'item';
  /** Null: this one shows nothing. */
  readonly start: (opened: OpenedEvent<E>) => Draft | null;
}

export interface ChangeRule<E extends TimelineEvent> {
  readonly kind: 'change';
  readonly target: (event: E) => FrameId;
  /** Called in log order. Returns the same object when the change does not count. */
  readonly apply: (message: MessageDraft, opened: OpenedEvent<E>) => MessageDraft;
}

export interface QuietRule {
  readonly kind: 'quiet';
}

export type Rule<E extends TimelineEvent> = ItemRule<E> | ChangeRule<E> | QuietRule;

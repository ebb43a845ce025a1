/** Every kind of event has its rule here: a new kind does not compile until somebody decided what it does. */
import type { FrameId } from '@alcove/protocol';
import type { OpenedEvent, TimelineEvent, TimelineEventOf } from '../opened.ts';
import { deletion } from './delete.ts';
import { edit } from './edit.ts';
import { reaction } from './reaction.ts';
import { roomLine } from './room-line.ts';
import type { QuietRule, Rule } from './rule.ts';
import { state } from './state.ts';
import { text } from './text.ts';
import { unknown } from './unknown.ts';
import { unopened } from './unopened.ts';

const quiet: QuietRule = { kind: 'quiet' };

const RULES: { readonly [T in TimelineEvent['type']]: Rule<TimelineEventOf<T>> } = {
  text,
  edit,
  delete: deletion,
  reaction,
  state,
  unknown,
  line: roomLine,
  unopened,
  // What these say changes people and rooms, not the timeline.
  snapshot: quiet,
  profile: quiet,
  about: quiet,
  picture: quiet,
  'group-info-key': quiet,
  again: quiet,
};

/** The rule that belongs to the event it is used with: the record's type guarantees it, TypeScript cannot follow the pair. */
export function ruleFor(event: TimelineEvent): Rule<TimelineEvent> {
  return RULES[event.type] as Rule<TimelineEvent>;
}

/** Whether the event makes an item of its own. */
export function isItem(opened: OpenedEvent): boolean {
  const rule = ruleFor(opened.event);
  return rule.kind === 'item' && rule.start(opened) !== null;
}

/** The item the event makes or changes; null when it touches none. */
export function homeOf(opened: OpenedEvent): FrameId | null {
  const rule = ruleFor(opened.event);
  if (rule.kind === 'change') return rule.target(opened.event);
  return isItem(opened) ? opened.id : null;
}

/**
 * A timeline's state to the items a screen shows, for the person who looks at it. An item is built again only when something it
 * depends on changed, and keeps its identity when it comes out the same.
 */
import { firstLine } from '@alcove/content';
import type { AccountId, FrameId } from '@alcove/protocol';
import type { FailureCode } from '../api/outcome.ts';
import type { LineItem, MessageItem, PersonView, QuoteView, ReactionView, TimelineItem } from '../api/views.ts';
import type { Draft, LineDraft, MessageDraft } from './draft.ts';
import { kept } from './kept.ts';
import type { OpenedEvent } from './opened.ts';
import { receiptOf, type Standing } from './receipts.ts';
import { draftOf, type Entry, type TimelineState } from './reduce.ts';

/** What items depend on besides their events. Each field is replaced, never altered in place. */
export interface Surroundings {
  readonly me: AccountId;
  /** A new function whenever somebody's name changed. */
  readonly people: (account: AccountId) => PersonView;
  readonly standing: Standing;
  /** What waits or failed; a waiting message that is not in here counts as waiting. */
  readonly outbox: ReadonlyMap<FrameId, { readonly state: 'waiting' | 'failed'; readonly reason: FailureCode | null }>;
  /** What could not be opened is being tried again. */
  readonly repairing: boolean;
  /** Items before this place are here only because others quote them; null: all are shown. */
  readonly from: number | null;
}

interface Made {
  readonly entry: Entry;
  readonly quoted: Entry | undefined;
  readonly item: TimelineItem | null;
}

export interface Projection {
  readonly items: readonly TimelineItem[];
  readonly made: ReadonlyMap<FrameId, Made>;
  readonly around: Surroundings;
  readonly state: TimelineState;
}

export function project(state: TimelineState, around: Surroundings, before: Projection | null): Projection {
  if (before?.state === state && isSame(before.around, around)) return before;
  const made = new Map<FrameId, Made>();
  const items: TimelineItem[] = [];
  for (const id of state.order) {
    const entry = state.entries.get(id);
    if (entry?.base == null || isOutside(entry.base, around.from)) continue;
    const now = make(state, entry, entry.base, around, before);
    made.set(id, now);
    if (now.item !== null) items.push(now.item);
  }
  return { items: kept(before?.items, items), made, around, state };
}

function isSame(was: Surroundings, is: Surroundings): boolean {
  const fields = [
    'me',
    'people',
    'standing',
    'outbox',
    'repairing',
    'from',
  ] as const satisfies readonly (keyof Surroundings)[];
  return fields.every((field) => was[field] === is[field]);
}

function isOutside({ seq }: OpenedEvent, from: number | null): boolean {
  return seq !== null && from !== null && seq < from;
}

function make(
  state: TimelineState,
  entry: Entry,
  base: OpenedEvent,
  around: Surroundings,
  before: Projection | null,
): Made {
  const quotedId = base.event.type === 'text' ? base.event.replyTo : undefined;
  const quoted = quotedId === undefined ? undefined : state.entries.get(quotedId);
  const old = before?.made.get(base.id);
  if (
    old !== undefined &&
    before !== null &&
    old.entry === entry &&
    old.quoted === quoted &&
    !isTouched(base, before.around, around)
  ) {
    return old;
  }
  const draft = draftOf(entry);
  const item = draft === null ? null : itemOf(draft, base, quoted, around);
  return { entry, quoted, item: item === null ? null : kept(old?.item, item) };
}

/** Whether a change of the surroundings can matter to this item. */
function isTouched(base: OpenedEvent, was: Surroundings, is: Surroundings): boolean {
  if (was.people !== is.people || was.me !== is.me) return true;
  if (base.author === is.me && (was.standing !== is.standing || was.outbox !== is.outbox)) return true;
  return base.event.type === 'unopened' && was.repairing !== is.repairing;
}

function itemOf(draft: Draft, base: OpenedEvent, quoted: Entry | undefined, around: Surroundings): TimelineItem {
  const { id, seq, at } = base;
  const author = around.people(base.author);
  switch (draft.kind) {
    case 'message':
      return messageOf(draft, base, quoteOf(draft, quoted, around), around);
    case 'line':
      return { id, seq, at, kind: 'line', line: lineOf(draft.line, author, around) };
    case 'unopened':
      return {
        id,
        seq,
        at,
        kind: 'unopened',
        author,
        code: draft.code,
        repairing: around.repairing,
      };
  }
}

function messageOf(
  draft: MessageDraft,
  base: OpenedEvent,
  replyTo: QuoteView | null,
  around: Surroundings,
): MessageItem {
  const mine = base.author === around.me;
  return {
    id: base.id,
    seq: base.seq,
    at: base.at,
    kind: 'message',
    author: around.people(base.author),
    mine,
    text: draft.text,
    edited: draft.versions.length > 0,
    versions: draft.versions,
    deleted: draft.deleted,
    replyTo,
    reactions: [...draft.reactions].map(([emoji, accounts]) => reactionOf(emoji, accounts, around)),
    mentionsMe: !mine && draft.mentions.includes(around.me),
    send: mine ? sendOf(base, around) : null,
    unknownType: draft.unknownType,
  };
}

function sendOf({ id, seq }: OpenedEvent, { standing, outbox }: Surroundings): MessageItem['send'] {
  if (seq !== null) return { ...receiptOf(standing, seq), reason: null };
  const waiting = outbox.get(id);
  return { state: waiting?.state ?? 'waiting', readBy: 0, reason: waiting?.reason ?? null };
}

function reactionOf(emoji: string, accounts: ReadonlySet<AccountId>, { me, people }: Surroundings): ReactionView {
  const names = [...accounts].map((account) => people(account).name);
  return { emoji, count: accounts.size, mine: accounts.has(me), names };
}

function quoteOf({ replyTo }: MessageDraft, quoted: Entry | undefined, { people }: Surroundings): QuoteView | null {
  if (replyTo === null) return null;
  const draft = quoted === undefined ? null : draftOf(quoted);
  if (draft?.kind !== 'message') return { id: replyTo, author: null, text: '', deleted: false };
  return { id: replyTo, author: people(draft.author), text: firstLine(draft.text), deleted: draft.deleted };
}

function lineOf(line: LineDraft['line'], by: PersonView, { people }: Surroundings): LineItem['line'] {
  switch (line.what) {
    case 'added':
    case 'removed':
      return { what: line.what, by, people: line.people.map(people) };
    case 'host':
      return { what: 'host', by, to: people(line.to) };
    case 'renamed':
      return { what: 'renamed', by, title: line.title };
    case 'device-added':
      return { what: 'device-added', by, deviceKind: line.deviceKind };
    case 'created':
    case 'left':
    case 'device-removed':
    case 'taken-back':
      return { what: line.what, by };
  }
}

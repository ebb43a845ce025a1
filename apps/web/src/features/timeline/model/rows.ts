/**
 * Turns a stretch of the room into the rows a list can show: day dividers, the unread line, grouped messages, folded room lines.
 * Owns grouping and folding; knows nothing of React, words or sizes. Pure. A row whose content did not change keeps its identity,
 * so that a memoised component skips it. Rules: ux.md §6 (Room: grouping, unread line, room lines, marks).
 */
import type { LineItem, MessageItem, TimelineItem, TimelineView, UnopenedItem } from '@alcove/client';
import { foldLines, type FoldedLine } from './fold-lines.ts';

export type Row =
  | { readonly kind: 'beginning'; readonly key: string; readonly at: number }
  /** Where the past that is here ends, with more before it. */
  | { readonly kind: 'past'; readonly key: string; readonly at: number | null }
  | { readonly kind: 'gap'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string; readonly since: number; readonly id: string }
  | MessageRow
  | UnopenedRow
  | { readonly kind: 'lines'; readonly key: string; readonly at: number; readonly folded: readonly FoldedLine[] };

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly item: MessageItem;
  /** First of its group: shows portrait, name and time. */
  readonly head: boolean;
  /** Last of its group: bubbles put their corner here. */
  readonly tail: boolean;
  /** The send mark carries words: nothing later in the group says the same. */
  readonly markInWords: boolean;
}

export interface UnopenedRow {
  readonly kind: 'unopened';
  readonly key: string;
  readonly item: UnopenedItem;
  readonly head: boolean;
}

/** The same author within this time shares one portrait. */
export const GROUP_MS = 5 * 60_000;

/** `from`: the rows of the items from there on, as they follow the ones before; the item before it and it itself are no room lines. */
export function buildRows(view: TimelineView, previous: readonly Row[] = [], from = 0): readonly Row[] {
  const rows: Row[] = [];
  const day = dayTurns();
  const gaps = gapsOf(view);
  let before: TimelineItem | null = view.items[from - 1] ?? null;
  if (before === null) {
    rows.push(...topOf(view));
  } else {
    day(before.at);
    gaps(before.seq);
  }
  let run: LineItem[] = [];
  const endRun = (): void => {
    const first = run[0];
    if (first) rows.push({ kind: 'lines', key: `lines:${first.id}`, at: first.at, folded: foldLines(run) });
    run = [];
  };
  for (const item of view.items.slice(from)) {
    const turns = day(item.at);
    const missing = gaps(item.seq);
    const unread = view.unreadFrom?.id === item.id ? view.unreadFrom : null;
    if (turns || unread || missing !== null) {
      endRun();
      before = null;
    }
    if (missing !== null) rows.push({ kind: 'gap', key: `gap:${String(missing)}` });
    if (turns) rows.push({ kind: 'day', key: `day:${item.id}`, at: item.at });
    if (unread) rows.push({ kind: 'unread', key: 'unread', since: unread.since, id: unread.id });
    if (item.kind === 'line') {
      run.push(item);
    } else {
      endRun();
      rows.push(rowOf(item, !continues(before, item)));
    }
    before = item;
  }
  endRun();
  const missing = gaps(null);
  if (missing !== null) rows.push({ kind: 'gap', key: `gap:${String(missing)}` });
  return keepIdentity(closeGroups(rows), previous);
}

/** The room's beginning, or where what is here begins; nothing while more is on the way. */
function topOf({ hasOlder, history, items }: TimelineView): Row[] {
  const [first] = items;
  if (hasOlder || history.state === 'arriving') return [];
  if (history.state === 'incomplete' && isBefore(history.gaps[0], first))
    return [{ kind: 'past', key: 'past', at: first === undefined ? null : first.at }];
  return first === undefined ? [] : [{ kind: 'beginning', key: 'beginning', at: first.at }];
}

function isBefore(gap: { readonly first: number } | undefined, item: TimelineItem | undefined): boolean {
  return gap !== undefined && (item?.seq == null || gap.first < item.seq);
}

/** Asked with each item's place, in order, and with none at the end: the first place of a stretch that is missing right before it. */
function gapsOf({ history, items }: TimelineView): (seq: number | null) => number | null {
  const start = items[0]?.seq ?? null;
  const left =
    history.state === 'incomplete' ? history.gaps.filter(({ first }) => start !== null && first > start) : [];
  return (seq) => {
    let missing: number | null = null;
    while (left[0] !== undefined && (seq === null || left[0].first < seq)) missing = left.shift()?.first ?? null;
    return missing;
  };
}

function rowOf(item: MessageItem | UnopenedItem, head: boolean): Row {
  return item.kind === 'message'
    ? { kind: 'message', key: item.id, item, head, tail: false, markInWords: false }
    : { kind: 'unopened', key: item.id, item, head };
}

/** A reply starts a group of its own, so that its quote never floats between two nameless messages. */
function continues(before: TimelineItem | null, item: MessageItem | UnopenedItem): boolean {
  if (!before || before.kind === 'line' || !before.author || !item.author) return false;
  if (item.kind === 'message' && item.replyTo) return false;
  return before.author.account === item.author.account && item.at - before.at < GROUP_MS;
}

/** Walks backwards: only then is it known which message ends its group and which mark is the last to say its state. */
function closeGroups(rows: readonly Row[]): Row[] {
  const closed: Row[] = [];
  for (const row of rows.toReversed()) closed.push(row.kind === 'message' ? closeMessage(row, closed.at(-1)) : row);
  return closed.toReversed();
}

function closeMessage(row: MessageRow, next: Row | undefined): MessageRow {
  const follows = (next?.kind === 'message' || next?.kind === 'unopened') && !next.head;
  const saidBelow = follows && next.kind === 'message' && saysSame(row, next);
  return { ...row, tail: !follows, markInWords: row.item.send !== null && !saidBelow };
}

/** "Read by 4" and "Read by 9" are two different things to say; every failure has its own. */
function saysSame(row: MessageRow, next: MessageRow): boolean {
  const [a, b] = [row.item.send, next.item.send];
  return a?.state === b?.state && a?.readBy === b?.readBy && a?.state !== 'failed';
}

/** True when a time falls on another local day than the one before; looks a date up only at midnight. */
function dayTurns(): (at: number) => boolean {
  let start = Infinity;
  let end = -Infinity;
  return (at) => {
    if (at >= start && at < end) return false;
    const date = new Date(at);
    start = new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
    end = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
    return true;
  };
}

function keepIdentity(rows: readonly Row[], previous: readonly Row[]): readonly Row[] {
  if (previous.length === 0) return rows;
  const known = new Map(previous.map((row) => [row.key, row]));
  let same = rows.length === previous.length;
  const kept = rows.map((row, index) => {
    const old = known.get(row.key);
    const use = old && sameRow(old, row) ? old : row;
    if (use !== previous[index]) same = false;
    return use;
  });
  return same ? previous : kept;
}

function sameRow(a: Row, b: Row): boolean {
  if (a.kind === 'message' && b.kind === 'message')
    return a.item === b.item && a.head === b.head && a.tail === b.tail && a.markInWords === b.markInWords;
  if (a.kind === 'unopened' && b.kind === 'unopened') return a.item === b.item && a.head === b.head;
  if (a.kind === 'lines' && b.kind === 'lines') return sameFolds(a.folded, b.folded);
  if (a.kind === 'unread' && b.kind === 'unread') return a.since === b.since && a.id === b.id;
  if (a.kind === 'gap' && b.kind === 'gap') return true;
  return a.kind === b.kind && 'at' in a && 'at' in b && a.at === b.at;
}

function sameFolds(a: readonly FoldedLine[], b: readonly FoldedLine[]): boolean {
  return (
    a.length === b.length &&
    a.every((fold, i) => {
      const other = b[i];
      return other?.items.length === fold.items.length && fold.items.every((item, j) => item === other.items[j]);
    })
  );
}

/** Rows a person can step through with the arrow keys. */
export function isStop(row: Row): boolean {
  return row.kind === 'message' || row.kind === 'unopened' || row.kind === 'lines';
}

/**
 * Rows were added before everything that was there: the list must keep its place from the end. Dividers at the old top may have
 * gone (their day goes on above), so the first row that is a stop decides.
 */
export function grewAtStart(before: readonly Row[], after: readonly Row[]): boolean {
  const anchor = before.find((row) => row.kind === 'message' || row.kind === 'unopened');
  if (!anchor || after.length <= before.length) return false;
  const was = before.indexOf(anchor);
  const is = after.findIndex((row) => row.key === anchor.key);
  return is > was && after.length - is >= before.length - was;
}

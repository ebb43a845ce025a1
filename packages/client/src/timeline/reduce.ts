/**
 * Opened events to what a room's timeline consists of. Pure: any order and any repetition of the same events gives the same
 * state, and what did not change keeps its identity. Works on windows: an event may come before the message it changes, and the
 * older part of the room may come after the newer.
 *
 * Of several events with one id the first in the log counts: a later one must not take over what others said about the first.
 */
import type { FrameId } from '@alcove/protocol';
import type { Draft } from './draft.ts';
import { byPlace, type OpenedEvent } from './opened.ts';
import { homeOf, ruleFor } from './rules/index.ts';

/** One item: the event that makes it, when it is here, and the changes to it in order. */
export interface Entry {
  readonly base: OpenedEvent | null;
  readonly changes: readonly OpenedEvent[];
}

export interface TimelineState {
  readonly events: ReadonlyMap<FrameId, OpenedEvent>;
  readonly entries: ReadonlyMap<FrameId, Entry>;
  /** Ids of the entries that have their base, in order. */
  readonly order: readonly FrameId[];
}

export const EMPTY_TIMELINE: TimelineState = { events: new Map(), entries: new Map(), order: [] };

export function reduce(state: TimelineState, incoming: Iterable<OpenedEvent>): TimelineState {
  // Copied only when something is new: most of what is told twice is known.
  let copy: { events: Map<FrameId, OpenedEvent>; entries: Map<FrameId, Entry> } | null = null;
  const moved = new Set<FrameId>();
  for (const opened of incoming) {
    const known = (copy ?? state).events.get(opened.id);
    if (known !== undefined && preferred(known, opened) === known) continue;
    copy ??= { events: new Map(state.events), entries: new Map(state.entries) };
    copy.events.set(opened.id, opened);
    const left = known !== undefined && detach(copy.entries, known);
    if (attach(copy.entries, opened) || left) moved.add(opened.id);
  }
  if (copy === null) return state;
  return { ...copy, order: moved.size === 0 ? state.order : reordered(state.order, copy.entries, moved) };
}

/** A waiting message is taken back: discarded, or refused for good. */
export function withdraw(state: TimelineState, id: FrameId): TimelineState {
  return state.events.get(id)?.seq === null ? forget(state, id) : state;
}

/** As if it had not been there: its entry was taken back, and what says it again has another place. */
export function forget(state: TimelineState, id: FrameId): TimelineState {
  const known = state.events.get(id);
  if (known === undefined) return state;
  const events = new Map(state.events);
  const entries = new Map(state.entries);
  events.delete(id);
  const moved = detach(entries, known);
  return { events, entries, order: moved ? reordered(state.order, entries, new Set([id])) : state.order };
}

/** Folds an entry; null while the event that makes it is not here. */
export function draftOf({ base, changes }: Entry): Draft | null {
  if (base === null) return null;
  const start = ruleFor(base.event);
  let draft = start.kind === 'item' ? start.start(base) : null;
  for (const change of changes) {
    const rule = ruleFor(change.event);
    if (draft?.kind === 'message' && rule.kind === 'change') draft = rule.apply(draft, change);
  }
  return draft;
}

/** Of two events with one id: placed before waiting, earlier before later, opened before unopened, sealed anew before before. */
function preferred(known: OpenedEvent, other: OpenedEvent): OpenedEvent {
  if (known.seq === null && other.seq === null) return (other.ord ?? 0) > (known.ord ?? 0) ? other : known;
  if (known.seq !== other.seq) return byPlace(other, known) < 0 ? other : known;
  return known.event.type === 'unopened' && other.event.type !== 'unopened' ? other : known;
}

/** Tells whether the order of items changed. */
function attach(entries: Map<FrameId, Entry>, opened: OpenedEvent): boolean {
  const home = homeOf(opened);
  if (home === null) return false;
  const { base, changes } = entries.get(home) ?? { base: null, changes: [] };
  const makes = ruleFor(opened.event).kind === 'item';
  entries.set(home, makes ? { base: opened, changes } : { base, changes: [...changes, opened].toSorted(byPlace) });
  return makes;
}

function detach(entries: Map<FrameId, Entry>, opened: OpenedEvent): boolean {
  const home = homeOf(opened);
  const entry = home === null ? undefined : entries.get(home);
  if (home === null || entry === undefined) return false;
  const makes = entry.base === opened;
  const rest: Entry = {
    base: makes ? null : entry.base,
    changes: entry.changes.filter((change) => change !== opened),
  };
  if (rest.base === null && rest.changes.length === 0) entries.delete(home);
  else entries.set(home, rest);
  return makes;
}

/** Those that moved are put in from the end, where most of them belong: a message in a long room walks past few. */
function reordered(
  order: readonly FrameId[],
  entries: ReadonlyMap<FrameId, Entry>,
  moved: ReadonlySet<FrameId>,
): readonly FrameId[] {
  const rest = order.filter((id) => !moved.has(id));
  const bases = [...moved].flatMap((id) => entries.get(id)?.base ?? []).toSorted(byPlace);
  const tail: FrameId[] = [];
  for (const base of bases.toReversed()) {
    for (let last = rest.at(-1); last !== undefined && isAfter(entries.get(last), base); last = rest.at(-1)) {
      tail.push(last);
      rest.pop();
    }
    tail.push(base.id);
  }
  return [...rest, ...tail.toReversed()];
}

function isAfter(entry: Entry | undefined, base: OpenedEvent): boolean {
  return entry?.base != null && byPlace(entry.base, base) > 0;
}

/**
 * Keeps identity across the border. Structured clone makes everything new, but an interface draws again what is not `===`. Long
 * lists travel thin: an element the page already has is sent as its index. Everything else is compared on arrival.
 */
import type { TimelineItem, TimelineView } from '@alcove/client';
import { z } from 'zod';

export interface ThinTimeline extends Omit<TimelineView, 'items'> {
  /** An item, or the place it had in the list sent before. */
  readonly items: readonly (TimelineItem | number)[];
}

export function thin(view: TimelineView | null, before: TimelineView | null): ThinTimeline | null {
  if (view === null) return null;
  const places = new Map(before?.items.map((item, at) => [item, at]));
  return { ...view, items: view.items.map((item) => places.get(item) ?? item) };
}

export function fill(sent: ThinTimeline | null, before: TimelineView | null): TimelineView | null {
  if (sent === null) return null;
  const items = sent.items.map((item) => (typeof item === 'number' ? before?.items[item] : item));
  if (items.includes(undefined)) throw new RangeError('a timeline item was never sent');
  return { ...sent, items: items as TimelineItem[] };
}

const Plain = z.record(z.string(), z.unknown());

/** `fresh`, with every part that says the same as in `old` taken from `old`. Plain data only. */
export function shared<T>(old: unknown, fresh: T): T {
  if (Object.is(old, fresh)) return fresh;
  if (Array.isArray(fresh)) {
    if (!Array.isArray(old)) return fresh;
    const parts = fresh.map((part: unknown, at) => shared<unknown>(old[at], part));
    return (parts.length === old.length && parts.every((part, at) => part === old[at]) ? old : parts) as T;
  }
  const left = Plain.safeParse(old);
  const right = Plain.safeParse(fresh);
  if (!left.success || !right.success) return fresh;
  const parts = Object.entries(right.data).map(([key, part]) => [key, shared(left.data[key], part)] as const);
  const same =
    parts.length === Object.keys(left.data).length &&
    parts.every(([key, part]) => key in left.data && part === left.data[key]);
  return (same ? old : Object.fromEntries(parts)) as T;
}

/**
 * The rows of the next view out of those of the last one. Most changes are at the end: only what stands from the last unchanged message on
 * is built again, so that a message costs the same in a long room and in a short one. Says the same as building all of them.
 */
import type { TimelineView } from '@alcove/client';
import { buildRows, type Row } from './rows.ts';

export interface Built {
  readonly view: TimelineView;
  readonly rows: readonly Row[];
}

/** Further back than this there is nothing to gain. */
const MOST_STEPS = 50;

export function growRows(view: TimelineView, before: Built | null): readonly Row[] {
  const cut = before === null ? null : cutOf(view, before);
  if (before === null || cut === null) return buildRows(view, before?.rows);
  const old = before.rows.slice(cut.row);
  const fresh = buildRows(view, old, cut.item);
  return fresh === old ? before.rows : [...before.rows.slice(0, cut.row), ...fresh];
}

/** The last item that is as it was, with the row of the item before it right above its own; and the place of its row. */
function cutOf(view: TimelineView, { view: old, rows }: Built): { readonly item: number; readonly row: number } | null {
  if (!isSameAround(view, old)) return null;
  const { items } = view;
  const changed = items.findIndex((item, index) => item !== old.items[index]);
  const first = (changed < 0 ? items.length : changed) - 1;
  for (let item = first; item > Math.max(0, first - MOST_STEPS); item--) {
    const [here, above] = [items[item], items[item - 1]];
    if (here === undefined || above === undefined || here.kind === 'line' || above.kind === 'line') continue;
    const row = rows.findLastIndex(({ key }) => key === here.id);
    if (row > 0 && rows[row - 1]?.key === above.id) return { item, row };
  }
  return null;
}

/** What decides about rows besides the items. With holes in the past everything is built anew: they are rare. */
function isSameAround(a: TimelineView, b: TimelineView): boolean {
  return (
    a.hasOlder === b.hasOlder &&
    a.unreadFrom?.id === b.unreadFrom?.id &&
    a.unreadFrom?.since === b.unreadFrom?.since &&
    a.history.state === b.history.state &&
    a.history.gaps.length + b.history.gaps.length === 0
  );
}

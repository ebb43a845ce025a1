/**
 * Folds runs of room lines of one kind ("3 people came in"). Nothing is lost: a fold keeps every line, and the interface opens it.
 * Pure. Room lines cannot be hidden (ux.md §6), so a fold always stands for at least what it names.
 */
import type { LineItem, PersonView } from '@alcove/client';

export type LineWhat = LineItem['line']['what'];

export interface FoldedLine {
  readonly what: LineWhat;
  /** One: said in full. More: said as a count until opened. */
  readonly items: readonly LineItem[];
  /** Distinct people it is about; what a fold counts. */
  readonly people: readonly PersonView[];
}

/** From this many lines in a row the count says more than the list. */
export const FOLD_FROM = 3;
const FOLDABLE: ReadonlySet<LineWhat> = new Set<LineWhat>([
  'added',
  'removed',
  'left',
  'device-added',
  'device-removed',
]);

export function foldLines(run: readonly LineItem[]): readonly FoldedLine[] {
  const folds: FoldedLine[] = [];
  let start = 0;
  while (start < run.length) {
    const what = run[start]?.line.what;
    let end = start + 1;
    while (end < run.length && run[end]?.line.what === what) end++;
    const stretch = run.slice(start, end);
    if (what && FOLDABLE.has(what) && stretch.length >= FOLD_FROM) folds.push(foldOf(what, stretch));
    else for (const item of stretch) folds.push(foldOf(item.line.what, [item]));
    start = end;
  }
  return folds;
}

function foldOf(what: LineWhat, items: readonly LineItem[]): FoldedLine {
  const people = new Map<string, PersonView>();
  for (const { line } of items) for (const person of subjects(line)) people.set(person.account, person);
  return { what, items, people: [...people.values()] };
}

function subjects(line: LineItem['line']): readonly PersonView[] {
  if (line.what === 'added' || line.what === 'removed') return line.people;
  return line.what === 'host' ? [line.to] : [line.by];
}

/** Structural sharing: the old value when the fresh one says the same, so that `===` tells an interface what to draw again. */

/** Plain data only: objects, arrays and primitives. */
export function kept<T>(old: T | undefined, fresh: T): T {
  return old !== undefined && same(old, fresh) ? old : fresh;
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((inner, at) => same(inner, b[at]));
  const left = Object.entries(a);
  const right: ReadonlyMap<string, unknown> = new Map(Object.entries(b));
  return left.length === right.size && left.every(([key, inner]) => right.has(key) && same(inner, right.get(key)));
}

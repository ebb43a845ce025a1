/** Assertions that run anywhere: the contract runs under vitest and inside a browser's worker alike. */
import { StoreError } from '@alcove/store';

export function same(actual: unknown, expected: unknown, what: string): void {
  const a = shown(actual);
  const b = shown(expected);
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

export async function fails(run: () => Promise<unknown>, code: StoreError['code'], what: string): Promise<void> {
  try {
    await run();
  } catch (error) {
    same(error instanceof StoreError ? error.code : String(error), code, what);
    return;
  }
  throw new Error(`${what}: expected ${code}, nothing was thrown`);
}

/** Order of keys and kind of container do not matter, values and order of lists do. */
function shown(value: unknown): string {
  return JSON.stringify(plain(value));
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes ${value.toHex()}`;
  if (value instanceof Map) return plain([...value].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
}

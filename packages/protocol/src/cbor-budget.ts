/**
 * How much there is to decode, read off the heads alone (RFC 8949 §3), before anything is built: a megabyte can hold a million empty maps,
 * which would keep a device busy for seconds, or nest deeper than a stack reaches. Strings are stepped over, not read.
 */
/** More than any frame that is within its limits holds. */
const MAX_ITEMS = 131_072;
const MAX_DEPTH = 64;

/** False: too many items, too deep, of indefinite length, or longer than the bytes there are. */
export function isWithinBudget(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** How many items each open array or map still wants. */
  const open: number[] = [];
  let items = 0;
  for (let at = 0; at < bytes.length;) {
    items += 1;
    const head = bytes[at] ?? 0;
    const [major, short] = [head >> 5, head & 31];
    const extra = short < 24 ? 0 : 1 << (short - 24);
    if (short > 27 || at + 1 + extra > bytes.length || items > MAX_ITEMS) return false;
    const value = extra === 0 ? short : argument(view, at + 1, extra);
    at += 1 + extra;
    if (major === 2 || major === 3) at += value;
    const inside = major === 4 ? value : major === 5 ? value * 2 : major === 6 ? 1 : 0;
    if (at > bytes.length || inside > bytes.length - at) return false;
    if (open.length > 0) open.push((open.pop() ?? 0) - 1);
    if (inside > 0) open.push(inside);
    while (open.at(-1) === 0) open.pop();
    if (open.length > MAX_DEPTH) return false;
  }
  return true;
}

function argument(view: DataView, at: number, size: number): number {
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at);
  return size === 4 ? view.getUint32(at) : Number(view.getBigUint64(at));
}

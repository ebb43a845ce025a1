/** What recorder.c wrote down, read back: every change to the folder's files and every byte said to a socket, in order. */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

export type DiskEvent =
  | { readonly kind: 'made' | 'folder'; readonly file: bigint; readonly path: string }
  | { readonly kind: 'wrote'; readonly file: bigint; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly file: bigint; readonly size: number }
  | { readonly kind: 'synced'; readonly file: bigint }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlinked'; readonly path: string }
  | { readonly kind: 'said'; readonly socket: bigint; readonly bytes: Buffer };

/** As in recorder.c. */
const KINDS = ['', 'made', 'wrote', 'cut', 'synced', 'renamed', 'unlinked', 'folder', 'said'] as const;
const HEAD_BYTES = 21;

export interface DiskRecord {
  readonly events: readonly DiskEvent[];
  /** The event that ends at or after this many bytes of the record: how far the server was when the record was that long. */
  eventAt(recordBytes: number): number;
}

export function readRecord(path: string): DiskRecord {
  const all = readFileSync(path);
  const events: DiskEvent[] = [];
  const ends: number[] = [];
  // The last event may be cut short: its process was killed over it, and it never told anybody.
  for (let at = 0; at + HEAD_BYTES <= all.length;) {
    const end = at + HEAD_BYTES + all.readUInt32LE(at + 17);
    if (end > all.length) break;
    events.push(
      eventOf(
        all[at] ?? 0,
        all.readBigUInt64LE(at + 1),
        Number(all.readBigUInt64LE(at + 9)),
        all.subarray(at + HEAD_BYTES, end),
      ),
    );
    ends.push(end);
    at = end;
  }
  return {
    events,
    eventAt: (bytes) => {
      const found = ends.findIndex((end) => end >= bytes);
      return found === -1 ? events.length : found + 1;
    },
  };
}

/** How long the record is by now. */
export function recordLength(path: string): number {
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

function eventOf(code: number, file: bigint, offset: number, bytes: Buffer): DiskEvent {
  const kind = KINDS[code];
  switch (kind) {
    case 'made':
    case 'folder':
      return { kind, file, path: bytes.toString() };
    case 'wrote':
      return { kind, file, offset, bytes };
    case 'cut':
      return { kind, file, size: offset };
    case 'synced':
      return { kind, file };
    case 'renamed': {
      const [from = '', to = ''] = bytes.toString().split('\0');
      return { kind, from, to };
    }
    case 'unlinked':
      return { kind, path: bytes.toString() };
    case 'said':
      return { kind, socket: file, bytes };
    default:
      throw new Error(`the record holds an event of kind ${String(code)}`);
  }
}

/**
 * Whether what the server tells now is to be believed over what this device processed (docs/protocol.md §5). A server may tell either
 * history; members cannot be made to sign what they did not see. Pure.
 *
 * - A change of the room that a member signed does not vanish, or a server could bring somebody back who was removed (K51).
 * - Told is what a member's device says it has seen after the place of difference: that is where the room goes on.
 * - Without such a word: nobody stands by this device's own history (K52), and nothing that was opened is missing (K53).
 */
import { decodeContent } from '@alcove/content';
import { equalBytes, type AccountId, type Bytes, type DeviceId, type FrameId } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import type { ToldLog } from './told-log.ts';

/** The last place of the log that somebody's device signed as seen. */
export interface Claim {
  readonly device: DeviceId;
  /** The place of the message that says so. */
  readonly at: number;
  readonly seq: number;
  readonly head: Bytes;
}

/** What this device has of the log after the last common place. */
export interface OwnStretch {
  readonly heads: ReadonlyMap<number, Bytes>;
  /** The newest of each device. */
  readonly claims: readonly Claim[];
  /** What others said, by id. */
  readonly said: readonly FrameId[];
  /** Signed policy frames of others. */
  readonly changes: readonly Bytes[];
}

export function isBelievable(own: OwnStretch, { common, entries }: ToldLog): boolean {
  const told = new Map(entries.map(({ seq, head }) => [seq, head]));
  const fits = (heads: ReadonlyMap<number, Bytes>, { seq, head }: Claim): boolean => {
    const there = heads.get(seq);
    return seq > common.seq && there !== undefined && equalBytes(there, head);
  };
  const bodies = entries.flatMap(({ says }) => (says?.kind === 'policy' ? [says.body] : []));
  const ids = new Set(entries.flatMap(({ says }) => (says?.kind === 'application' ? [says.id] : [])));

  if (own.changes.some((change) => !bodies.some((body) => equalBytes(body, change)))) return false;
  if (own.claims.some((claim) => fits(told, claim))) return true;
  if (own.claims.some((claim) => fits(own.heads, claim))) return false;
  return own.said.every((id) => ids.has(id));
}

/** Whether what every other device last said it had seen is what this device has. */
export function isAgreed(heads: ReadonlyMap<number, Bytes>, claims: readonly Claim[]): boolean {
  return claims.every(({ at, seq, head }) => {
    const own = heads.get(seq);
    return seq < at && (own === undefined || equalBytes(own, head));
  });
}

/** The newest claim of every other device in these rows. */
export function claimsIn(rows: readonly EventRow[], me: DeviceId): readonly Claim[] {
  const newest = new Map<DeviceId, Claim>();
  for (const row of rows) {
    const seen = row.device === me ? null : seenBy(row);
    if (seen !== null && row.seq !== null && row.seq >= (newest.get(row.device)?.at ?? 0))
      newest.set(row.device, { device: row.device, at: row.seq, ...seen });
  }
  return [...newest.values()];
}

function seenBy({ type, content }: EventRow): Pick<Claim, 'seq' | 'head'> | null {
  if (type === 'line' || type === 'unopened') return null;
  const { seenSeq, seenHead } = decodeContent(content).envelope;
  return { seq: seenSeq, head: seenHead };
}

export function othersWords(rows: readonly EventRow[], me: AccountId): readonly FrameId[] {
  return rows.flatMap(({ id, author, type }) => (author === me || type === 'line' || type === 'unopened' ? [] : [id]));
}

/**
 * Whether what the server tells now is to be believed over what this device processed (docs/protocol.md §5, decision 22). A server may
 * tell either history; members cannot be made to sign what they did not see. Pure.
 *
 * - Nobody comes back who was put out by a member's signature (K51).
 * - Told is what a member's device says it has seen after the place of difference, or has built on: that is where the room goes on, also
 *   when others stand by this device's own, because then the room was split, and can go on in one of its logs alone.
 * - Without such a word: no signed change of the room is missing (K51), nobody stands by this device's own history (K52), and nothing that
 *   was opened is missing (K53).
 */
import { decodeContent } from '@alcove/content';
import { equalBytes, type AccountId, type Bytes, type DeviceId, type FrameId } from '@alcove/protocol';
import type { EventRow, WordRow } from '@alcove/store';
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
  /** Whom those put out, for good. */
  readonly gone: readonly AccountId[];
}

/** What else speaks for the told log. */
export interface Told {
  /** Who is in the room at its end. */
  readonly members: { has(account: AccountId): boolean };
  /** Somebody with the room's keys speaks in it, or built on it (repair/vouch.ts). */
  readonly vouched: boolean;
}

export function isBelievable(own: OwnStretch, { common, entries }: ToldLog, { members, vouched }: Told): boolean {
  const told = new Map(entries.map(({ seq, head }) => [seq, head]));
  const fits = (heads: ReadonlyMap<number, Bytes>, { seq, head }: Claim): boolean => {
    const there = heads.get(seq);
    return seq > common.seq && there !== undefined && equalBytes(there, head);
  };
  const bodies = entries.flatMap(({ says }) => (says?.kind === 'policy' ? [says.body] : []));
  const ids = new Set(entries.flatMap(({ says }) => (says?.kind === 'application' ? [says.id] : [])));

  if (own.gone.some((account) => members.has(account))) return false;
  if (vouched || own.claims.some((claim) => fits(told, claim))) return true;
  if (own.changes.some((change) => !bodies.some((body) => equalBytes(body, change)))) return false;
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

/**
 * What members said elsewhere: as good as what they say in the room, and the only word there is across a split. Whoever is not in the room says
 * nothing about it (K61).
 */
export function claimsOf(words: readonly WordRow[], members: Told['members']): readonly Claim[] {
  return words.flatMap(({ account, device, seq, head }) =>
    members.has(account) ? [{ device, at: seq + 1, seq, head }] : [],
  );
}

function seenBy({ type, content }: EventRow): Pick<Claim, 'seq' | 'head'> | null {
  if (type === 'line' || type === 'unopened') return null;
  const { seenSeq, seenHead } = decodeContent(content).envelope;
  return { seq: seenSeq, head: seenHead };
}

export function othersWords(rows: readonly EventRow[], me: AccountId): readonly FrameId[] {
  return rows.flatMap(({ id, author, type }) => (author === me || type === 'line' || type === 'unopened' ? [] : [id]));
}

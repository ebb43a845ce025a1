/** What the records of one account at work share: what was seen of them, the kinds that are merged, and who waits to be uploaded. */
import type { RecordRow, SqlStatement } from '@alcove/store';
import type { Bytes } from '@alcove/protocol';
import type { Lane } from '../rooms/lane.ts';
import type { StoredRecord } from './mirror.ts';

/**
 * A kind of record that several devices write. What two of them say is merged, so that whoever wrote without a connection loses nothing,
 * and an old record shown again changes nothing.
 */
export interface SharedKind {
  /** Whether this is a record of the kind, under the name that goes with it. */
  reads(name: string, plain: Bytes): boolean;
  /**
   * What both say: in any order and any repetition the same. Both are of this kind, and one that cannot be merged (of a newer version) is not:
   * then null.
   */
  merge(name: string, mine: Bytes | null, theirs: Bytes): Bytes | null;
  /** What this device keeps of it a second time, for the same transaction. */
  statements(after: Bytes, before: Bytes | null): readonly SqlStatement[];
  /** It is on disk so. `before` null: it was not here. */
  adopt(row: RecordRow, before: Bytes | null, from: 'here' | 'elsewhere'): void;
}

export interface OwnRecords {
  /** Changes of what this device keeps of them; never waits for the network. */
  readonly lane: Lane;
  readonly uploads: Uploads;
  readonly seen: RecordsSeen;
  readonly kinds: readonly SharedKind[];
}

/** What this device was told of the records since it connected to this server: the next look asks only for what changed since. */
export interface RecordsSeen {
  readonly lane: Lane;
  readonly records: Map<string, StoredRecord>;
  /** Names of those that changed and were not merged yet. */
  readonly news: Set<string>;
  cursor: number;
  /** The last look came to the end of what the server has. */
  whole: boolean;
  /** All that other devices wrote was merged at least once. */
  followed: boolean;
}

export interface Uploads {
  /** One record after the other. */
  readonly lane: Lane;
  /** `pause`: once nothing more was written for a moment, and not again and again. */
  soon(name: string, pace: 'now' | 'pause'): void;
  stop(): void;
}

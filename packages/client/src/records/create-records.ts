/** The records of one account at work, with nothing seen of them yet. */
import type { AccountContext } from '../account/context.ts';
import type { Clock } from '../ports.ts';
import { createLane } from '../rooms/lane.ts';
import type { OwnRecords, SharedKind } from './own-records.ts';
import { createUploads } from './uploads.ts';

export function createOwnRecords(
  context: () => AccountContext,
  clock: Clock,
  kinds: readonly SharedKind[],
): OwnRecords {
  return {
    lane: createLane(),
    uploads: createUploads(context, clock),
    seen: { lane: createLane(), records: new Map(), news: new Set(), cursor: 0, whole: false, followed: false },
    kinds,
  };
}

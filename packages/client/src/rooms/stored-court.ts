/** What a device knows of a room's newest commits, and the state before them, as they are stored. */
import { loadGroup, storeGroup, type GroupParts, type GroupState } from '@alcove/crypto';
import { bytesSchema, decodeCbor, encodeCbor, Settlement, startSettlement, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { Court } from './room.ts';

const Stored = z.strictObject({
  v: z.literal(1),
  settlement: Settlement,
  mine: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('accept') }),
      z.strictObject({ type: z.literal('reject'), code: z.string() }),
    ])
    .nullable(),
});
const PartMap = z.array(z.tuple([z.int(), bytesSchema]));
export const StoredParts = z.strictObject({ head: bytesSchema, ratchets: PartMap, past: PartMap });

/** `epoch`: where the room is, for one of which nothing is known yet. */
export function courtOf(bytes: Bytes | null, epoch: number): Court {
  if (bytes === null) return { settlement: startSettlement(epoch), mine: null };
  const { settlement, mine } = decodeCbor(Stored, bytes, 'settlement');
  return { settlement, mine };
}

export function bytesOfCourt({ settlement, mine }: Court): Bytes {
  return encodeCbor({ v: 1, settlement, mine } satisfies z.input<typeof Stored>);
}

export function storedParts({ head, ratchets, past }: GroupParts): z.infer<typeof StoredParts> {
  return { head, ratchets: [...ratchets], past: [...past] };
}

export function groupParts({ head, ratchets, past }: z.infer<typeof StoredParts>): GroupParts {
  return { head, ratchets: new Map(ratchets), past: new Map(past) };
}

/** What there is to go back to. */
export interface Base {
  readonly group: GroupState;
  /** A void commit may have brought another one, and the GroupInfo from before it is sealed under this. */
  readonly groupInfoKey: Bytes | null;
}
const StoredBase = z.strictObject({ v: z.literal(1), parts: StoredParts, groupInfoKey: bytesSchema.nullable() });

export function bytesOfBase({ group, groupInfoKey }: Base): Bytes {
  const stored: z.infer<typeof StoredBase> = { v: 1, parts: storedParts(storeGroup(group)), groupInfoKey };
  return encodeCbor(stored);
}

export function groupOfBase(bytes: Bytes): Base {
  const { parts, groupInfoKey } = decodeCbor(StoredBase, bytes, 'base');
  return { group: loadGroup(groupParts(parts)), groupInfoKey };
}

/**
 * The server's log of a room ends before entries that are here: its data went back to an older copy, or it says so. It gets back what
 * this device holds, right after where its log ends, with its own receipt for the last. Nothing else follows from it: this device stays
 * where it is, makes no new leaf and no new commit, and what it brings are bytes that the server had. Whether it went back or lies
 * shows in what it tells afterwards, which must fit as ever.
 */
import { groupInfo } from '@alcove/crypto';
import {
  AccountId,
  bytesSchema,
  decodeCbor,
  DeviceId,
  encodeCbor,
  LIMIT,
  type AppendCommit,
  type Bytes,
  type ClientFrameOf,
} from '@alcove/protocol';
import type { KeptEntry } from '@alcove/store';
import { z } from 'zod';
import type { AccountContext } from '../account/context.ts';
import { sealInfo } from '../handshake/kept-info.ts';
import type { Room } from '../rooms/room.ts';

/** `unable`: what follows the end of its log is not here (any more). */
export type Restored = 'done' | 'later' | 'unable' | 'refused';

const WELCOMES_FIRST_MS = 1_500;

const Welcome = z.strictObject({
  welcome: bytesSchema,
  to: z.array(z.strictObject({ account: AccountId, device: DeviceId })),
});

/** What is kept beside an own commit. */
export function keptWelcome({ welcome, to }: AppendCommit): Bytes | null {
  return welcome === undefined || to === undefined
    ? null
    : encodeCbor({ welcome, to } satisfies z.input<typeof Welcome>);
}

/** `end`: where the server says that its log ends. */
export async function restoreLog(context: AccountContext, room: Room, end: number): Promise<Restored> {
  // A room it does not name at all may still be there: it says where that ends.
  let after = end === 0 ? room.place.seq - 1 : end;
  if (!(await bringsWelcomes(context, room, after)))
    await context.sleep(WELCOMES_FIRST_MS * (1 + context.ports.random() / 2));
  while (context.open && after < room.place.seq) {
    const next = await nextFrame(context, room, after);
    // Without its receipt the last entry never stood there, as far as it can tell.
    if (next === null) return (await isKept(context, room)) ? 'unable' : 'refused';
    const answer = await context.gateway.ask<'restore'>({ ...next, t: 'restore', room: room.id });
    if (answer.kind === 'disconnected') return 'later';
    if (answer.kind === 'answer') {
      if (answer.value.seq <= after) return 'refused';
      after = answer.value.seq;
      continue;
    }
    // Somebody else was faster, or the room is not there at all.
    const seq = answer.error.code === 'conflict' ? answer.error.details?.['seq'] : undefined;
    if (answer.error.retryAfter !== undefined) return 'later';
    if (typeof seq !== 'number' || seq === after || !Number.isSafeInteger(seq) || seq < 0) return 'refused';
    after = seq;
  }
  return context.open ? 'done' : 'later';
}

async function isKept({ store }: AccountContext, { id, place }: Room): Promise<boolean> {
  return (await store.keptEntries.after(id, place.seq - 1, 1)).length > 0;
}

/** Only whoever made a commit still has its Welcome: those go first, the others mostly find nothing left to bring. */
async function bringsWelcomes({ store }: AccountContext, { id }: Room, after: number): Promise<boolean> {
  return (await store.keptEntries.after(id, after, LIMIT.pageEntries)).some(({ welcome }) => welcome !== null);
}

type Next = Omit<ClientFrameOf<'restore'>, 't' | 'n' | 'room'>;

async function nextFrame(context: AccountContext, room: Room, after: number): Promise<Next | null> {
  const kept = whole(await context.store.keptEntries.after(room.id, after, LIMIT.pageEntries), after);
  const last = kept.at(-1);
  if (last === undefined) return null;
  const sealed = last.seq >= room.place.seq ? await ownGroupInfo(context, room) : null;
  return {
    after,
    entries: kept.map(broughtOf),
    receipt: last.receipt,
    ...(sealed === null ? {} : { groupInfo: sealed }),
  };
}

/** Without a gap, and no more than one frame takes. */
function whole(kept: readonly KeptEntry[], after: number): readonly KeptEntry[] {
  let bytes = 0;
  const out: KeptEntry[] = [];
  for (const entry of kept) {
    bytes += entry.core.length + (entry.welcome?.length ?? 0);
    if (entry.seq !== after + out.length + 1 || (out.length > 0 && bytes > LIMIT.pageBytes)) break;
    out.push(entry);
  }
  return out;
}

function broughtOf({ core, welcome }: KeptEntry): Next['entries'][number] {
  return welcome === null ? { core } : { core, ...decodeCbor(Welcome, welcome, 'kept welcome') };
}

/** For the room's own devices that come in later: the server lost the one of this epoch. */
async function ownGroupInfo(
  { store }: AccountContext,
  { id, keys, row, broken }: Room,
): Promise<{ epoch: number; body: Bytes } | null> {
  const group = keys?.group ?? null;
  if (group === null || row.groupInfoKey === null || broken !== null) return null;
  const { epoch } = group;
  const commit = (await store.commits.after(id, 0)).find((made) => made.epoch === epoch - 1)?.hash ?? null;
  return { epoch, body: sealInfo(row.groupInfoKey, id, epoch, { info: await groupInfo(group), commit }) };
}

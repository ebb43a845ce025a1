/**
 * Puts what this device holds and the archive lacks into the archive, a bounded piece at a time. One write carries the changed
 * rooms and the root that fits them, and the server takes it whole or not at all: a cut anywhere leaves the archive as it was before or
 * as it is after. Another device that was quicker wins; this one looks again and finds less to do.
 */
import { rootHash, sealRoot } from '@alcove/crypto';
import { LIMIT, toBase64url } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { buildChange, isBehind, type RoomChange } from './build.ts';
import type { Catalogue } from './catalogue.ts';
import type { Keyring } from './keyring.ts';

/** `behind`: another device wrote meanwhile. */
export type Wrote = 'done' | 'more' | 'behind' | 'later' | { readonly code: string };

const MOST_BYTES = 786_432;

export async function writeSome(
  context: AccountContext,
  {
    catalogue,
    keyring,
    readSeq,
  }: {
    readonly catalogue: Catalogue;
    readonly keyring: Keyring;
    readonly readSeq: (room: Room['id']) => number;
  },
): Promise<Wrote> {
  const key = keyring.newest;
  const changes: RoomChange[] = [];
  let bytes = 0;
  let more = false;
  for (const room of context.rooms.all()) {
    if (!isBehind(room, catalogue.rooms.get(room.id), readSeq(room.id))) continue;
    if (bytes >= MOST_BYTES || changes.length >= LIMIT.archiveRoomsPerWrite) {
      more = true;
      break;
    }
    const change = await room.lane(() =>
      buildChange(context, room, catalogue.rooms.get(room.id), { key, read: readSeq(room.id) }),
    );
    if (change === null) continue;
    changes.push(change);
    bytes += change.bytes;
    more ||= change.more;
  }
  const isOldKey = catalogue.epoch !== 0 && catalogue.epoch < key.epoch;
  if ((changes.length === 0 && !isOldKey) || !context.open) return 'done';
  const put = await putAll(context, catalogue, keyring, changes);
  return put === 'done' && more ? 'more' : put;
}

async function putAll(
  context: AccountContext,
  catalogue: Catalogue,
  { newest }: Keyring,
  changes: readonly RoomChange[],
): Promise<Wrote> {
  const version = catalogue.version + 1;
  const after = new Map(
    [...catalogue.rooms].map(([room, entry]) => [room, { room, version: entry.version, sealed: entry.sealed }]),
  );
  for (const { row } of changes) after.set(row.room, row);
  const said = { rooms: after.size, hash: rootHash(after.values()) };
  const sealed = sealRoot(newest, context.identity, { account: context.me, version }, said);
  const reply = await context.calls.call('putArchive', {
    root: { version, epoch: newest.epoch, sealed: toBase64url(sealed) },
    rooms: changes.map(({ row, add, drop }) => ({
      ...row,
      sealed: toBase64url(row.sealed),
      add: add.map(({ number, body }) => ({ number, body: toBase64url(body) })),
      drop: [...drop],
    })),
  });
  if (reply.kind === 'ok') {
    await catalogue.adopt(
      version,
      newest.epoch,
      changes.map(({ row }) => row),
    );
    return 'done';
  }
  if (reply.kind !== 'refused') return 'later';
  const { code } = reply.error;
  if (code === 'conflict') return 'behind';
  return code === 'storage-full' ? { code: 'archive-full' } : 'later';
}

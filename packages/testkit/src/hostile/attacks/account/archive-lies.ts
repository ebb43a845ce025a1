/** C15: the server hands out another archive than the account's devices put there, or pieces of it in other places. */
import type { AccountId, RouteReply } from '@alcove/protocol';
import type { Attack, Replies } from '../../transport.ts';
import type { World } from '../../world.ts';

export type ArchiveTold = RouteReply<'archive'>;
export type SegmentsTold = RouteReply<'archiveSegments'>;

export interface ArchiveLies {
  /** What is told in the place of the whole list. */
  readonly list?: (told: ArchiveTold) => ArchiveTold;
  readonly segments?: (told: SegmentsTold, room: string) => SegmentsTold;
}

/** To one client: lists come in one page, whatever it asked for. */
export function tellArchive(victim: string, { list, segments }: ArchiveLies): Attack {
  const replies: Replies = {
    archive(request, reply, { name }) {
      if (name !== victim || list === undefined) return reply;
      const told = list(reply);
      return Number(request.after ?? 0) >= told.cursor ? { ...told, rooms: [] } : told;
    },
    archiveSegments: (request, reply, { name }) =>
      name === victim && segments !== undefined ? segments(reply, request.room) : reply,
  };
  return { claim: 'C15', replies };
}

/** An account's archive as it was after so many of its writes: of one piece, and old. */
export function archiveAfter(world: World, account: AccountId, writes: number): ArchiveTold {
  const rooms = new Map<string, ArchiveTold['rooms'][number]>();
  let root: ArchiveTold['root'] = null;
  for (const { write } of world.archives.filter((each) => each.account === account).slice(0, writes)) {
    root = write.root;
    for (const { room, version, epoch, sealed } of write.rooms)
      rooms.set(room, { room, version, epoch, sealed } as ArchiveTold['rooms'][number]);
  }
  return { root, rooms: [...rooms.values()], cursor: 1_000_000 };
}

/** A segment as it was written, by room and number. */
export function segmentOf(world: World, room: string, number: number): string {
  for (const { write } of world.archives)
    for (const each of write.rooms)
      for (const { number: found, body } of each.add) if (each.room === room && found === number) return body;
  throw new Error(`no segment ${String(number)}`);
}

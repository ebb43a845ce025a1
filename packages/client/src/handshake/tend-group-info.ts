/**
 * Somebody could not follow a commit that stands, and comes back by the GroupInfo its committer left. Whether that is any good only
 * those can say who are in the epoch: they look, and when it is not, one of them commits, which brings a sound one.
 */
import { isGroupInfoOf } from '@alcove/crypto';
import type { ServerFrameOf } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { Room } from '../rooms/room.ts';
import { pursue } from './handshake.ts';
import { openInfo } from './kept-info.ts';

export async function tendGroupInfo(context: AccountContext, room: Room): Promise<void> {
  const info = await context.gateway.ask<'fetch-group-info'>({ t: 'fetch-group-info', room: room.id });
  if (info.kind !== 'answer' || room.broken !== null || !room.row.member) return;
  if (!(await isSound(room, info.value))) await pursue(context, room, { kind: 'update' });
}

async function isSound(room: Room, { epoch, body }: ServerFrameOf<'group-info'>): Promise<boolean> {
  const key = room.row.groupInfoKey;
  const group = room.keys?.group ?? null;
  // Somebody committed meanwhile, or will be seen to have.
  if (group === null || group.epoch !== epoch) return true;
  if (key === null || body === null) return false;
  try {
    return await isGroupInfoOf(group, openInfo(key, room.id, epoch, body).info);
  } catch {
    return false;
  }
}

/** How safe things stand on this device: rooms and their alarms, people compared with, and what could be opened. */
import type { AccountContext } from '../account/context.ts';
import type { RoomStanding, StandingView } from '../api/security-views.ts';
import type { Room } from '../rooms/room.ts';

/** `since`: ms since 1970, where the first day of what was opened begins. */
export async function standingOf(
  { rooms, people, store, gateway, now }: AccountContext,
  since: number,
): Promise<StandingView> {
  const inside = rooms.all().filter(({ row }) => row.member);
  const titleOf = ({ row }: Room): string => (row.peer === null ? row.title : people.view(row.peer).name);
  const places = await store.rooms.places();
  const alarms = inside.flatMap((room) =>
    room.alarms
      .filter(({ repair }) => repair !== 'done')
      .map((alarm) => ({ room: room.id, title: titleOf(room), alarm })),
  );
  return {
    at: now(),
    rooms: inside
      .map((room): RoomStanding => ({
        room: room.id,
        title: titleOf(room),
        epoch: places.get(room.id)?.epoch ?? 0,
        state: stateOf(room),
        unopened: room.unopened.length,
      }))
      .toSorted((a, b) => a.title.localeCompare(b.title)),
    alarms: alarms.toSorted((a, b) => b.alarm.at - a.alarm.at),
    verified: people.all().filter(({ verified }) => verified),
    line: gateway.log,
    days: await store.events.openedByDay(since),
  };
}

function stateOf({ alarms, awaiting, broken }: Room): RoomStanding['state'] {
  if (alarms.some(({ repair }) => repair !== 'done')) return 'alarmed';
  return awaiting || broken !== null ? 'waiting' : 'sealed';
}

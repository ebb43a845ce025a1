/** How safe things stand on this device: rooms and their alarms, people compared with, and what could be opened. */
import type { AccountContext } from '../account/context.ts';
import type { StandingView } from '../api/security-views.ts';

/** `since`: ms since 1970, where the first day of what was opened begins. */
export async function standingOf(
  { rooms, people, store, gateway, now }: AccountContext,
  since: number,
): Promise<StandingView> {
  const inside = rooms.all().filter(({ row }) => row.member);
  const titleOf = ({ row }: (typeof inside)[number]): string =>
    row.peer === null ? row.title : people.view(row.peer).name;
  const alarms = inside.flatMap((room) =>
    room.alarms
      .filter(({ repair }) => repair !== 'done')
      .map((alarm) => ({ room: room.id, title: titleOf(room), alarm })),
  );
  return {
    at: now(),
    rooms: inside.length,
    unready: inside.filter(({ awaiting, broken }) => awaiting || broken !== null).length,
    alarms: alarms.toSorted((a, b) => b.alarm.at - a.alarm.at),
    verified: people.all().filter(({ verified }) => verified),
    line: gateway.log,
    days: await store.events.openedByDay(since),
  };
}

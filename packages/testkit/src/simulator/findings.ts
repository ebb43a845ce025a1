/** Everything there is to know at the end of a simulation: what each client shows and holds, and what the server has. */
import type { AppView, RoomView, TimelineItem, TimelineView } from '@alcove/client';
import { loadGroup, type GroupState } from '@alcove/crypto';
import type { RoomId } from '@alcove/protocol';
import type { RoomRow } from '@alcove/store';
import type { SimDevice } from './device.ts';
import type { StoredEntry, Truth } from './sim-server.ts';
import { roomsOf, storeOf, type World } from './world.ts';

/** One room on one device. */
export interface Shown {
  readonly device: SimDevice;
  readonly room: RoomId;
  readonly view: RoomView;
  /** The whole of it. */
  readonly items: readonly TimelineItem[];
  readonly row: RoomRow;
  readonly group: GroupState | null;
}

export interface Findings {
  readonly world: World;
  readonly truth: Truth;
  readonly shown: readonly Shown[];
  readonly apps: readonly { readonly device: SimDevice; readonly app: AppView }[];
  /** Devices that stand aside for another copy of them. */
  readonly aside: ReadonlySet<SimDevice>;
  /** Devices of the cast that should be in the room now: their account is a member. */
  devicesIn(room: RoomId): readonly SimDevice[];
  entriesOf(room: RoomId): readonly StoredEntry[];
}

const PAGE = 500;

export async function findingsOf(world: World, settle: () => Promise<void>): Promise<Findings> {
  const truth = world.server.truth();
  const shown: Shown[] = [];
  const apps: { device: SimDevice; app: AppView }[] = [];
  const aside = new Set<SimDevice>();
  for (const device of world.devices) {
    // A removed device, and one that stands aside for another copy of it, have nothing to show any more, and need not be content.
    if (device.device !== null && truth.removed.has(device.device)) continue;
    const app = appOf(device);
    if (app?.phase === 'copied') aside.add(device);
    if (app === null || app.phase === 'copied') continue;
    apps.push({ device, app });
    shown.push(...(await shownOn(device, settle)));
  }
  const here = world.devices
    .filter(
      ({ account, device, client }) =>
        account !== null && client !== null && device !== null && !truth.removed.has(device),
    )
    .filter((each) => !aside.has(each));
  return {
    world,
    truth,
    shown,
    apps,
    aside,
    devicesIn: (room) =>
      here.filter(({ account }) =>
        truth.stays.some((s) => s.room === room && s.account === account && s.until === null),
      ),
    entriesOf: (room) => truth.entries.filter((entry) => entry.room === room),
  };
}

function appOf({ client }: SimDevice): AppView | null {
  let app: AppView | null = null;
  client?.subscribe('app', null, (value) => (app = value))();
  return app;
}

async function shownOn(device: SimDevice, settle: () => Promise<void>): Promise<Shown[]> {
  const { client } = device;
  const store = await storeOf(device);
  if (client === null || store === null) return [];
  const rows = new Map((await store.rooms.all()).map((row) => [row.room, row]));
  const out: Shown[] = [];
  for (const { id: room } of roomsOf(client)) {
    let timeline: TimelineView | null = null;
    let view: RoomView | null = null;
    const stops = [
      client.subscribe('timeline', room, (value) => (timeline = value)),
      client.subscribe('room', room, (value) => (view = value)),
    ];
    await settle();
    for (let more = true; more; more = (timeline as TimelineView | null)?.hasOlder === true) {
      void client.loadOlder(room, PAGE);
      await settle();
    }
    for (const stop of stops) stop();
    const row = rows.get(room);
    const parts = await store.groups.get(room);
    if (view === null || row === undefined) continue;
    const items = (timeline as TimelineView | null)?.items ?? [];
    out.push({ device, room, view, items, row, group: parts === null ? null : loadGroup(parts) });
  }
  return out;
}

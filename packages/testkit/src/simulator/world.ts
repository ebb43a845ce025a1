/**
 * What is going on in one simulation: the server, the devices, and what people really did, which is what the oracles hold against what
 * clients show. Owns no rule.
 */
import type { Client, Outcome, RoomSummary } from '@alcove/client';
import { deriveKey, loadGroup, openBytes, sealBytes, type GroupState } from '@alcove/crypto';
import { LABEL, utf8, type Bytes, type FrameId, type RoomId } from '@alcove/protocol';
import { openStore, type Store } from '@alcove/store';
import { createHostileServer, type HostileServer } from '../hostile/transport.ts';
import { newWorld } from '../hostile/world.ts';
import type { Asked, Fault, SimDevice } from './device.ts';
import type { SimServer } from './sim-server.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Words that somebody said; each text is said once. */
export interface Said extends Asked<FrameId> {
  readonly device: SimDevice;
  readonly room: RoomId;
  readonly text: string;
}

/** A message as a client handed it to its socket, delivered or not. */
export interface SentFrame {
  readonly device: SimDevice;
  readonly room: RoomId;
  readonly epoch: number;
  readonly body: Bytes;
}

/** The secrets of a room on a device at the moment the device was about to delete them. */
export interface Loot {
  readonly device: SimDevice;
  readonly room: RoomId;
  readonly group: GroupState;
}

export class World {
  readonly time: VirtualTime;
  readonly server: SimServer;
  readonly startMs: number;
  readonly devices: SimDevice[] = [];
  readonly said: Said[] = [];
  readonly faults: Fault[] = [];
  readonly sent: SentFrame[] = [];
  readonly loot: Loot[] = [];
  /** Groups by room and epoch, as some device had them: to see which keys were used. Several where the server lied, or commits were void. */
  readonly groups = new Map<string, readonly GroupState[]>();
  readonly trace: string[] = [];
  /** The attacker on every line, in a simulation whose server lies; honest until a step says otherwise. */
  liar: HostileServer | null = null;
  readonly liedTo = new Set<SimDevice>();

  constructor(time: VirtualTime, server: SimServer) {
    this.time = time;
    this.server = server;
    this.startMs = time.now;
  }

  async beginToLie(): Promise<void> {
    const known = await newWorld(this.server.running?.serverId ?? '');
    this.liar = createHostileServer(known, (name) => {
      const device = this.devices.find((each) => each.name === name);
      if (device === undefined) throw new Error(`nobody is called ${name}`);
      return device.line;
    });
  }

  line(text: string): string {
    return `${((this.time.now - this.startMs) / 1_000).toFixed(3).padStart(8)}  ${text}`;
  }

  note(text: string): void {
    this.trace.push(this.line(text));
  }

  /** Starts a command and notes its end. It may never end: its client can die. */
  ask<T>(what: string, into: Asked<T>, run: Promise<Outcome<T>>): void {
    run.then(
      (outcome) => {
        into.outcome = outcome;
        if (!outcome.ok)
          this.note(`  ${what}: ${outcome.code}${outcome.detail === undefined ? '' : ` ${outcome.detail}`}`);
      },
      (error: unknown) => void this.faults.push({ device: what, where: 'command', error }),
    );
  }

  say(device: SimDevice, room: RoomId, text: string): void {
    const said: Said = { device, room, text, outcome: null };
    this.said.push(said);
    if (device.client === null) return;
    this.ask(`${device.name} says ${text}`, said, device.client.send(room, { text, replyTo: null, mentions: [] }));
  }

  /** Ids of messages that were taken. */
  messagesIn(room: RoomId): readonly { readonly id: FrameId; readonly said: Said }[] {
    return this.said.flatMap((said) =>
      said.room === room && said.outcome?.ok === true ? [{ id: said.outcome.value, said }] : [],
    );
  }
}

/** The rooms a client shows, in an order that does not depend on clocks. */
export function roomsOf(client: Client): readonly RoomSummary[] {
  let rooms: readonly RoomSummary[] = [];
  client.subscribe('rooms', null, (value) => (rooms = value))();
  return rooms.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The store on a device's disk, read past its client; null when nobody is logged in there. */
export async function storeOf({ disk, storeKey }: Pick<SimDevice, 'disk' | 'storeKey'>): Promise<Store | null> {
  const name = disk.names.find((each) => each.startsWith('account-'));
  if (name === undefined || storeKey === null) return null;
  const key = deriveKey(storeKey, LABEL.storeColumn);
  const opened = await (
    await openStore(await disk.open(name))
  ).unlock({
    seal: (place, plain) => sealBytes(key, plain, utf8(place)),
    open: (place, sealed) => openBytes(key, sealed, utf8(place)),
  });
  return opened.ok ? opened.store : null;
}

export async function groupOn(device: SimDevice, room: RoomId): Promise<GroupState | null> {
  const parts = await (await storeOf(device))?.groups.get(room);
  return parts == null ? null : loadGroup(parts);
}

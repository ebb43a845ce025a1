/**
 * The real server, without a port, on a data folder and on virtual time. Killing it cuts every connection first, so that whatever was on
 * its way is lost; what was acknowledged is in the folder, and the next start finds it there.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { duplexPair, type Duplex } from 'node:stream';
import { openServer, type EmbeddedServer } from '@alcove/server';
import type { AccountId, Bytes, DeviceId, LogCore, RoomId } from '@alcove/protocol';
import type { VirtualTime } from './virtual-time.ts';

export const ORIGIN = 'https://alcove.test';

/** One entry of a room's log, as the server stored it. */
export interface StoredEntry {
  readonly room: RoomId;
  readonly seq: number;
  readonly kind: LogCore['kind'];
  readonly epoch: number;
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly id: string;
  /** 1: a message that was taken back with a commit. */
  readonly voided: 0 | 1;
  readonly core: Bytes;
}

/** When an account was in a room: from the entry that brought it in, to the one that took it out. */
export interface StoredStay {
  readonly room: RoomId;
  readonly account: AccountId;
  readonly from: number;
  readonly until: number | null;
}

export interface Truth {
  readonly entries: readonly StoredEntry[];
  readonly stays: readonly StoredStay[];
  /** Devices that their account removed. */
  readonly removed: ReadonlySet<DeviceId>;
}

export class SimServer {
  readonly #folder: string;
  readonly #time: VirtualTime;
  #running: EmbeddedServer | null = null;
  readonly #streams = new Set<Duplex>();

  constructor(folder: string, time: VirtualTime) {
    this.#folder = folder;
    this.#time = time;
  }

  get running(): EmbeddedServer | null {
    return this.#running;
  }

  async start(): Promise<void> {
    this.#running ??= await openServer(
      {
        dataFolder: this.#folder,
        webRoot: null,
        logLevel: 'error',
        origins: [ORIGIN],
        limits: { preset: 'off' },
        // Clients ask by themselves: the server's own beat is real time, and would only be in the way.
        heartbeatMs: 60_000,
      },
      { now: () => this.#time.now },
    );
  }

  async kill(): Promise<void> {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
    await this.#running?.close();
    this.#running = null;
  }

  /** The client's end of a new connection; null when nobody answers. */
  connect(): Duplex | null {
    if (this.#running === null) return null;
    const [near, far] = duplexPair();
    // A pair does not tell its other half when it is destroyed; a cable does.
    near.on('close', () => far.destroy());
    far.on('close', () => {
      this.#streams.delete(far);
      near.destroy();
    });
    far.on('error', () => undefined);
    this.#streams.add(far);
    this.#running.connect(far);
    return near;
  }

  /** What the server has on disk. */
  truth(): Truth {
    const database = new DatabaseSync(join(this.#folder, 'alcove.db'), { readOnly: true });
    const entries = database.prepare(
      `SELECT room.id AS room, entry.seq, entry.kind, entry.epoch, device.account, entry.device, entry.frame AS id, entry.voided,
              entry.core
       FROM entry JOIN room ON room.key = entry.room JOIN device ON device.id = entry.device ORDER BY room.id, entry.seq`,
    );
    const stays = database.prepare(
      `SELECT room.id AS room, member.account, member.from_seq AS "from", member.until_seq AS "until"
       FROM member JOIN room ON room.key = member.room ORDER BY room.id, member.from_seq`,
    );
    const removed = database.prepare('SELECT id FROM device WHERE revoked = 1').all();
    const truth = {
      removed: new Set(removed.map(({ id }) => id as DeviceId)),
      entries: entries.all() as unknown as StoredEntry[],
      stays: stays.all() as unknown as StoredStay[],
    };
    database.close();
    return truth;
  }
}

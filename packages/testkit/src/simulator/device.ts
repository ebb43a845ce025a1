/**
 * One device: a real client on a disk of its own, a line to the server, and a power supply that can be cut between any two writes. Owns its
 * life: start, crash, start again from what is on the disk.
 */
import {
  createClient,
  type Client,
  type Clock,
  type KeyKeeper,
  type Outcome,
  type Ports,
  type SocketPort,
} from '@alcove/client';
import type { CookieFile } from '@alcove/platform-node';
import type { AccountId, Bytes, DeviceId } from '@alcove/protocol';
import type { Network } from '../hostile/transport.ts';
import { createPlug, type Plug } from '../house/plug.ts';
import { Disk, type DiskImage } from './disk.ts';
import { Line, type LineParts } from './line.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What survives a device's death: its disk, and what the platform keeps beside it. */
export interface DeviceImage {
  readonly disk: DiskImage;
  readonly cookie: string | null;
  readonly storeKey: Bytes | null;
}

export const NEW_DEVICE: DeviceImage = { disk: new Map(), cookie: null, storeKey: null };

export interface Fault {
  readonly device: string;
  readonly where: string;
  readonly error: unknown;
}

export interface DeviceParts extends Omit<LineParts, 'random'> {
  readonly name: string;
  readonly username: string;
  readonly random: Random;
  readonly time: VirtualTime;
  /** By how much this device's clock is wrong. */
  readonly skewMs: number;
  readonly image: DeviceImage;
  /** Every message the client hands over, whatever becomes of it. */
  readonly sent: (device: SimDevice, bytes: Uint8Array) => void;
  /** Who stands between a device and its line. */
  readonly between: (device: SimDevice) => Network;
  readonly fault: (fault: Fault) => void;
}

export class SimDevice {
  readonly name: string;
  readonly username: string;
  readonly disk: Disk;
  readonly line: Line;
  account: AccountId | null = null;
  device: DeviceId | null = null;
  readonly #parts: DeviceParts;
  readonly #keys: { value: Bytes | null };
  readonly #cookie: { value: string | null };
  #client: Client | null = null;
  #plug: Plug | null = null;
  #closing: Promise<void> | null = null;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.username = parts.username;
    this.disk = Disk.of(parts.image.disk);
    this.#keys = { value: parts.image.storeKey };
    this.#cookie = { value: parts.image.cookie };
    const cookies: CookieFile = {
      load: async () => this.#cookie.value,
      save: async (cookie) => void (this.#cookie.value = cookie),
    };
    this.line = new Line({ ...parts, random: parts.random.fork('line') }, cookies);
  }

  /** Null while it is off. */
  get client(): Client | null {
    return this.#plug?.pulled === true ? null : this.#client;
  }

  /** Its power was cut, by a crash between two writes, and nobody switched it on again yet. */
  get isDead(): boolean {
    return this.#plug?.pulled === true;
  }

  get storeKey(): Bytes | null {
    return this.#keys.value;
  }

  async start(): Promise<void> {
    if (this.#closing !== null) return void this.#closing.then(() => this.start());
    if (this.client !== null) return;
    const { time, skewMs, random, fault, name } = this.#parts;
    const clock: Clock = {
      now: () => time.now + skewMs,
      setTimer: (ms, run) => time.after(ms, run),
      clearTimer: (handle) => time.cancel(handle),
    };
    const keys: KeyKeeper = {
      load: async () => this.#keys.value,
      save: async (key) => void (this.#keys.value = key),
      clear: async () => void (this.#keys.value = null),
    };
    const { http, socket } = this.#parts.between(this);
    const plug = createPlug({ databases: this.disk, socket: this.#watched(socket), http, clock });
    const jitter = random.fork(`jitter ${String(time.now)}`);
    const ports: Ports = {
      ...plug.ports,
      keys,
      network: { subscribe: () => () => undefined },
      random: () => jitter.next(),
      deviceKind: 'terminal',
      deviceName: name,
      // What a dead client still says is said by nobody.
      report: ({ where, error }) => plug.pulled || fault({ device: name, where, error }),
    };
    this.#plug = plug;
    this.#client = createClient(ports);
    await this.#client.open();
    this.noteWho();
  }

  #watched(socket: SocketPort): SocketPort {
    return {
      open: (events) => {
        const link = socket.open(events);
        const send = (bytes: Uint8Array): void => {
          this.#parts.sent(this, bytes);
          link.send(bytes);
        };
        return { send, close: () => link.close() };
      },
    };
  }

  noteWho(): void {
    this.client?.subscribe('app', null, ({ me }) => {
      if (me === null) return;
      this.account = me.account;
      this.device = me.device;
    })();
  }

  /** Dies where it stands. */
  async crash(): Promise<void> {
    await this.#plug?.release();
    this.line.cut();
    this.#client = null;
  }

  /** Dies at its n-th write from now: `written`: that write is on the disk and nobody learns of it. */
  crashAtWrite(n: number, written: boolean): void {
    this.#plug?.pullAfter(n, written);
  }

  /** Ends in good order, which can take a while. Whoever starts it meanwhile gets it after that. */
  close(): Promise<void> {
    const { client } = this;
    this.#client = null;
    this.#closing = (client?.close() ?? Promise.resolve()).then(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  image(): DeviceImage {
    return { disk: this.disk.image(), cookie: this.#cookie.value, storeKey: this.#keys.value };
  }
}

/** What somebody asked a client to do. `null`: it died before it answered. */
export interface Asked<T> {
  outcome: Outcome<T> | null;
}

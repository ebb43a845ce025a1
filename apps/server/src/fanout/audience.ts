/**
 * Who is connected to this node, by account and by device, and the ways to reach them. Routing follows the room's policy: the log says
 * which accounts an entry is for, this file knows their sockets. A second node would hear of the same deliveries over a bus.
 */
import {
  encodeFrame,
  type AccountId,
  type DeviceId,
  type Policy,
  type RoomId,
  type ServerFrame,
  type SessionId,
} from '@alcove/protocol';
import type { Delivery, Recipients } from '../log/turn.ts';
import { messageOf, messagesOf } from './messages.ts';

/** A connection as the fan-out sees it. */
export interface Listener {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly session: SessionId;
  /** Writes to the live feed; the same buffer goes to many. */
  deliver(message: Buffer): void;
}

export class Audience<L extends Listener> {
  readonly #byAccount = new Map<AccountId, Set<L>>();
  readonly #byDevice = new Map<DeviceId, L>();

  get size(): number {
    return this.#byDevice.size;
  }

  all(): IterableIterator<L> {
    return this.#byDevice.values();
  }

  ofDevice(device: DeviceId): L | undefined {
    return this.#byDevice.get(device);
  }

  ofAccount(account: AccountId): Iterable<L> {
    return this.#byAccount.get(account) ?? [];
  }

  /** One connection per device: returns the one that has to go. */
  add(listener: L): L | undefined {
    const older = this.#byDevice.get(listener.device);
    if (older !== undefined) this.remove(older);
    this.#byDevice.set(listener.device, listener);
    const own = this.#byAccount.get(listener.account);
    if (own === undefined) this.#byAccount.set(listener.account, new Set([listener]));
    else own.add(listener);
    return older;
  }

  remove(listener: L): void {
    if (this.#byDevice.get(listener.device) === listener) this.#byDevice.delete(listener.device);
    const own = this.#byAccount.get(listener.account);
    if (own?.delete(listener) === true && own.size === 0) this.#byAccount.delete(listener.account);
  }

  /** Entries of one room, in order. Neighbours with the same audience travel in one message. */
  entries(room: RoomId, deliveries: readonly Delivery[]): void {
    let from = 0;
    while (from < deliveries.length) {
      const audience = deliveries[from]!.audience;
      let to = from + 1;
      while (deliveries[to]?.audience === audience) to++;
      const frames = deliveries
        .slice(from, to)
        .map(({ seq, core, receipt }) => encodeFrame({ t: 'entry', room, seq, core, receipt }));
      this.#send(audience, messagesOf(frames));
      from = to;
    }
  }

  frame(accounts: Iterable<AccountId>, frame: ServerFrame, except?: L): void {
    this.#send({ accounts, devices: null }, [messageOf(frame)], except);
  }

  inRoom({ members, devices }: Policy, frame: ServerFrame, except: L): void {
    this.#send({ accounts: members.keys(), devices }, [messageOf(frame)], except);
  }

  toDevices(devices: Iterable<DeviceId>, frame: ServerFrame): void {
    let message: Buffer | undefined;
    for (const device of devices) {
      const listener = this.#byDevice.get(device);
      if (listener !== undefined) listener.deliver((message ??= messageOf(frame)));
    }
  }

  #send(
    { accounts, devices }: { accounts: Iterable<AccountId>; devices: Recipients['devices'] },
    messages: readonly Buffer[],
    except?: L,
  ): void {
    for (const account of accounts) {
      const own = this.#byAccount.get(account);
      if (own === undefined) continue;
      for (const listener of own) {
        if (listener === except || (devices !== null && devices.get(account) !== listener.device)) continue;
        for (const message of messages) listener.deliver(message);
      }
    }
  }
}

/**
 * Who lost a race for a room's epoch and will come again, in the order in which they first lost: so that each can be told how many come
 * before it (protocol's lost-race.ts). Advice for clients and nothing else: no commit is refused for it. In memory alone.
 */
import type { DeviceId, RoomId } from '@alcove/protocol';

/** Whoever was not heard of for so long wants nothing any more, or is gone. */
const FORGOTTEN_MS = 60_000;
const ROOMS_KEPT = 1_000;

export class CommitLine {
  /** Each device with the time of its last loss; a Map keeps the order in which they came. */
  readonly #lines = new Map<RoomId, Map<DeviceId, number>>();

  /** How many come before this device, which just lost. */
  lost(room: RoomId, device: DeviceId, now: number): number {
    const line = this.#lines.get(room) ?? new Map<DeviceId, number>();
    for (const [each, at] of line) if (now - at > FORGOTTEN_MS) line.delete(each);
    // Whoever stands in it already keeps the place.
    line.set(device, now);
    this.#keep(room, line);
    return [...line.keys()].indexOf(device);
  }

  won(room: RoomId, device: DeviceId): void {
    const line = this.#lines.get(room);
    line?.delete(device);
    if (line?.size === 0) this.#lines.delete(room);
  }

  #keep(room: RoomId, line: Map<DeviceId, number>): void {
    this.#lines.delete(room); // moves it to the end: the front is where a race was lost longest ago
    this.#lines.set(room, line);
    const [oldest] = this.#lines.keys();
    if (this.#lines.size > ROOMS_KEPT && oldest !== undefined) this.#lines.delete(oldest);
  }
}

/**
 * C10: a room is split. Some of its members are led on in a log of their own, which begins as the true one: what they append goes into it,
 * numbered, chained and acknowledged, and is shown to them all; of what the others say nothing comes to them, and nothing of theirs gets
 * out. Both halves stay alive, and within a half everything fits.
 */
import type { AppendFrame, Bytes, ClientFrame, FrameId, RoomId, ServerFrame } from '@alcove/protocol';
import { headOf } from '../../false-log.ts';
import { forgeCore } from '../../own-group.ts';
import type { Attack, HostileServer, Wire } from '../../transport.ts';

export interface SplitView extends Attack {
  /** How long the led half's log is by now. */
  readonly length: number;
}

export function splitView(server: HostileServer, led: readonly string[], room: RoomId): SplitView {
  const half = new LedHalf(server, led, room);
  return {
    claim: 'C10',
    get length() {
      return half.length;
    },
    toServer: (frame, wire) => (half.isOf(wire) && half.takes(frame, wire) ? 'drop' : [frame]),
    toClient: (frame, wire) => (half.isOf(wire) ? half.retell(frame) : [frame]),
  };
}

class LedHalf {
  readonly #server: HostileServer;
  readonly #led: readonly string[];
  readonly #room: RoomId;
  readonly #story: Bytes[];
  readonly #places = new Map<FrameId, number>();
  #epoch: number;

  constructor(server: HostileServer, led: readonly string[], room: RoomId) {
    const log = server.world.log(room);
    this.#server = server;
    this.#led = led;
    this.#room = room;
    this.#story = log.map(({ seq }) => server.world.logs.get(room)?.get(seq) ?? new Uint8Array(0));
    const commit = log.findLast(({ kind }) => kind === 'commit');
    this.#epoch = commit === undefined ? 0 : commit.epoch + 1;
  }

  get length(): number {
    return this.#story.length;
  }

  isOf({ name }: Wire): boolean {
    return this.#led.includes(name);
  }

  /** True: it is answered here. */
  takes(frame: ClientFrame, wire: Wire): boolean {
    if (!('room' in frame) || frame.room !== this.#room) return false;
    if (frame.t === 'append') this.#append(frame, wire);
    else if (frame.t === 'fetch') this.#page(frame, wire);
    else return frame.t === 'whisper' || frame.t === 'mark';
    return true;
  }

  retell(frame: ServerFrame): readonly ServerFrame[] {
    if (frame.t === 'ready') {
      const here = { seq: this.#story.length, head: headOf(this.#story), epoch: this.#epoch };
      return [{ ...frame, rooms: frame.rooms.map((each) => (each.room === this.#room ? { ...each, ...here } : each)) }];
    }
    const isOfTheOthers = frame.t === 'entry' || frame.t === 'whispered' || frame.t === 'marked';
    return isOfTheOthers && frame.room === this.#room ? [] : [frame];
  }

  #append(frame: AppendFrame, wire: Wire): void {
    const { room, id } = frame;
    if (frame.kind === 'commit' && frame.epoch !== this.#epoch && !this.#places.has(id)) {
      wire.tell({ t: 'nack', room, id, error: { code: 'epoch-conflict', message: 'another was first' } });
      return;
    }
    const seq = this.#places.get(id) ?? this.#take(frame, wire);
    wire.tell({ t: 'ack', room, id, seq, at: Date.now() });
  }

  #take(frame: AppendFrame, { who }: Wire): number {
    if (who === null) throw new Error('nobody is on this wire');
    const epoch = this.#epoch;
    if (frame.kind === 'commit') {
      const { policy, policyId = frame.id } = frame;
      if (policy !== undefined) this.#tell(forgeCore({ kind: 'policy', epoch, ...who, id: policyId, body: policy }));
      this.#epoch += 1;
    }
    const at = frame.kind === 'application' ? frame.epoch : epoch;
    this.#tell(forgeCore({ kind: frame.kind, epoch: at, ...who, id: frame.id, body: frame.body }));
    this.#places.set(frame.id, this.#story.length);
    return this.#story.length;
  }

  #tell(core: Bytes): void {
    this.#story.push(core);
    const entry: ServerFrame = { t: 'entry', room: this.#room, seq: this.#story.length, core };
    for (const name of this.#led) this.#server.wire(name).tell(entry);
  }

  #page({ n, after, limit }: Extract<ClientFrame, { t: 'fetch' }>, wire: Wire): void {
    const head = headOf(this.#story.slice(0, after));
    const entries = this.#story.slice(after, after + limit).map((core, i) => ({ seq: after + i + 1, core }));
    wire.tell({ t: 'page', n, room: this.#room, after, head, entries, last: this.#story.length });
  }
}

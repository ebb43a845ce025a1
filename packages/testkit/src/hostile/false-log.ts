/**
 * A room's log as a hostile server tells it to one client: begins as the true one, and from then on each true entry goes through a rule
 * that may leave it out, hold it back or put others beside it. Numbers, heads, pages, acknowledgements and `ready` all fit
 * the false story, so that only what members tell each other can show it up.
 */
import { sha256 } from '@alcove/crypto';
import { EMPTY_HEAD, nextHead, type Bytes, type ClientFrame, type RoomId, type ServerFrame } from '@alcove/protocol';
import type { Attack, Wire } from './transport.ts';

/** What the client is told in place of the true entry `core`; `story` is all it was told so far. */
export type Rule = (core: Bytes, story: readonly Bytes[]) => readonly Bytes[];

/** The chain's head after these entries. */
export function headOf(story: readonly Bytes[]): Bytes {
  return story.reduce<Bytes>((before, core, i) => nextHead(sha256, before, i + 1, core), EMPTY_HEAD);
}

export class FalseLog {
  readonly #story: Bytes[];
  readonly #rule: Rule;
  readonly #room: RoomId;
  readonly #victim: string;
  /** The last true entry told, and where each true entry stands in the story. */
  #told: number;
  readonly #places = new Map<number, number>();

  /** `fromTheStart`: what was told before goes through the rule as well. */
  constructor(wire: Wire, room: RoomId, rule: Rule, { fromTheStart = false } = {}) {
    const told = wire.world.log(room).map(({ seq }) => wire.world.logs.get(room)?.get(seq) ?? new Uint8Array(0));
    this.#story = [];
    for (const core of told) this.#story.push(...(fromTheStart ? rule(core, this.#story) : [core]));
    this.#told = told.length;
    this.#rule = rule;
    this.#room = room;
    this.#victim = wire.name;
  }

  attack(claim: string): Attack {
    return {
      claim,
      toServer: (frame, wire) => (this.#isAbout(frame, wire) ? this.#answer(frame, wire) : [frame]),
      toClient: (frame, wire) => (wire.name === this.#victim ? this.#retell(frame) : [frame]),
    };
  }

  /** Adds to the story what never was, and tells it. */
  invent(wire: Wire, ...cores: readonly Bytes[]): number {
    for (const frame of this.#add(cores)) wire.tell(frame);
    return this.#story.length;
  }

  #isAbout(frame: ClientFrame, wire: Wire): frame is Extract<ClientFrame, { t: 'fetch' }> {
    return wire.name === this.#victim && frame.t === 'fetch' && frame.room === this.#room;
  }

  #answer({ n, after, limit }: Extract<ClientFrame, { t: 'fetch' }>, wire: Wire): 'drop' {
    const head = headOf(this.#story.slice(0, after));
    const entries = this.#story.slice(after, after + limit).map((core, i) => ({ seq: after + i + 1, core }));
    wire.tell({ t: 'page', n, room: this.#room, after, head, entries, last: this.#story.length });
    return 'drop';
  }

  #retell(frame: ServerFrame): readonly ServerFrame[] {
    if (frame.t === 'entry' && frame.room === this.#room) return this.#tell(frame.seq, new Uint8Array(frame.core));
    if (frame.t === 'ack' && frame.room === this.#room)
      return [{ ...frame, seq: this.#places.get(frame.seq) ?? Math.max(1, this.#story.length) }];
    if (frame.t !== 'ready') return [frame];
    const here = { seq: this.#story.length, head: headOf(this.#story) };
    const rooms = frame.rooms.map((each) => (each.room === this.#room ? { ...each, ...here } : each));
    return [{ ...frame, rooms }];
  }

  #tell(seq: number, core: Bytes): readonly ServerFrame[] {
    if (seq <= this.#told) return [];
    this.#told = seq;
    const frames = this.#add(this.#rule(core, this.#story));
    this.#places.set(seq, this.#story.length);
    return frames;
  }

  #add(cores: readonly Bytes[]): readonly ServerFrame[] {
    return cores.map((core) => {
      this.#story.push(core);
      return { t: 'entry', room: this.#room, seq: this.#story.length, core };
    });
  }
}

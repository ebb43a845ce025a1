/**
 * One device of the kill loop: keeps what it sends until it is acknowledged, reconnects for ever, fetches what it missed, and notes every
 * broken promise it sees. It knows the protocol and nothing else, so that a fault it reports is the server's.
 */
import type { SocketLink } from '@alcove/client';
import { sha256 } from '@alcove/crypto';
import { createNodeSocket } from '@alcove/platform-node';
import {
  decodeLogCore,
  decodeServerFrames,
  EMPTY_HEAD,
  encodeFrame,
  equalBytes,
  LIMIT,
  nextHead,
  PROTOCOL_VERSION,
  type Bytes,
  type FrameId,
  type RoomId,
  type ServerFrame,
  type ServerFrameOf,
} from '@alcove/protocol';
import { nextFrameId, type HeadlessAccount } from '@alcove/testkit/headless';

const AGAIN_MS = 30;

export class KillLoopDevice {
  readonly account: HeadlessAccount;
  readonly room: RoomId;
  /** Frame ids by place in the log, as this device saw them; null for what was before it was a member. */
  readonly log: (FrameId | null)[] = [];
  /** What was sent, and what the server acknowledged, each with its place. */
  readonly sent = new Map<FrameId, Bytes>();
  readonly acknowledged = new Map<FrameId, number>();
  readonly faults: string[] = [];
  readonly #origin: string;
  readonly #outbox = new Map<FrameId, Bytes>();
  readonly #early = new Map<number, Bytes>();
  readonly #cores: (Bytes | null)[] = [];
  #head: Bytes = EMPTY_HEAD;
  #link: SocketLink | undefined;
  #ready = false;
  #fetching = false;
  #last = 0;
  #stopped = false;

  constructor(origin: string, account: HeadlessAccount, room: RoomId) {
    this.#origin = origin;
    this.account = account;
    this.room = room;
    void this.#connect();
  }

  get drained(): boolean {
    return this.#ready && this.#outbox.size === 0 && this.log.length >= this.#last;
  }

  say(body: Bytes): void {
    const id = nextFrameId();
    this.sent.set(id, body);
    this.#outbox.set(id, body);
    if (this.#ready) this.#append(id, body);
  }

  /** The sealed bytes at a place, as they came. */
  bodyAt(seq: number): Bytes | undefined {
    const core = this.#cores[seq - 1];
    return core === undefined || core === null ? undefined : decodeLogCore(core).body;
  }

  stop(): void {
    this.#stopped = true;
    this.#link?.close();
  }

  async #connect(): Promise<void> {
    if (this.#stopped) return;
    let ticket: string;
    try {
      ticket = await this.account.ticket();
    } catch {
      this.#reconnect();
      return;
    }
    const link = createNodeSocket(this.#origin).open({
      onOpen: () => link.send(encodeFrame({ t: 'hello', v: PROTOCOL_VERSION, ticket })),
      onMessage: (bytes) => {
        for (const frame of decodeServerFrames(bytes)) this.#heard(frame);
      },
      onClose: () => this.#reconnect(),
    });
    this.#link = link;
  }

  #reconnect(): void {
    this.#ready = false;
    this.#fetching = false;
    this.#link = undefined;
    this.#early.clear();
    if (!this.#stopped) setTimeout(() => void this.#connect(), AGAIN_MS);
  }

  #heard(frame: ServerFrame): void {
    switch (frame.t) {
      case 'ready':
        this.#ready = true;
        this.#last = frame.rooms.find((place) => place.room === this.room)?.seq ?? 0;
        if (this.#last < this.log.length) this.faults.push(`the log went back to ${String(this.#last)}`);
        this.#fetch();
        for (const [id, body] of this.#outbox) this.#append(id, body);
        return;
      case 'page':
        return this.#page(frame);
      case 'entry':
        this.#last = Math.max(this.#last, frame.seq);
        if (this.#place(frame.seq, frame.core)) return;
        this.#early.set(frame.seq, frame.core);
        return this.#fetch();
      case 'ack':
        return this.#acked(frame);
      case 'nack':
      case 'refused':
        if (frame.error.code !== 'shutting-down')
          this.faults.push(`${frame.t}: ${frame.error.code} ${frame.error.message}`);
        return;
      default:
    }
  }

  #page({ after, head, entries, last }: ServerFrameOf<'page'>): void {
    this.#fetching = false;
    this.#last = Math.max(this.#last, last);
    if (this.log.length === 0) this.#beginAfter(after, head);
    if (after === this.log.length && !equalBytes(head, this.#head))
      this.faults.push(`another chain at ${String(after)}`);
    for (const { seq, core } of entries) this.#place(seq, core);
    for (const [seq, core] of [...this.#early].toSorted(([a], [b]) => a - b)) {
      if (this.#place(seq, core)) this.#early.delete(seq);
    }
    if (this.log.length < this.#last) this.#fetch();
  }

  /** A member's log begins where it joined; the chain before it is taken on trust, from there on it is computed. */
  #beginAfter(after: number, head: Bytes): void {
    for (let seq = 1; seq <= after; seq++) {
      this.log.push(null);
      this.#cores.push(null);
    }
    this.#head = head;
  }

  /** False: something is missing before it. */
  #place(seq: number, core: Bytes): boolean {
    if (seq > this.log.length + 1) return false;
    if (seq <= this.log.length) {
      const known = this.#cores[seq - 1];
      if (known && !equalBytes(known, core)) this.faults.push(`entry ${String(seq)} changed`);
      return true;
    }
    this.#head = nextHead(sha256, this.#head, seq, core);
    this.#cores.push(core);
    this.log.push(decodeLogCore(core).id);
    return true;
  }

  #acked({ id, seq }: ServerFrameOf<'ack'>): void {
    const before = this.acknowledged.get(id);
    if (before !== undefined && before !== seq) {
      this.faults.push(`${id} acknowledged at ${String(before)} and at ${String(seq)}`);
    }
    this.acknowledged.set(id, seq);
    this.#outbox.delete(id);
  }

  #fetch(): void {
    if (this.#fetching) return;
    this.#fetching = true;
    const frame = { t: 'fetch', n: 1, room: this.room, after: this.log.length, limit: LIMIT.pageEntries } as const;
    this.#link?.send(encodeFrame(frame));
  }

  #append(id: FrameId, body: Bytes): void {
    const frame = { t: 'append', kind: 'application', room: this.room, id, epoch: 0, body } as const;
    this.#link?.send(encodeFrame(frame));
  }
}

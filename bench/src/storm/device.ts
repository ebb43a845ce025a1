/**
 * One device of the storm: wants one commit of its own in every room, tries at the epoch it knows, and after a lost race waits for its turn
 * by the rule that clients follow. Follows every log and notes what no server may do.
 */
import { once } from 'node:events';
import { randomBytes, sha256 } from '@alcove/crypto';
import {
  decodeLogCore,
  decodeServerFrames,
  EMPTY_HEAD,
  encodeFrame,
  GATEWAY,
  LIMIT,
  nextHead,
  PROTOCOL_VERSION,
  turnsAfter,
  type Bytes,
  type FrameId,
  type RoomId,
  type ServerFrame,
  type Turns,
} from '@alcove/protocol';
import { nextFrameId, type HeadlessAccount } from '@alcove/testkit/headless';
import { WebSocket } from 'ws';

interface Followed {
  readonly id: RoomId;
  seq: number;
  head: Bytes;
  epoch: number;
  readonly early: Map<number, Bytes>;
  tries: number;
  own: FrameId | null;
  sentAt: number;
  /** After a lost race, until it commits again. */
  waiting: Waiting | null;
  done: boolean;
}

interface Waiting extends Omit<Turns, 'due'> {
  due: number;
  /** When the turn that is now counts as passed. */
  timer: NodeJS.Timeout;
}

export class StormDevice {
  readonly faults: string[] = [];
  lost = 0;
  mostTries = 0;
  readonly #socket: WebSocket;
  readonly #body: Bytes;
  readonly #rooms = new Map<RoomId, Followed>();
  #storming = false;

  private constructor(socket: WebSocket, commitBytes: number) {
    this.#socket = socket;
    this.#body = randomBytes(commitBytes);
    socket.on('message', (data: Buffer) => {
      for (const frame of decodeServerFrames(new Uint8Array(data))) this.#heard(frame);
    });
  }

  static async connect(origin: string, account: HeadlessAccount, commitBytes: number): Promise<StormDevice> {
    const ticket = await account.ticket();
    const socket = new WebSocket(new URL(GATEWAY, origin.replace('http', 'ws')), { perMessageDeflate: false, origin });
    await once(socket, 'open');
    const device = new StormDevice(socket, commitBytes);
    socket.send(encodeFrame({ t: 'hello', v: PROTOCOL_VERSION, ticket }));
    await once(socket, 'message');
    return device;
  }

  get rooms(): number {
    return [...this.#rooms.values()].filter(({ seq }) => seq >= 2).length;
  }

  /** The owner's change of the policy that makes the others members. */
  bringIn(room: RoomId, body: Bytes): void {
    this.#socket.send(encodeFrame({ t: 'append', kind: 'policy', room, id: nextFrameId(), body }));
  }

  storm(): void {
    this.#storming = true;
    for (const room of this.#rooms.values()) this.#commit(room);
  }

  /** In every room all commits are in, its own too. */
  isCalm(epochs: number): boolean {
    return [...this.#rooms.values()].every((room) => room.done && room.epoch === epochs);
  }

  /** What it believes, to compare. */
  logs(): string {
    return [...this.#rooms.values()]
      .map(({ id, seq, epoch, head }) => `${id} ${String(seq)} ${String(epoch)} ${Buffer.from(head).toString('hex')}`)
      .toSorted()
      .join('\n');
  }

  close(): void {
    this.#socket.terminate();
  }

  #commit(room: Followed): void {
    room.tries += 1;
    this.mostTries = Math.max(this.mostTries, room.tries);
    room.own = nextFrameId();
    room.sentAt = performance.now();
    const { id, epoch, own } = room;
    this.#socket.send(encodeFrame({ t: 'append', kind: 'commit', room: id, id: own, epoch, body: this.#body }));
  }

  #heard(frame: ServerFrame): void {
    if (frame.t === 'entry') return this.#entry(this.#room(frame.room), frame.seq, frame.core);
    if (frame.t === 'page') {
      const room = this.#room(frame.room);
      // A member's log begins where it came in.
      if (room.seq === 0) [room.seq, room.head] = [frame.after, new Uint8Array(frame.head)];
      for (const { seq, core } of frame.entries) this.#entry(room, seq, core);
    }
    if (frame.t !== 'nack') return;
    if (frame.error.code !== 'epoch-conflict') {
      this.faults.push(`${frame.error.code} ${frame.error.message}`);
      return;
    }
    this.lost += 1;
    const room = this.#room(frame.room);
    const raceMs = performance.now() - room.sentAt;
    const turns = turnsAfter({ losses: room.tries, raceMs, answer: frame.error, epoch: room.epoch }, Math.random);
    this.#wait(room, { ...turns, timer: setTimeout(() => undefined, 0) });
  }

  #wait(room: Followed, waiting: Waiting): void {
    clearTimeout(waiting.timer);
    room.waiting = waiting;
    if (room.epoch < waiting.due) {
      waiting.timer = setTimeout(() => {
        waiting.due -= 1;
        this.#wait(room, waiting);
      }, waiting.turnMs);
      return;
    }
    room.waiting = null;
    setTimeout(() => this.#commit(room), waiting.jitterMs);
  }

  #room(id: RoomId): Followed {
    const known = this.#rooms.get(id);
    if (known !== undefined) return known;
    const early = new Map<number, Bytes>();
    const room: Followed = {
      id,
      seq: 0,
      head: EMPTY_HEAD,
      epoch: 0,
      early,
      tries: 0,
      own: null,
      sentAt: 0,
      waiting: null,
      done: false,
    };
    this.#rooms.set(id, room);
    return room;
  }

  #entry(room: Followed, seq: number, core: Uint8Array): void {
    room.early.set(seq, new Uint8Array(core));
    for (let next = room.early.get(room.seq + 1); next !== undefined; next = room.early.get(room.seq + 1)) {
      room.early.delete(room.seq + 1);
      this.#take(room, next);
    }
    if (room.early.size > 0 && room.seq === 0)
      this.#socket.send(encodeFrame({ t: 'fetch', n: seq, room: room.id, after: 0, limit: LIMIT.pageEntries }));
  }

  #take(room: Followed, core: Bytes): void {
    room.seq += 1;
    room.head = nextHead(sha256, room.head, room.seq, core);
    const { kind, epoch, id } = decodeLogCore(core);
    if (kind !== 'commit') return;
    if (epoch !== room.epoch) this.faults.push(`epoch ${String(epoch)} won twice in ${room.id}`);
    room.epoch = epoch + 1;
    if (room.waiting !== null) this.#wait(room, room.waiting);
    if (id === room.own && this.#storming) room.done = true;
  }
}

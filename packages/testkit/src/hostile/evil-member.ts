/**
 * A member that keeps to no rule: an account of its own with real keys, let into rooms like anybody, whose commits are made past every
 * check of ours (packages/crypto/src/testing). Follows one room's log; owns no timeline and forgets what it reads.
 */
import {
  followDeviceLists,
  joinByWelcome,
  open,
  randomBytes,
  sha256,
  signVerdict,
  type GroupState,
  type KeyPackageMade,
  type KnownList,
  type Trust,
} from '@alcove/crypto';
import { createNodeSocket } from '@alcove/platform-node';
import {
  decodeLogCore,
  decodeServerFrames,
  EMPTY_HEAD,
  encodeFrame,
  fromBase64url,
  nextHead,
  type AccountId,
  type AppendFrame,
  type Bytes,
  type ClientFrame,
  type FrameId,
  type RoomId,
  type ServerFrame,
  type ServerFrameOf,
  type VerdictBody,
} from '@alcove/protocol';
import { registrar, type HeadlessAccount } from '../headless/account.ts';
import { nextFrameId } from '../headless/frame-id.ts';
import { uploadKeyPackages } from './forge.ts';
import { policyAfter } from './policy-after.ts';

const PATIENCE_MS = 20_000;

export interface Forgery {
  readonly commit: Bytes;
  /** What it moves to itself. */
  readonly next?: GroupState;
}

/** Signs up, and can be added to rooms. */
export async function openEvilMember(url: string, name: string): Promise<EvilMember> {
  const people = await registrar(url);
  const account = await people.signUp(name);
  const member = new EvilMember(people.serverId, account, await uploadKeyPackages(account));
  await member.connect(url);
  return member;
}

export class EvilMember {
  readonly account: HeadlessAccount;
  /** The server's id. */
  readonly server: string;
  readonly #package: KeyPackageMade;
  readonly #frames: ServerFrame[] = [];
  #woken = Promise.withResolvers<void>();
  #send: (frame: ClientFrame) => void = () => undefined;
  #close: () => void = () => undefined;
  #question = 1;
  #state: GroupState | null = null;
  #seq = 0;
  #heads: Bytes[] = [EMPTY_HEAD];

  constructor(server: string, account: HeadlessAccount, made: KeyPackageMade) {
    this.server = server;
    this.account = account;
    this.#package = made;
  }

  get state(): GroupState {
    if (this.#state === null) throw new Error('not in the room');
    return this.#state;
  }

  /** The last commit in the log, and the epoch it was made in. */
  newest: { readonly seq: number; readonly epoch: number } = { seq: 0, epoch: 0 };

  async connect(url: string): Promise<void> {
    const ticket = await this.account.ticket();
    const link = createNodeSocket(url).open({
      onOpen: () => this.#send({ t: 'hello', v: 1, ticket }),
      onMessage: (bytes) => {
        this.#frames.push(...decodeServerFrames(bytes));
        this.#woken.resolve();
        this.#woken = Promise.withResolvers();
      },
      onClose: () => undefined,
    });
    this.#send = (frame) => link.send(encodeFrame(frame));
    this.#close = () => link.close();
    await this.#wait('ready');
  }

  /** Somebody added it: comes in by the Welcome. */
  async enter(room: RoomId): Promise<void> {
    const welcome = await this.#wait('welcome', (frame) => frame.room === room);
    const joined = await joinByWelcome({
      identity: this.account.identity,
      welcome: welcome.body,
      packages: [this.#package],
      room,
      epoch: welcome.epoch,
      trust: await this.#trust(room),
      ownDevices: new Set([this.account.identity.device]),
    });
    if (joined.kind !== 'joined') throw new Error(`${joined.kind}: the evil member cannot come in`);
    this.#state = joined.state;
    this.#seq = welcome.seq;
    this.#heads = [];
    await this.follow(room);
  }

  /** Takes what others committed meanwhile. */
  async follow(room: RoomId): Promise<void> {
    const trust = await this.#trust(room);
    const page = await this.#page(room);
    let head: Bytes = new Uint8Array(page.head);
    this.#heads[this.#seq] = head;
    for (const { seq, core: bytes } of page.entries) {
      head = nextHead(sha256, head, seq, bytes);
      this.#heads[seq] = head;
      this.#seq = seq;
      const { kind, account, device, body, at, epoch } = decodeLogCore(bytes);
      if (kind === 'commit') this.newest = { seq, epoch };
      if (kind !== 'commit' || device === this.account.identity.device) continue;
      const opened = await open(this.state, { ...trust, nowMs: at }, body, { kind, account, device });
      if (opened.kind === 'commit') this.#state = opened.next;
    }
  }

  /** Puts a commit into the room's log, whatever it is; its GroupInfo, where a room has them, is noise. Answers where it stands, or the code of the refusal. */
  async commit(room: RoomId, make: (member: { state: GroupState }) => Promise<Forgery>): Promise<number | string> {
    for (;;) {
      const seq = await this.#commitOnce(room, make);
      if (seq !== 'epoch-conflict') return seq;
      // Others change the room too: whoever lost a race makes it anew, where the race has brought them.
      const { epoch } = this.state;
      await this.follow(room);
      if (this.state.epoch === epoch) return seq;
    }
  }

  async #commitOnce(room: RoomId, make: (member: { state: GroupState }) => Promise<Forgery>): Promise<number | string> {
    await this.follow(room);
    const { epoch } = this.state;
    const { commit: body, next } = await make({ state: this.state });
    const id = nextFrameId();
    const { devices } = (await this.#trust(room)).policy;
    const info = devices === null ? { groupInfo: randomBytes(200) } : {};
    const seq = await this.#append({ t: 'append', kind: 'commit', room, id, epoch, seen: this.#seq, body, ...info });
    if (typeof seq === 'string') return seq;
    this.newest = { seq, epoch };
    if (next !== undefined) this.#state = next;
    return seq;
  }

  /** Says something about a commit. */
  async verdict(
    room: RoomId,
    { seq, epoch }: { readonly seq: number; readonly epoch: number },
    type: VerdictBody['type'],
  ): Promise<number | string> {
    const head = this.#heads[seq] ?? EMPTY_HEAD;
    const body = signVerdict(this.account.identity, { v: 1, type, room, seq, epoch, head, code: 'lie' });
    return this.#append({ t: 'append', kind: 'verdict', room, id: nextFrameId(), body });
  }

  /** The state it had at a time: to be in the room's epoch again after a commit of its own was void. */
  returnTo(state: GroupState): void {
    this.#state = state;
  }

  close(): void {
    this.#close();
  }

  async #append(frame: AppendFrame): Promise<number | string> {
    this.#send(frame);
    const isMine = ({ id }: { readonly id: FrameId }): boolean => id === frame.id;
    const answer = await Promise.race([this.#wait('ack', isMine), this.#wait('nack', isMine)]);
    return answer.t === 'ack' ? answer.seq : answer.error.code;
  }

  async #trust(room: RoomId): Promise<Trust> {
    const n = this.#question++;
    this.#send({ t: 'fetch-policy', n, room });
    const { frames } = await this.#wait('policies', (answer) => answer.n === n);
    const policy = policyAfter(this.server, room, frames);
    const lists = new Map<AccountId, KnownList>();
    for (const account of policy.members.keys()) {
      const reply = await this.account.call('person', { account, after: 0 });
      const followed = followDeviceLists(null, account, reply.lists.map(fromBase64url));
      if (followed.ok) lists.set(account, followed.known);
    }
    const everybody = new Set(policy.members.keys());
    return { server: this.server, policy, lists, nowMs: Date.now(), learnedAfter: everybody, upToDate: everybody };
  }

  async #page(room: RoomId): Promise<ServerFrameOf<'page'>> {
    const n = this.#question++;
    this.#send({ t: 'fetch', n, room, after: this.#seq, limit: 200 });
    return this.#wait('page', (answer) => answer.n === n);
  }

  async #wait<T extends ServerFrame['t']>(
    t: T,
    fits: (frame: ServerFrameOf<T>) => boolean = () => true,
  ): Promise<ServerFrameOf<T>> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const late = new Promise((resolve) => patience.addEventListener('abort', resolve, { once: true }));
    for (;;) {
      const found = this.#frames.find((f): f is ServerFrameOf<T> => f.t === t && fits(f as ServerFrameOf<T>));
      if (found !== undefined) return found;
      if (patience.aborted) throw new Error(`no ${t}; got ${this.#frames.map((f) => f.t).join(' ')}`);
      await Promise.race([this.#woken.promise, late]);
    }
  }
}

/**
 * Typing, who is here, and how far everyone has come: outside the ratchet, sealed under a key of the epoch (protocol.md §8). Losing any of it
 * loses nothing: marks are posted again after every change of epoch, typing fades by itself. Marks only grow, so that an old one changes
 * nothing; a whisper is heard once, and soon (presence/said-now.ts). What this person turned off is not told, and not shown of others
 * either (docs/checks.md, S01 to S04).
 */
import { decodeMark, decodeWhisper, encodeMark, encodeWhisper } from '@alcove/content';
import { openWhisper, sealWhisper, whisperEpoch, whisperKey, type GroupState, type Lane } from '@alcove/crypto';
import type { AccountId, Bytes, DeviceId, RoomId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { TimerHandle } from '../ports.ts';
import { isQuiet } from '../people/quiet.ts';
import type { Room } from '../rooms/room.ts';
import { beginWork } from '../rooms/working.ts';
import { createHere, type Here } from './here.ts';
import { createSaidNow } from './said-now.ts';

export interface Sender {
  readonly account: AccountId;
  readonly device: DeviceId;
}

export interface Presence {
  whispered(room: Room, sender: Sender, body: Uint8Array): Promise<void>;
  marked(room: Room, sender: Sender, body: Uint8Array): Promise<void>;
  /** Asks for the marks of everyone in the room: after connecting, and when it is opened. */
  fetchMarks(room: Room): Promise<void>;
  typing(room: RoomId): readonly AccountId[];
  setTyping(room: Room, on: boolean): void;
  readonly here: Here;
  /** This device opened or read further, or the epoch changed. */
  moved(room: Room, why: 'opened' | 'read'): void;
  /** It is known now, or was changed, what this person tells. */
  settled(): void;
  stop(): void;
}

/** What a whisper says; when, is added as it is sealed. */
type Saying = { readonly typing: boolean } | { readonly here: boolean; readonly asks: boolean };

const REPEAT_MS = 4_000;
const SHOWN_MS = 6_000;
const MARK_DEBOUNCE_MS = 400;
/** In larger rooms marks are posted for reading only, and slowly: everyone's marks go to everyone. */
const SMALL_ROOM = 32;
const LARGE_ROOM_DEBOUNCE_MS = 5_000;
const EPOCHS_KEPT = 8;

export function createPresence(
  context: AccountContext,
  readSeq: (room: RoomId) => number,
  byActivity: (rooms: readonly Room[]) => readonly Room[],
): Presence {
  const keys = new Map<RoomId, Map<number, Bytes>>();
  const shown = new Map<RoomId, Map<AccountId, TimerHandle>>();
  const typed = new Map<RoomId, number>();
  const posting = new Map<RoomId, TimerHandle>();
  const posted = new Map<RoomId, string>();
  /** Rooms in which it was not told what was read. */
  const silent = new Set<RoomId>();
  const { clock } = context.ports;
  const saidNow = createSaidNow(() => context.now());

  function groupOf(room: Room): Promise<GroupState | null> {
    return room.lane(async () => (await beginWork(context, room)).group);
  }

  async function keyOf(group: GroupState, epoch: number): Promise<Bytes | null> {
    const held = keys.get(group.room) ?? new Map<number, Bytes>();
    keys.set(group.room, held);
    if (!held.has(group.epoch)) held.set(group.epoch, await whisperKey(group));
    for (const old of held.keys()) if (old + EPOCHS_KEPT < group.epoch) held.delete(old);
    return held.get(epoch) ?? null;
  }

  /** Null: not theirs, not of this lane, or not in a shape that it has. Whoever else sends such things is not to be heard of. */
  async function openFrom<T>(
    lane: Lane,
    room: Room,
    sender: Sender,
    body: Uint8Array,
    decode: (plain: Bytes) => T,
  ): Promise<T | null> {
    try {
      const group = await groupOf(room);
      if (group === null || sender.device === context.device) return null;
      const key = await keyOf(group, whisperEpoch(lane, body));
      const opened = key === null ? null : openWhisper(lane, key, group, room.id, sender, body);
      return opened?.ok === true ? decode(opened.plain) : null;
    } catch {
      return null;
    }
  }

  async function sealed(lane: Lane, room: Room, plain: () => Bytes): Promise<Bytes | null> {
    const group = await groupOf(room);
    if (group === null || !room.row.member) return null;
    const key = await keyOf(group, group.epoch);
    return key === null ? null : sealWhisper(lane, key, context.identity, room.id, group.epoch, plain());
  }

  function show(room: RoomId, account: AccountId, on: boolean): void {
    const typing = shown.get(room) ?? new Map<AccountId, TimerHandle>();
    shown.set(room, typing);
    const before = typing.get(account);
    if (before !== undefined) clock.clearTimer(before);
    typing.delete(account);
    if (on)
      typing.set(
        account,
        clock.setTimer(SHOWN_MS, () => show(room, account, false)),
      );
    if (on !== (before !== undefined)) context.changes.room(room);
  }

  async function whisper(room: Room, said: Saying): Promise<void> {
    const body = await sealed('whisper', room, () => encodeWhisper({ at: saidNow.next(), ...said }));
    if (body !== null) context.gateway.tell({ t: 'whisper', room: room.id, body });
  }
  const here = createHere(context, { byActivity, open: groupOf, whisper });

  async function post(room: Room): Promise<void> {
    posting.delete(room.id);
    if (isQuiet(context, room)) return;
    const tells = context.settings.tells('receipts');
    if (!tells) silent.add(room.id);
    const read = tells ? readSeq(room.id) : 0;
    const mark = { delivered: room.place.seq, read };
    const epoch = room.keys?.group?.epoch ?? 0;
    const what = `${String(epoch)}/${String(mark.delivered)}/${String(mark.read)}`;
    if (posted.get(room.id) === what) return;
    const body = await sealed('mark', room, () => encodeMark(mark));
    if (body !== null && context.gateway.tell({ t: 'mark', room: room.id, body })) posted.set(room.id, what);
  }

  async function marked(room: Room, sender: Sender, body: Uint8Array): Promise<void> {
    const mark = await openFrom('mark', room, sender, body, decodeMark);
    if (mark === null || !context.open) return;
    const row = { account: sender.account, device: sender.device, ...mark };
    await context.store.write(context.store.marks.put(room.id, row));
    context.changes.mark(room.id, row);
  }

  const presence: Presence = {
    async whispered(room, sender, body) {
      const said = await openFrom('whisper', room, sender, body, decodeWhisper);
      if (isQuiet(context, room) || context.ties.standing(sender.account) === 'blocked') return;
      if (said === null || !saidNow.hear(sender.device, 'typing' in said ? room.id : 'here', said.at)) return;
      if (!('typing' in said)) return here.heard(room, sender, said);
      if (!context.settings.shows('typing')) return;
      show(room.id, sender.account, said.typing);
    },
    marked,
    async fetchMarks(room) {
      const answer = await context.gateway.ask<'fetch-marks'>({ t: 'fetch-marks', room: room.id });
      if (answer.kind !== 'answer') return;
      for (const { account, device, body } of answer.value.marks) await marked(room, { account, device }, body);
    },
    typing: (room) => [...(shown.get(room)?.keys() ?? [])],
    setTyping(room, on) {
      if (isQuiet(context, room)) return;
      if (!context.settings.tells('typing')) return;
      const now = clock.now();
      if (on && now - (typed.get(room.id) ?? 0) < REPEAT_MS) return;
      if (!on && !typed.has(room.id)) return;
      if (on) typed.set(room.id, now);
      else typed.delete(room.id);
      whisper(room, { typing: on }).catch((error: unknown) => context.fault('presence', error));
    },
    here,
    moved(room, why) {
      if (posting.has(room.id) || context.gateway.state !== 'online') return;
      const isSmall = (room.keys?.policy?.members.size ?? 0) <= SMALL_ROOM;
      if (why === 'opened' && !isSmall) return;
      const wait = isSmall ? MARK_DEBOUNCE_MS : LARGE_ROOM_DEBOUNCE_MS;
      const run = (): void => void post(room).catch((error: unknown) => context.fault('presence', error));
      posting.set(room.id, clock.setTimer(wait * (0.5 + context.ports.random()), run));
    },
    settled() {
      here.settled();
      if (!context.settings.tells('receipts')) return;
      const rooms = [...silent];
      silent.clear();
      for (const id of rooms) {
        const room = context.rooms.get(id);
        if (room !== undefined) presence.moved(room, 'read');
      }
    },
    stop() {
      here.stop();
      for (const handle of posting.values()) clock.clearTimer(handle);
      for (const typing of shown.values()) for (const handle of typing.values()) clock.clearTimer(handle);
    },
  };
  return presence;
}

/**
 * What others say elsewhere of a room's log: kept with the message that said it, and held against this device's own when that has come so far
 * (docs/checks.md, K61). What disagrees is an alarm, and stays one after the repair: the repair believes a log that all agree on
 * who were told it. It ends when the log here is another one, or when whoever spoke has come to this one.
 *
 * It is one person's word. It cannot make a room unusable, and makes this device ask the server again once, not until it fits.
 */
import { decodeContent, type Envelope } from '@alcove/content';
import { epochMark } from '@alcove/crypto';
import { equalBytes, type DeviceId, type LogCore } from '@alcove/protocol';
import type { SqlStatement, WordRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { APART } from '../repair/alarms.ts';
import { isBehind } from '../outbox/seal.ts';
import type { Room } from '../rooms/room.ts';
import type { Working } from '../rooms/working.ts';
import { judgeWord } from './judge.ts';

/** The same device's word starts a repair no more often. */
const ASK_AGAIN_MS = 5 * 60_000;
/** How far back the newest message of whoever spoke is looked for. */
const LOOK_BACK = 512;

/** In the step that stores the message. */
export function keepWords(context: AccountContext, work: Working, core: LogCore, envelope: Envelope): void {
  for (const { room: id, seq, head, lock = null, under } of envelope.elsewhere ?? []) {
    const room = context.rooms.get(id);
    if (room === undefined || room === work.room || room.awaiting || !room.row.member) continue;
    const { account, device } = core;
    const at = Math.min(envelope.sentAt, context.now());
    const word: WordRow = { room: id, device, account, seq, head, lock, under, at, state: 'open' };
    work.statements.push(...context.store.words.put(word));
    work.afterwards.push(() => {
      room.unheardAt = Math.min(room.unheardAt, seq);
      if (hasUnheard(room)) context.heard(room);
    });
  }
}

/** Somebody spoke of a place that this device has by now. */
export const hasUnheard = ({ place, unheardAt }: Room): boolean => place.seq >= unheardAt;

/**
 * Holds what was said of this room against what is here. Resolves true when somebody speaks of another log, and the server was not asked for
 * that lately. That a word fits is written with the room's next step: until then it is held against the log again after a restart.
 */
export function hear(context: AccountContext, room: Room): Promise<boolean> {
  return room.lane(async () => {
    if ((!hasUnheard(room) && room.apart.size === 0) || !context.open) return false;
    // What comes from here on is heard after this.
    room.unheardAt = Infinity;
    const { store } = context;
    const people = await context.company.of(room);
    const words = (await store.words.of(room.id)).filter(({ state }) => state !== 'fits');
    const apart = new Set<DeviceId>();
    const turned: SqlStatement[] = [];
    const fitting: SqlStatement[] = [];
    for (const word of words) {
      const state = people.has(word.account) ? await stateOf(context, room, word) : 'fits';
      if (word.seq > room.place.seq) room.unheardAt = Math.min(room.unheardAt, word.seq);
      if (state === 'apart') apart.add(word.device);
      const list = word.state === 'open' && state === 'fits' ? fitting : turned;
      if (state !== word.state) list.push(...store.words.settle(word, state));
    }
    await store.write(turned);
    room.fitting = fitting;
    const isNew = apart.difference(room.apart).size > 0;
    const isOver = apart.size === 0 && room.apart.size > 0;
    room.apart = apart;
    if (isNew) context.alarm(room, APART);
    if (isOver) context.mended(room, APART);
    return [...apart].some((device) => mayAsk(room, device, context.now()));
  });
}

/** A device’s word or sealed bytes make this one ask the server again, and not too often. */
export function mayAsk(room: Room, device: DeviceId, now: number): boolean {
  const before = room.askedFor.get(device);
  if (before !== undefined && now < before + ASK_AGAIN_MS) return false;
  room.askedFor.set(device, now);
  return true;
}

async function stateOf(context: AccountContext, room: Room, word: WordRow): Promise<WordRow['state']> {
  const { store, incarnations } = context;
  const head = word.seq === room.place.seq ? room.place.head : await store.heads.get(room.id, word.seq);
  const judged = judgeWord(word, { place: room.place, head, lock: lockOf(room), incarnation: incarnations.now });
  if (judged === 'fits') return 'fits';
  if (judged !== 'apart') return 'open';
  return (await hasCome(context, room, word)) ? 'fits' : 'apart';
}

function lockOf(room: Room): WordRow['lock'] {
  const group = room.keys?.group ?? null;
  if (group === null || room.broken !== null || isBehind(room, group)) return null;
  return { epoch: group.epoch, mark: epochMark(group) };
}

/** Whoever spoke has since written in the room itself, and signed as seen what this device has. */
async function hasCome({ store }: AccountContext, room: Room, word: WordRow): Promise<boolean> {
  const rows = await store.events.after(room.id, room.place.seq - LOOK_BACK, true);
  const newest = rows.findLast(({ device, type }) => device === word.device && type !== 'line' && type !== 'unopened');
  if (newest === undefined) return false;
  const { sentAt, seenSeq, seenHead } = decodeContent(newest.content).envelope;
  if (sentAt <= word.at) return false;
  const own = await store.heads.get(room.id, seenSeq);
  return own !== null && equalBytes(own, seenHead);
}

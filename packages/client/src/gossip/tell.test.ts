import type { Envelope } from '@alcove/content';
import { AccountId, DeviceId, FrameId, RoomId, type Bytes } from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import { newRoom, type Room } from '../rooms/room.ts';
import { withElsewhere } from './tell.ts';

const person = (letter: string): AccountId => AccountId.parse(letter.repeat(22));
const ANA = person('A');
const BEN = person('B');
const CLEO = person('C');
const SOON = 5_000;
const bytes = (fill: number, length = 32): Bytes => new Uint8Array(length).fill(fill);
const frame = (n: number): FrameId => FrameId.parse(`01J${String(n).padStart(23, '0')}`);

function roomOf(letter: string, seq: number): Room {
  const room = RoomId.parse(letter.repeat(43));
  const none = { peer: null, title: '', topic: '', groupInfoKey: null, joinSeq: 1, joinEpoch: 1 };
  return newRoom({ room, kind: 'group', member: true, ...none }, { seq, head: bytes(seq) });
}

/** A chat of Ana and Ben, and other rooms with those in them. */
function house(others: readonly (readonly [Room, readonly AccountId[]])[]) {
  const chat = roomOf('Z', 3);
  const company = new Map<Room, ReadonlySet<AccountId>>(others.map(([room, people]) => [room, new Set(people)]));
  let now = 1_000_000;
  const asking = new Set<RoomId>();
  const context: Parameters<typeof withElsewhere>[0] = {
    rooms: {
      get: () => undefined,
      all: () => [chat, ...company.keys()],
      add: () => undefined,
      drop: () => undefined,
    },
    company: { known: (room) => company.get(room) ?? null, of: () => Promise.reject(new Error('not asked')) },
    incarnations: { now: { mark: bytes(7, 16), since: 0 }, greeted: () => Promise.resolve() },
    ties: {
      identity: () => null,
      isVerified: () => false,
      standing: () => 'none',
      request: (room) => (asking.has(room) ? { v: 1, of: 'request', room, standing: 'asking', by: CLEO, at: 1 } : null),
      all: () => [],
      take: () => false,
      news: () => [],
    },
    now: () => now,
  };
  /** Which rooms a message in the chat tells of. */
  const tell = (n: number, body = 'hello'): readonly RoomId[] => {
    const bare: Envelope = { id: frame(n), sentAt: now, seenSeq: 3, seenHead: bytes(3) };
    const policy = {
      room: chat.id,
      kind: 'direct',
      suite: 'MLS_256_XWING_AES256GCM_SHA512_Ed25519',
      version: 0,
      hash: bytes(0),
      owner: ANA,
      devices: null,
      members: new Map([ANA, BEN].map((account) => [account, bytes(1)])),
    } as const;
    const afterwards: (() => void)[] = [];
    const event = { type: 'text' as const, body, mentions: [] };
    const { elsewhere = [] } = withElsewhere(context, { room: chat, policy, afterwards }, event, bare);
    for (const run of afterwards) run();
    return elsewhere.map(({ room }) => room);
  };
  return { tell, asking, pass: (ms: number) => void (now += ms) };
}

describe('a message tells of a room', () => {
  test('in which everybody here is too, and of no other', () => {
    const ours = roomOf('O', 9);
    const his = roomOf('P', 9);
    const unread = roomOf('Q', 9);
    const { tell } = house([
      [ours, [ANA, BEN, CLEO]],
      [his, [ANA, CLEO]],
      [unread, []],
    ]);
    expect(tell(1)).toEqual([ours.id]);
  });

  test('once, and again when its log moved, seconds later at the earliest; sealed again it tells the same', () => {
    const ours = roomOf('O', 9);
    const { tell, pass } = house([[ours, [ANA, BEN]]]);
    expect(tell(1)).toEqual([ours.id]);
    expect(tell(1)).toEqual([ours.id]);
    expect(tell(2)).toEqual([]);
    ours.place = { seq: 10, head: bytes(10) };
    expect(tell(3)).toEqual([]);
    pass(SOON);
    expect(tell(4)).toEqual([ours.id]);
    ours.place = { seq: 11, head: bytes(11) };
    ours.apart = new Set([DeviceId.parse('p'.repeat(22))]);
    expect(tell(5)).toEqual([ours.id]);
    pass(SOON);
    expect(tell(6)).toEqual([]);
  });

  test('not while what is here is in doubt, or its people may not hear that somebody is here', () => {
    const ours = roomOf('O', 9);
    const { tell, asking } = house([[ours, [ANA, BEN]]]);
    for (const doubt of [{ forked: true }, { broken: 'damaged' }, { current: false }, { awaiting: true }]) {
      const before = { forked: ours.forked, broken: ours.broken, current: ours.current, awaiting: ours.awaiting };
      Object.assign(ours, doubt);
      expect(tell(1), JSON.stringify(doubt)).toEqual([]);
      Object.assign(ours, before);
    }
    const { row } = ours;
    ours.row = { ...row, kind: 'secret' };
    expect(tell(1)).toEqual([]);
    ours.row = row;
    asking.add(ours.id);
    expect(tell(1)).toEqual([]);
    asking.clear();
    expect(tell(1)).toEqual([ours.id]);
  });

  test('of several as far as padding has room, the longest not told first', () => {
    const rooms = ['M', 'N', 'O', 'P', 'Q', 'R'].map((letter, n) => roomOf(letter, n + 1));
    const { tell } = house(rooms.map((room) => [room, [ANA, BEN]] as const));
    const first = tell(1);
    expect(first).toEqual(rooms.slice(0, 4).map(({ id }) => id));
    // Two are due: there is room for one of them in the class of 1 024 bytes.
    expect(tell(2, 'x'.repeat(680))).toEqual([rooms[4]?.id]);
    expect(tell(3, 'x'.repeat(61_440))).toEqual([rooms[5]?.id]);
    expect(tell(4)).toEqual([]);
  });
});

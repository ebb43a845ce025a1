/** Who may begin a group anew: by its own log and its account's list, and by nothing that the server says (docs/checks.md, K85). */
import { AccountId, DeviceId, RoomId, startSettlement, type Policy } from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import { newRoom, type Room } from '../rooms/room.ts';
import { ROW } from '../rooms/room.fixture.ts';
import { beginAnew, isAlone } from './begin-anew.ts';

type Context = Parameters<typeof beginAnew>[0];

const ANA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const HERE = DeviceId.parse('a'.repeat(22));
const PHONE = DeviceId.parse('b'.repeat(22));
const KEY = new Uint8Array(32);

function policyOf(...people: readonly AccountId[]): Policy {
  const members = new Map(people.map((account) => [account, KEY] as const));
  const room = RoomId.parse('R'.repeat(43));
  const suite = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';
  return { room, kind: 'group', suite, version: 0, hash: KEY, owner: ANA, members, devices: null };
}

/** `founded`: by this device. */
function roomAt(
  epoch: number,
  people: readonly AccountId[],
  founded = false,
  kind: 'group' | 'secret' = 'group',
): Room {
  const room = newRoom({ ...ROW, kind, joinSeq: founded ? 0 : 3 }, { seq: 5, head: KEY });
  const court = { settlement: startSettlement(epoch), mine: null };
  room.keys = { policy: policyOf(...people), group: null, parts: null, court };
  room.broken = 'epoch-forked';
  return room;
}

describe('[K85] alone is', () => {
  test('who is left in the room by its own log, and nobody beside whom another is', () => {
    expect(isAlone(roomAt(4, [ANA]), ANA)).toBe(true);
    expect(isAlone(roomAt(4, [ANA, BEN]), ANA)).toBe(false);
    expect(isAlone(roomAt(4, [BEN]), ANA)).toBe(false);
  });

  test('before the first commit, whoever founded the room, whom it is for as well', () => {
    expect(isAlone(roomAt(0, [ANA, BEN], true), ANA)).toBe(true);
    expect(isAlone(roomAt(0, [ANA, BEN], false), ANA)).toBe(false);
    expect(isAlone(roomAt(1, [ANA, BEN], true), ANA)).toBe(false);
  });

  test('nobody in a secret chat, which ends instead, and nobody who knows no log', () => {
    expect(isAlone(roomAt(4, [ANA], true, 'secret'), ANA)).toBe(false);
    expect(isAlone(newRoom(ROW, { seq: 0, head: KEY }), ANA)).toBe(false);
  });
});

/** A look at what stands between a room and a group that is begun anew in it. */
async function beginning(room: Room, devices: readonly DeviceId[] | null): Promise<unknown> {
  const began = 'it would begin';
  const list =
    devices === null
      ? { ok: false }
      : { ok: true, value: { list: { devices: devices.map((device) => ({ device })) } } };
  const context = {
    me: ANA,
    device: HERE,
    lists: { refresh: () => Promise.resolve(list) },
    certified: () => Promise.reject(new Error(began)),
  };
  const outcome = beginAnew(context as unknown as Context, room);
  return outcome.catch((error: unknown) => (error instanceof Error ? error.message : error));
}

describe('[K85] and begins anew', () => {
  test('when its keys are of no more use, and it has no other device that could be there', async () => {
    expect(await beginning(roomAt(4, [ANA]), [HERE])).toBe('it would begin');
    expect(await beginning(roomAt(4, [ANA]), [HERE, PHONE])).toBeNull();
    expect(await beginning(roomAt(4, [ANA]), null)).toBe('later');
  });

  test('not beside others, and not while its keys are sound', async () => {
    expect(await beginning(roomAt(4, [ANA, BEN]), [HERE])).toBeNull();
    const sound = roomAt(4, [ANA]);
    sound.broken = null;
    expect(await beginning(sound, [HERE])).toBeNull();
  });
});

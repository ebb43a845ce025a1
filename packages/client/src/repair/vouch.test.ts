import { AccountId, DeviceId, FrameId, utf8, type Bytes, type LogCore } from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import { hashOfCommit, sealInfo } from '../handshake/kept-info.ts';
import { ROW } from '../rooms/room.fixture.ts';
import { newRoom } from '../rooms/room.ts';
import type { ToldLog } from './told-log.ts';
import { isBuiltOn, isWrittenIn } from './vouch.ts';

const ANA = AccountId.parse('A'.repeat(22));
const PHONE = DeviceId.parse('p'.repeat(22));
const MINE = DeviceId.parse('m'.repeat(22));
const bytes = (fill: number): Bytes => new Uint8Array(32).fill(fill);
const KEY = bytes(1);
const KEY_BEFORE = bytes(2);
/** The epoch in which the room was at the last place that both logs have. */
const EPOCH = 7;

const room = newRoom({ ...ROW, groupInfoKey: KEY }, { seq: 9, head: bytes(9) });

interface Made {
  readonly name: string;
  readonly epoch: number;
  readonly device?: DeviceId;
}
const first: Made = { name: 'first', epoch: EPOCH };
const second: Made = { name: 'second', epoch: EPOCH + 1 };
const commitOf = ({ name }: Made): Bytes => utf8(`commit ${name}`);

/** A told log with these commits after its place 5. */
function told(commits: readonly Made[]): ToldLog {
  const entries = commits.map((made, n) => {
    const id = FrameId.parse(`01J${String(n).padStart(23, '0')}`);
    const from = { account: ANA, device: made.device ?? PHONE };
    const says: LogCore = { v: 1, kind: 'commit', id, ...from, epoch: made.epoch, at: 1, body: commitOf(made) };
    return { seq: 6 + n, core: commitOf(made), head: bytes(60 + n), says };
  });
  return { common: { seq: 5, head: bytes(5) }, entries, last: 5 + entries.length };
}

/** What the server keeps for those who come in by themselves: sealed under that key, made by that commit. */
async function builds(
  log: ToldLog,
  made: Made | null,
  { key = KEY, own = [] }: { readonly key?: Bytes; readonly own?: readonly Made[] } = {},
): Promise<boolean> {
  const epoch = EPOCH + 2;
  const commit = made === null ? null : hashOfCommit(commitOf(made));
  const body = sealInfo(key, room.id, epoch, { info: utf8('info'), commit });
  const value = { t: 'group-info', n: 1, room: room.id, epoch, seq: 7, body };
  const gateway = { ask: () => Promise.resolve({ kind: 'answer', value }) };
  const commits = own.map((each) => ({
    room: room.id,
    epoch: each.epoch,
    seq: 6,
    hash: hashOfCommit(commitOf(each)),
    keyBefore: KEY_BEFORE,
  }));
  const context = { gateway, device: MINE } as unknown as Parameters<typeof isBuiltOn>[0];
  return isBuiltOn(context, { room, row: room.row }, log, { commits });
}

describe('[K52] somebody with the room’s keys went where the server says', () => {
  test('whose commit was built on one that this device does not have', async () => {
    expect(await builds(told([first, second]), second)).toBe(true);
    // Under the key that the room had before this device’s own commit.
    const own = [{ name: 'own', epoch: EPOCH }];
    expect(await builds(told([first, second]), second, { key: KEY_BEFORE, own })).toBe(true);
    expect(await builds(told([first, second]), second, { key: bytes(3), own })).toBe(false);
  });

  test('not when there is one such commit alone: its maker may have lost a race with it', async () => {
    expect(await builds(told([first]), first)).toBe(false);
    expect(await builds(told([first, second]), first)).toBe(false);
    // What this device has of both logs is no news, whoever built on it.
    const later = { name: 'later', epoch: EPOCH + 1 };
    expect(await builds(told([first, later]), later, { own: [first] })).toBe(false);
  });

  test('not when what is kept was made by another commit, or nobody knows by which', async () => {
    expect(await builds(told([first, second]), { name: 'other', epoch: EPOCH + 1 })).toBe(false);
    expect(await builds(told([first, second]), null)).toBe(false);
  });

  test('a commit of this device, by which it came in, speaks for the one before it', async () => {
    const own = { ...second, device: MINE };
    expect(await builds(told([first, own]), own)).toBe(false);
    const third = { name: 'third', epoch: EPOCH + 2, device: MINE };
    expect(await builds(told([first, second, third]), third)).toBe(true);
  });
});

describe('[K52] a message of the told log speaks for it', () => {
  const log = told([first, second]);
  const writtenIn = (seq: number, seenSeq: number, seenHead: Bytes): boolean =>
    isWrittenIn(log, seq, { seenSeq, seenHead });

  test('when it signs as seen what the server tells after the place where the logs part', () => {
    expect(writtenIn(8, 6, bytes(60))).toBe(true);
    expect(writtenIn(8, 7, bytes(61))).toBe(true);
  });

  test('not when it was written in another log, or before they parted, or names what is still to come', () => {
    expect(writtenIn(8, 6, bytes(61))).toBe(false);
    expect(writtenIn(8, 5, bytes(5))).toBe(false);
    expect(writtenIn(7, 7, bytes(61))).toBe(false);
    expect(writtenIn(9, 8, bytes(62))).toBe(false);
  });
});

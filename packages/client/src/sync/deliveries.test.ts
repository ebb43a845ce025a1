/**
 * The figures of claims C08 and C09 by the client's own rules: a million deliveries through `merge`, and ten thousand lies about a log through
 * `merge` and `agreement`, which decide. No keys, no disk, no server: whole clients are lied to in tests/system/src/hostile.
 */
import { expect, test } from 'vitest';
import { sha256 } from '@alcove/crypto';
import { EMPTY_HEAD, equalBytes, nextHead, utf8, type Bytes, type LogEntry } from '@alcove/protocol';
import { agreement } from '../inbox/agreement.ts';
import { merge, startLog, type LogNews } from './merge.ts';

const DELIVERIES = 1_000_000;
const LIES = 10_000;

function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const logOf = (room: number, length: number): LogEntry[] =>
  Array.from({ length }, (_, n) => ({ seq: n + 1, core: utf8(`room ${String(room)}, entry ${String(n + 1)}`) }));

function headsOf(log: readonly LogEntry[]): Bytes[] {
  const heads = [EMPTY_HEAD];
  for (const { seq, core } of log) heads.push(nextHead(sha256, heads.at(-1) ?? EMPTY_HEAD, seq, core));
  return heads;
}

test('a million deliveries, most of them again or out of order: everything comes out once', () => {
  const draw = numbers(1);
  const LENGTH = 2_000;
  const NEAR = 24;
  let deliveries = 0;
  let again = 0;
  let wrong = 0;
  for (let room = 0; deliveries < DELIVERIES; room++) {
    const log = logOf(room, LENGTH);
    const heads = headsOf(log);
    let state = startLog({ seq: 0, head: EMPTY_HEAD });
    let next = 1;
    while (state.place.seq < LENGTH) {
      const { seq } = state.place;
      const from = Math.max(0, seq - NEAR / 2 + draw(NEAR));
      const size = draw(3) === 0 ? 1 + draw(NEAR) : 0;
      const entries = log.slice(from, from + Math.max(1, size));
      const [only] = entries;
      if (only === undefined) continue;
      const news: LogNews =
        size === 0
          ? { kind: 'live', entry: only }
          : { kind: 'page', after: from, head: heads[from] ?? EMPTY_HEAD, entries, last: LENGTH };
      deliveries += entries.length;
      again += entries.filter((entry) => entry.seq <= seq || state.parked.has(entry.seq)).length;
      const merged = merge(sha256, state, news);
      if (merged.kind !== 'merged') throw new Error(`forked at ${String(merged.at)}`);
      ({ state } = merged);
      for (const entry of merged.ready) {
        if (entry.seq !== next || !equalBytes(entry.head, heads[entry.seq] ?? EMPTY_HEAD)) wrong += 1;
        next += 1;
      }
    }
    if (next !== LENGTH + 1) wrong += 1;
  }
  expect(deliveries).toBeGreaterThanOrEqual(DELIVERIES);
  expect(again).toBeGreaterThan(DELIVERIES / 4);
  expect(wrong).toBe(0);
}, 240_000);

/** The log as it is told to one client: numbers and heads fit the lie. */
const LIARS: Readonly<Record<string, (log: readonly Bytes[], at: number, draw: (below: number) => number) => Bytes[]>> =
  {
    drop: (log, at) => log.toSpliced(at, 1),
    insert: (log, at, draw) => log.toSpliced(at, 0, utf8(`never said ${String(draw(1_000))}`)),
    repeat: (log, at, draw) => log.toSpliced(at, 0, log[draw(log.length)] ?? utf8('x')),
    change: (log, at, draw) => log.with(at, utf8(`said otherwise ${String(draw(1_000))}`)),
    swap(log, at, draw) {
      const other = (at + 1 + draw(log.length - 1)) % log.length;
      return log.with(at, log[other] ?? utf8('x')).with(other, log[at] ?? utf8('x'));
    },
  };

/** Takes in a log as it is told, live and in pages, as a client does: the heads it has in the end, or where it noticed by itself. */
function takeIn(told: readonly Bytes[], draw: (below: number) => number): Bytes[] | 'forked' {
  const log = told.map((core, i) => ({ seq: i + 1, core }));
  const lying = headsOf(log);
  const heads = [EMPTY_HEAD];
  let state = startLog({ seq: 0, head: EMPTY_HEAD });
  while (state.place.seq < log.length) {
    const after = state.place.seq;
    const entries = log.slice(after, after + 1 + draw(6));
    const [entry] = entries;
    if (entry === undefined) break;
    const news: LogNews =
      draw(2) === 0
        ? { kind: 'live', entry }
        : { kind: 'page', after, head: lying[after] ?? EMPTY_HEAD, entries, last: log.length };
    const merged = merge(sha256, state, news);
    if (merged.kind === 'forked') return 'forked';
    ({ state } = merged);
    for (const { head } of merged.ready) heads.push(head);
  }
  return heads;
}

test('[K43] ten thousand lies: the next message of somebody who saw the original does not agree', () => {
  const draw = numbers(2);
  const log = logOf(0, 24);
  const heads = headsOf(log);
  const cores = log.map(({ core }) => new Uint8Array(core));
  const missed: string[] = [];
  for (let n = 0; n < LIES; n++) {
    const name = Object.keys(LIARS)[n % 5] ?? 'drop';
    const at = draw(cores.length - 2);
    const told = LIARS[name]?.(cores, at, draw) ?? [];
    const end = told.findLastIndex((core, i) => cores[i] === undefined || !equalBytes(core, cores[i])) + 1;
    // What the sender of the next message had seen: at least everything that was lied about. It stands next in the log that is told.
    const seenSeq = Math.min(log.length, Math.max(end, at + 1) + draw(4));
    const mine = takeIn(told, draw);
    const seen = { seenSeq, seenHead: heads[seenSeq] ?? EMPTY_HEAD };
    if (mine !== 'forked' && agreement(seen, told.length + 1, mine[seenSeq] ?? null) !== 'other')
      missed.push(`${name} at ${String(at)}, seen ${String(seenSeq)}`);
  }
  expect(missed).toEqual([]);
  // And of the true log nobody is doubted.
  const mine = takeIn(cores, draw);
  const seen = { seenSeq: 24, seenHead: heads[24] ?? EMPTY_HEAD };
  expect(mine === 'forked' ? mine : agreement(seen, 25, mine[24] ?? null)).toBe('same');
}, 240_000);

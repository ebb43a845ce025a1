import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256 } from '@alcove/crypto';
import { EMPTY_HEAD, nextHead, utf8, type Bytes, type LogEntry } from '@alcove/protocol';
import { merge, missingAfter, startLog, type LogNews, type LogState, type OrderedEntry } from './merge.ts';

const LENGTH = 12;
const LOG: readonly LogEntry[] = Array.from({ length: LENGTH }, (_, n) => ({
  seq: n + 1,
  core: utf8(`entry ${String(n + 1)}`),
}));
const HEADS: readonly Bytes[] = LOG.reduce<Bytes[]>(
  (heads, { seq, core }) => [...heads, nextHead(sha256, heads.at(-1) ?? EMPTY_HEAD, seq, core)],
  [EMPTY_HEAD],
);
const headAt = (seq: number): Bytes => HEADS[seq] ?? EMPTY_HEAD;

const live = fc.nat({ max: LENGTH - 1 }).map((at): LogNews => ({ kind: 'live', entry: LOG[at]! }));
const page = fc
  .record({ after: fc.nat({ max: LENGTH }), size: fc.nat({ max: LENGTH }) })
  .map(({ after, size }): LogNews => ({
    kind: 'page',
    after,
    head: headAt(after),
    entries: LOG.slice(after, after + size),
    last: LENGTH,
  }));
const known = fc.nat({ max: LENGTH }).map((seq): LogNews => ({ kind: 'known', seq }));
const news = fc.array(fc.oneof(live, page, known), { maxLength: 40 });

function follow(
  from: LogState,
  all: readonly LogNews[],
): { readonly state: LogState; readonly ready: readonly OrderedEntry[] } {
  let state = from;
  const ready: OrderedEntry[] = [];
  for (const each of all) {
    const merged = merge(sha256, state, each);
    if (merged.kind !== 'merged') throw new Error(`forked at ${String(merged.at)}`);
    state = merged.state;
    ready.push(...merged.ready);
  }
  return { state, ready };
}

/** What a client does when something is missing. */
function fetchRest(state: LogState): ReturnType<typeof follow> {
  const after = missingAfter(state);
  return after === null
    ? { state, ready: [] }
    : follow(state, [{ kind: 'page', after, head: headAt(after), entries: LOG.slice(after), last: LENGTH }]);
}

const start = startLog({ seq: 0, head: EMPTY_HEAD });

describe('merge', () => {
  test('[M1] entries come out once, in order, without a gap, each with its head', () => {
    fc.assert(
      fc.property(news, (all) => {
        const { ready } = follow(start, all);
        expect(ready).toEqual(LOG.slice(0, ready.length).map((entry) => ({ ...entry, head: headAt(entry.seq) })));
      }),
    );
  });

  test('[M2] the place only grows, and what is parked lies beyond a gap', () => {
    fc.assert(
      fc.property(news, (all) => {
        let state = start;
        for (const each of all) {
          const merged = merge(sha256, state, each);
          if (merged.kind !== 'merged') throw new Error('forked');
          expect(merged.state.place.seq).toBeGreaterThanOrEqual(state.place.seq);
          for (const seq of merged.state.parked.keys()) expect(seq).toBeGreaterThan(merged.state.place.seq + 1);
          for (const seq of merged.state.parked.keys()) expect(merged.state.known).toBeGreaterThanOrEqual(seq);
          state = merged.state;
        }
      }),
    );
  });

  test('[M4] whatever came before, fetching what is missing ends at the same place', () => {
    fc.assert(
      fc.property(news, (all) => {
        const first = follow(start, [...all, { kind: 'known', seq: LENGTH }]);
        const rest = fetchRest(first.state);
        expect(rest.state).toEqual({ place: { seq: LENGTH, head: headAt(LENGTH) }, parked: new Map(), known: LENGTH });
        expect([...first.ready, ...rest.ready]).toHaveLength(LENGTH);
      }),
    );
  });

  test('[M3] another entry at a parked place is a fork', () => {
    const { state } = follow(start, [{ kind: 'live', entry: LOG[4]! }]);
    const other: LogNews = { kind: 'live', entry: { seq: 5, core: utf8('another fifth') } };
    expect(merge(sha256, state, other)).toEqual({ kind: 'forked', at: 5 });
  });

  test('[M3] a page that begins at our place with another head is a fork', () => {
    const { state } = follow(start, [
      { kind: 'page', after: 0, head: EMPTY_HEAD, entries: LOG.slice(0, 3), last: LENGTH },
    ]);
    const other: LogNews = { kind: 'page', after: 3, head: headAt(2), entries: LOG.slice(3), last: LENGTH };
    expect(merge(sha256, state, other)).toEqual({ kind: 'forked', at: 3 });
  });

  test('[M3] another head where its log ends is a fork, when ours ends there', () => {
    const { state } = follow(start, [
      { kind: 'page', after: 0, head: EMPTY_HEAD, entries: LOG.slice(0, 3), last: LENGTH },
    ]);
    const end = (seq: number, head: Bytes): LogNews => ({ kind: 'end', seq, head });
    expect(merge(sha256, state, end(3, headAt(2)))).toEqual({ kind: 'forked', at: 3 });
    for (const fits of [end(3, headAt(3)), end(2, headAt(1)), end(4, headAt(1))])
      expect(merge(sha256, state, fits)).toEqual({ kind: 'merged', state, ready: [], behind: [] });
  });

  test('a changed entry gives another head from there on', () => {
    const changed = LOG.map((entry) => (entry.seq === 2 ? { ...entry, core: utf8('changed') } : entry));
    const { state } = follow(start, [{ kind: 'page', after: 0, head: EMPTY_HEAD, entries: changed, last: LENGTH }]);
    expect(state.place.head).not.toEqual(headAt(LENGTH));
  });

  test('live entries far beyond a gap are not all kept', () => {
    let state = start;
    for (let seq = 2; seq <= 2_000; seq++) {
      const merged = merge(sha256, state, { kind: 'live', entry: { seq, core: utf8(String(seq)) } });
      if (merged.kind === 'merged') state = merged.state;
    }
    expect(state.parked.size).toBeLessThanOrEqual(512);
    expect(state.known).toBe(2_000);
    expect(missingAfter(state)).toBe(0);
  });
});

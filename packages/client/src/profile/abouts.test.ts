import { AccountId, type Bytes } from '@alcove/protocol';
import type { SqlStatement } from '@alcove/store';
import { expect, test } from 'vitest';
import type { Clock } from '../ports.ts';
import { loadAbouts, type AboutOf } from './abouts.ts';
import { jpegHead, webpHead } from './picture-format.test-kit.ts';

const ADA = AccountId.parse('A'.repeat(22));
const BEN = AccountId.parse('B'.repeat(22));
const HOUR = 3_600_000;

/** Time that is moved by hand. */
function handClock(): Clock & { move(ms: number): void } {
  let now = 1_000;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    setTimer(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return timer;
    },
    clearTimer: (handle) => void (timers = timers.filter((timer) => timer !== handle)),
    move(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
  };
}

/** Takes a statement for the write it stands for. */
function sheets(rows: Map<AccountId, Bytes>): Parameters<typeof loadAbouts>[0]['abouts'] {
  const table = {
    all: async () => rows,
    get: async (account: AccountId) => rows.get(account) ?? null,
    put(account: AccountId, plain: Bytes): SqlStatement[] {
      rows.set(account, plain);
      return [];
    },
    drop(account: AccountId): SqlStatement[] {
      rows.delete(account);
      return [];
    },
  };
  return table as unknown as Parameters<typeof loadAbouts>[0]['abouts'];
}

async function opened(rows = { abouts: new Map<AccountId, Bytes>(), pictures: new Map<AccountId, Bytes>() }) {
  const clock = handClock();
  let changes = 0;
  const store = { abouts: sheets(rows.abouts), pictures: sheets(rows.pictures) };
  const abouts = await loadAbouts(store, clock, clock.now, () => changes++);
  const take = (account: AccountId, about: AboutOf): boolean => {
    const learned = abouts.learn(account, about);
    learned?.adopt();
    return learned !== null;
  };
  const show = (account: AccountId, at: number, bytes: Bytes | null): boolean => {
    const learned = abouts.learnPicture(account, { at, bytes });
    learned?.adopt();
    return learned !== null;
  };
  return { abouts, clock, take, show, rows, changes: () => changes };
}
const until = (at: number | null): AboutOf['status'] => ({ how: 'busy', words: 'at lunch', emoji: '🍜', until: at });

test('the version its person made later counts, in whichever order they are opened', async () => {
  const { abouts, take } = await opened();
  expect(take(ADA, { at: 20, bio: 'new', status: null })).toBe(true);
  expect(take(ADA, { at: 10, bio: 'old', status: until(null) })).toBe(false);
  expect(take(ADA, { at: 20, bio: 'other', status: null })).toBe(false);
  expect(abouts.of(ADA)).toEqual({ at: 20, bio: 'new', status: null });
  expect(abouts.of(BEN)).toEqual({ at: 0, bio: '', status: null });
});

test('a status runs out by itself, the next one after it, and whoever shows them is told each time', async () => {
  const { abouts, take, clock, changes } = await opened();
  take(ADA, { at: 1, bio: '', status: until(1_000 + HOUR) });
  take(BEN, { at: 1, bio: '', status: until(1_000 + 30 * HOUR) });
  expect(abouts.status(ADA)?.words).toBe('at lunch');
  clock.move(HOUR - 1);
  expect(abouts.status(ADA)?.words).toBe('at lunch');
  expect(changes()).toBe(0);
  clock.move(2);
  expect(abouts.status(ADA)).toBe(null);
  expect(changes()).toBe(1);
  clock.move(30 * HOUR);
  expect(abouts.status(BEN)).toBe(null);
  expect(changes()).toBe(2);
});

test('one without an end stays, and what is on disk runs out too', async () => {
  const { rows, take: write } = await opened();
  write(ADA, { at: 3, bio: 'Keeps bees.', status: until(null) });
  write(BEN, { at: 3, bio: '', status: until(1_000 + HOUR) });
  const { abouts, clock, changes } = await opened(rows);
  clock.move(48 * HOUR);
  expect(abouts.status(ADA)).toEqual(until(null));
  expect(abouts.status(BEN)).toBe(null);
  expect(abouts.of(ADA).bio).toBe('Keeps bees.');
  expect(changes()).toBe(1);
});

test('a picture is kept once, replaced by a later one, and gone when it is taken away', async () => {
  const { abouts, show, take, rows } = await opened();
  const [first, second] = [webpHead(256, 256), jpegHead(128, 200)];
  expect(show(ADA, 10, first)).toBe(true);
  expect(show(ADA, 9, second)).toBe(false);
  take(ADA, { at: 50, bio: 'Keeps bees.', status: null });
  expect(await abouts.pictureBytes(ADA)).toEqual(first);
  const again = await opened(rows);
  expect(again.abouts.picture(ADA)).toEqual({ at: 10, kept: true });
  expect(again.abouts.of(ADA).bio).toBe('Keeps bees.');
  expect(again.show(ADA, 11, second)).toBe(true);
  expect(await again.abouts.pictureBytes(ADA)).toEqual(second);
  expect(again.show(ADA, 12, null)).toBe(true);
  expect(await again.abouts.pictureBytes(ADA)).toBe(null);
  expect(rows.pictures.size).toBe(0);
  expect(again.show(ADA, 11, second)).toBe(false);
});

test('P17: what is no small still picture is not kept, and what was there stays', async () => {
  const { abouts, show, rows } = await opened();
  show(ADA, 1, webpHead(64, 64));
  for (const bytes of [webpHead(257, 10), jpegHead(10, 4_000), new TextEncoder().encode('<svg onload="x"/>')])
    expect(show(ADA, 2, bytes)).toBe(false);
  expect(abouts.picture(ADA)).toEqual({ at: 1, kept: true });
  expect(rows.pictures.size).toBe(1);
});

/**
 * How often a wrong passphrase was tried, and until when the next one waits. Counted in the profile's own database, so that a restart
 * does not begin anew. It holds back whoever sits at the device; whoever copies the disk counts for themselves, and
 * is held back by Argon2id alone.
 */
import type { SqlDriver } from '@alcove/store';
import { z } from 'zod';

export interface Tries {
  /** Since the last right one. */
  readonly wrong: number;
  /** ms since 1970 of the last one. */
  readonly at: number;
}

export const NO_TRIES: Tries = { wrong: 0, at: 0 };
/** Wrong ones before the first wait. */
const FREE = 5;
const WAITS_MS = [30_000, 60_000, 300_000, 900_000, 3_600_000] as const;

export function triesLeft({ wrong }: Tries): number {
  return Math.max(0, FREE - wrong);
}

/** When the next one may be tried, ms since 1970; null: now. */
export function waitsUntil({ wrong, at }: Tries, now: number): number | null {
  if (wrong < FREE) return null;
  const until = at + (WAITS_MS[Math.min(wrong - FREE, WAITS_MS.length - 1)] ?? 0);
  return now >= until ? null : until;
}

/** A clock that was set back must not make a wait longer than it is. */
export function asOf(tries: Tries, now: number): Tries {
  return tries.at > now ? { ...tries, at: now } : tries;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS lock_tries (
  id INTEGER PRIMARY KEY CHECK (id = 1), wrong INTEGER NOT NULL, at INTEGER NOT NULL) STRICT`;
const Row = z.object({ wrong: z.int().nonnegative(), at: z.number() });

export interface TriesKept {
  lockTries(): Promise<Tries>;
  putLockTries(tries: Tries): Promise<void>;
}

export async function keepTriesIn(db: SqlDriver): Promise<TriesKept> {
  await db.exec(SCHEMA);
  return {
    async lockTries() {
      const [row] = await db.all('SELECT wrong, at FROM lock_tries');
      return row === undefined ? NO_TRIES : Row.parse(row);
    },
    putLockTries: ({ wrong, at }) =>
      db.batch([['INSERT OR REPLACE INTO lock_tries (id, wrong, at) VALUES (1, ?, ?)', [wrong, Math.floor(at)]]]),
  };
}

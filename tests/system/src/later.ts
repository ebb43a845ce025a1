/**
 * Years in a test: the time of the whole process moves on, the server's and everybody's, and with it that of libraries which ask past every
 * port. Timers go on as ever.
 */
import { DatabaseSync } from 'node:sqlite';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '@alcove/testkit/house';

const DAY_MS = 86_400_000;
const real = Date.now;
let aheadMs = 0;

/** From the first call on, for a test file of its own. */
export function daysPass(days: number): void {
  aheadMs += days * DAY_MS;
  Date.now = () => real() + aheadMs;
}

/** A session ends with thirty idle days. Where a test is not about that, they were not idle. */
export function keepSessions(house: House): void {
  const [file] = globSync('*.{db,sqlite}', { cwd: house.serverFolder });
  const database = new DatabaseSync(join(house.serverFolder, file ?? ''));
  database.exec('PRAGMA busy_timeout = 5000');
  database.prepare('UPDATE session SET created_at = ?, used_at = ?').run(Date.now(), Date.now());
  database.close();
}

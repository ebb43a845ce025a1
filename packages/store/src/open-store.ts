/**
 * Opens the client's database in two steps: before log-in only `meta` can be read; with the store's key come the repositories.
 *
 * Repositories give queries (promises) and builders (`put`, `drop`, … return statements and do nothing). The client joins the
 * statements of one logical step and hands them to `write`: all or nothing, on disk when the promise resolves. That is how the
 * two rules of protocol.md §6 are kept.
 */
import { utf8 } from '@alcove/protocol';
import { DeviceLists } from './device/device-lists.ts';
import { KeyPackages } from './device/key-packages.ts';
import { Manifests } from './device/manifests.ts';
import { People } from './device/people.ts';
import { Records } from './device/records.ts';
import { Secrets } from './device/secrets.ts';
import { Sheets } from './device/sheets.ts';
import type { SqlDriver, SqlStatement } from './driver.ts';
import { Events } from './message/events.ts';
import { Outbox } from './message/outbox.ts';
import { SearchPages } from './message/search-pages.ts';
import { Unopened } from './message/unopened.ts';
import { putKeyCheck, putMeta, readKeyCheck, readMeta, type Meta } from './meta.ts';
import { migrate } from './migrations/index.ts';
import { Alarms } from './room/alarms.ts';
import { Commits } from './room/commits.ts';
import { Drafts } from './room/drafts.ts';
import { Groups } from './room/groups.ts';
import { Heads } from './room/heads.ts';
import { Histories } from './room/history.ts';
import { KeptEntries } from './room/kept-entries.ts';
import { Marks } from './room/marks.ts';
import { Policies } from './room/policies.ts';
import { Rooms } from './room/rooms.ts';
import { Settlements } from './room/settlements.ts';
import { Words } from './room/words.ts';
import type { Shelf } from './rows.ts';
import type { Sealer } from './sealer.ts';

export interface LockedStore {
  meta(): Promise<Meta>;
  /** Written at once. Fields that are not given stay. */
  putMeta(meta: Meta): Promise<void>;
  /** The first sealer sets the key; `wrong-key` when this one is not it. */
  unlock(
    sealer: Sealer,
  ): Promise<{ readonly ok: true; readonly store: Store } | { readonly ok: false; readonly code: 'wrong-key' }>;
  /** Forgets everything, the key included: another account moves in. */
  erase(): Promise<void>;
  close(): Promise<void>;
}

export interface Store {
  readonly secrets: Secrets;
  readonly deviceLists: DeviceLists;
  readonly people: People;
  /** What people tell of themselves. */
  readonly abouts: Sheets;
  readonly pictures: Sheets;
  readonly records: Records;
  readonly keyPackages: KeyPackages;
  readonly manifests: Manifests;
  readonly rooms: Rooms;
  readonly histories: Histories;
  readonly groups: Groups;
  readonly policies: Policies;
  readonly heads: Heads;
  readonly settlements: Settlements;
  readonly keptEntries: KeptEntries;
  readonly marks: Marks;
  readonly drafts: Drafts;
  readonly events: Events;
  readonly outbox: Outbox;
  readonly search: SearchPages;
  readonly unopened: Unopened;
  readonly commits: Commits;
  readonly alarms: Alarms;
  readonly words: Words;
  /** One transaction. Nothing given, nothing written. */
  write(...steps: readonly (readonly SqlStatement[])[]): Promise<void>;
}

const TABLES = [
  'meta',
  'secrets',
  'device_lists',
  'people',
  'abouts',
  'pictures',
  'records',
  'key_packages',
  'rooms',
  'places',
  'reading',
  'policy_frames',
  'group_parts',
  'heads',
  'settlements',
  'bases',
  'kept_entries',
  'marks',
  'drafts',
  'events',
  'outbox',
  'unopened',
  'history',
  'manifests',
  'commits',
  'alarms',
  'words',
  // After the messages, which mark them as they go.
  'search_pages',
  'search_marks',
] as const;

const KEY_CHECK = 'meta/keyCheck';

/** Throws StoreError: `newer-version` when a newer Alcove wrote the database, otherwise what the driver says. */
export async function openStore(driver: SqlDriver): Promise<LockedStore> {
  await migrate(driver);
  return {
    meta: () => readMeta(driver),
    putMeta: (meta) => driver.batch(putMeta(meta)),
    unlock: async (sealer) => {
      if (!(await keyFits(driver, sealer))) return { ok: false, code: 'wrong-key' };
      return { ok: true, store: storeOn({ driver, sealer }) };
    },
    erase: async () => {
      await driver.batch(TABLES.map((table) => [`DELETE FROM ${table}`]));
      await driver.exec('VACUUM');
    },
    close: () => driver.close(),
  };
}

async function keyFits(driver: SqlDriver, sealer: Sealer): Promise<boolean> {
  const check = await readKeyCheck(driver);
  if (check === null) {
    await driver.batch(putKeyCheck(sealer.seal(KEY_CHECK, utf8('alcove'))));
    return true;
  }
  try {
    sealer.open(KEY_CHECK, check);
    return true;
  } catch {
    return false;
  }
}

function storeOn(shelf: Shelf): Store {
  return {
    secrets: new Secrets(shelf),
    deviceLists: new DeviceLists(shelf),
    people: new People(shelf),
    abouts: new Sheets(shelf, 'abouts'),
    pictures: new Sheets(shelf, 'pictures'),
    records: new Records(shelf),
    keyPackages: new KeyPackages(shelf),
    manifests: new Manifests(shelf),
    rooms: new Rooms(shelf),
    histories: new Histories(shelf),
    groups: new Groups(shelf),
    policies: new Policies(shelf),
    heads: new Heads(shelf),
    settlements: new Settlements(shelf),
    keptEntries: new KeptEntries(shelf),
    marks: new Marks(shelf),
    drafts: new Drafts(shelf),
    events: new Events(shelf),
    outbox: new Outbox(shelf),
    search: new SearchPages(shelf),
    unopened: new Unopened(shelf),
    commits: new Commits(shelf),
    alarms: new Alarms(shelf),
    words: new Words(shelf),
    write: async (...steps) => {
      const statements = steps.flat();
      if (statements.length > 0) await shelf.driver.batch(statements);
    },
  };
}

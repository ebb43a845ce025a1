/**
 * What is searched (decision 27): pages of 64 messages each, sealed, and marks on messages whose page does not say what their rows say. The
 * database sets a mark itself, in the transaction that changes a message or what changes it, whichever statement that is; a mark goes in the
 * transaction that writes the page. So no moment, and no power cut, leaves rows and pages apart without a mark.
 *
 * A message is known by its rowid, which holds as long as nobody runs VACUUM over messages. Marks have numbers that are never used
 * twice: one that is set anew while its page is being written is another one.
 */
const STALE = (doc: string, when: string): string => `WHEN ${when} BEGIN
    DELETE FROM search_marks WHERE doc IN (${doc});
    INSERT INTO search_marks (doc) ${doc};
  END`;
const said = (row: 'NEW' | 'OLD'): string =>
  `${row}.type NOT IN ('line', 'reaction', 'unopened') AND (${row}.item = 1 OR ${row}.target IS NOT NULL)`;
const HOME = 'SELECT rowid FROM events WHERE room = NEW.room AND id = coalesce(NEW.target, NEW.id)';
const MOVED = `SELECT rowid FROM events
  WHERE room = NEW.room AND id IN (coalesce(NEW.target, NEW.id), coalesce(OLD.target, OLD.id))`;
const LEFT =
  'SELECT OLD.rowid WHERE OLD.target IS NULL UNION SELECT rowid FROM events WHERE room = OLD.room AND id = OLD.target';

export const SEARCH: readonly string[] = [
  'CREATE TABLE search_pages (page INTEGER PRIMARY KEY, sealed BLOB NOT NULL)',
  'CREATE TABLE search_marks (n INTEGER PRIMARY KEY AUTOINCREMENT, doc INTEGER NOT NULL UNIQUE)',
  `CREATE TRIGGER search_said AFTER INSERT ON events ${STALE(HOME, said('NEW'))}`,
  `CREATE TRIGGER search_moved AFTER UPDATE OF sealed, type, at, seq ON events
    ${STALE(MOVED, `(${said('NEW')}) OR (${said('OLD')})`)}`,
  `CREATE TRIGGER search_gone AFTER DELETE ON events ${STALE(LEFT, said('OLD'))}`,
  // What is here already: the newest get their pages first.
  `INSERT INTO search_marks (doc) SELECT rowid FROM events
    WHERE item = 1 AND type NOT IN ('line', 'unopened') ORDER BY at`,
];

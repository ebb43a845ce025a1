/** node:sqlite in the shape Kysely's SqliteDialect expects, with the prepared statements kept. */
import { SqliteDialect, type SqliteDatabase, type SqliteStatement } from 'kysely';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** Queries are few and written by hand; only lists of varying length make more of them. */
const KEPT_STATEMENTS = 400;

const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];

export function sqliteDialect(db: DatabaseSync): SqliteDialect {
  const kept = new Map<string, SqliteStatement>();
  const database: SqliteDatabase = {
    close: () => undefined, // the opener of the connection closes it
    prepare(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      if (kept.size >= KEPT_STATEMENTS) kept.clear();
      const made = adapt(db, sql);
      kept.set(sql, made);
      return made;
    },
  };
  return new SqliteDialect({ database });
}

function adapt(db: DatabaseSync, sql: string): SqliteStatement {
  const statement = db.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run(parameters) {
      // A full disk makes SQLite roll back by itself; a second rollback would hide why.
      if (sql === 'rollback' && !db.isTransaction) return { changes: 0, lastInsertRowid: 0 };
      return statement.run(...values(parameters));
    },
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

/**
 * A device's disk: databases in memory that outlive the client that opened them. A batch is there or not, as on a real disk; what a crash
 * leaves is what was written. Can be copied, and watched as a thief would who gets hold of it at the worst moment.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Databases } from '@alcove/client';
import { StoreError, type SqlDriver, type SqlRow, type SqlStatement, type SqlValue } from '@alcove/store';

export type DiskImage = ReadonlyMap<string, Uint8Array>;

export class Disk implements Databases {
  readonly #databases = new Map<string, MemoryDatabase>();
  /** Called before a batch is written. */
  watch: (name: string, statements: readonly SqlStatement[]) => void = () => undefined;

  static of(image: DiskImage): Disk {
    const disk = new Disk();
    for (const [name, bytes] of image) disk.#databases.set(name, new MemoryDatabase(bytes));
    return disk;
  }

  get names(): readonly string[] {
    return [...this.#databases.keys()];
  }

  /** Everything since the image is forgotten. */
  restore(image: DiskImage): void {
    this.destroy();
    for (const [name, bytes] of image) this.#databases.set(name, new MemoryDatabase(bytes));
  }

  image(): DiskImage {
    return new Map([...this.#databases].map(([name, database]) => [name, database.image()]));
  }

  async open(name: string): Promise<SqlDriver> {
    const database = this.database(name);
    let isOpen = true;
    const opened = (): MemoryDatabase => {
      if (!isOpen) throw new StoreError('failed', 'database is not open');
      return database;
    };
    return {
      exec: async (sql) => opened().exec(sql),
      all: async <T extends SqlRow>(sql: string, params?: readonly SqlValue[]) => opened().all<T>(sql, params),
      batch: async (statements) => {
        opened();
        this.watch(name, statements);
        database.batch(statements);
      },
      close: async () => void (isOpen = false),
    };
  }

  async erase(): Promise<void> {
    this.destroy();
  }

  /** To look at without anybody's client. */
  database(name: string): MemoryDatabase {
    const database = this.#databases.get(name) ?? new MemoryDatabase();
    this.#databases.set(name, database);
    return database;
  }

  destroy(): void {
    for (const database of this.#databases.values()) database.destroy();
    this.#databases.clear();
  }
}

class MemoryDatabase {
  readonly #database = new DatabaseSync(':memory:');
  readonly #prepared = new Map<string, StatementSync>();

  constructor(image?: Uint8Array) {
    if (image !== undefined) this.#database.deserialize(image);
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  all<T extends SqlRow>(sql: string, params: readonly SqlValue[] = []): T[] {
    return this.#prepare(sql).all(...params) as T[];
  }

  batch(statements: readonly SqlStatement[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const [sql, params = []] of statements) this.#prepare(sql).run(...params);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  image(): Uint8Array {
    return this.#database.serialize();
  }

  destroy(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/**
 * The index of one account: what its pages say, in memory from the first search on, and the pages on disk. Pages follow the marks that the
 * database sets with every change of a message (packages/store, migrations/0009-search.ts); pages and the end of their marks are one
 * transaction, so whatever is cut short goes on at the next start. Knows nothing of queries.
 */
import type { Mark, SqlStatement, Store } from '@alcove/store';
import { createLane } from '../rooms/lane.ts';
import { decodePage, encodePage, type Entry } from './page.ts';
import { entryOf, readSaid } from './said.ts';

/** Messages brought up to date in one step: what a worker can do without being noticed. */
const STEP = 128;
const PAGES_AT_ONCE = 64;

interface BookPorts {
  readonly store: Store;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
  /** Something may still be written. */
  readonly open: () => boolean;
}

export class Book {
  readonly #ports: BookPorts;
  readonly #lane = createLane();
  readonly #ids = new Map<string, string>();
  /** By message; null until somebody searches. */
  #known: Map<number, Entry> | null = null;
  #ordered: readonly Entry[] | null = null;

  constructor(ports: BookPorts) {
    this.#ports = ports;
  }

  /** Everything on the pages, newest first; reads them the first time. */
  entries(): Promise<readonly Entry[]> {
    return this.#lane(async () => {
      this.#known ??= await this.#load();
      return (this.#ordered ??= [...this.#known.values()].toSorted((a, b) => b.at - a.at || b.doc - a.doc));
    });
  }

  /** Brings pages up to what is said, in so many steps at most; how many messages are still to come. */
  async follow(steps: number): Promise<number> {
    const { store, pause, open } = this.#ports;
    for (let n = 0; n < steps && open(); n++) {
      if (!(await this.#lane(() => this.#step()))) return 0;
      await pause();
    }
    return open() ? store.search.marksLeft() : 0;
  }

  /** What is under way is done. */
  rest(): Promise<void> {
    return this.#lane(async () => undefined);
  }

  async #load(): Promise<Map<number, Entry>> {
    const { store, pause } = this.#ports;
    const read = new Map<number, Entry>();
    let last = -1;
    for (;;) {
      const pages = await store.search.pagesAfter(last, PAGES_AT_ONCE);
      for (const { page, plain } of pages) {
        last = page;
        const entries = decodePage(plain);
        if (entries === null) await store.write(store.search.discard(page));
        for (const entry of entries ?? []) read.set(entry.doc, this.#single(entry));
      }
      if (pages.length < PAGES_AT_ONCE) return read;
      await pause();
    }
  }

  /** False: nothing was marked. */
  async #step(): Promise<boolean> {
    const { store, open } = this.#ports;
    const marks = await store.search.marks(STEP);
    if (marks.length === 0) return false;
    const said = await readSaid(
      store,
      marks.map(({ doc }) => doc),
    );
    const fresh = new Map(said.map((each) => [each.doc, entryOf(each)]));
    const pages = Map.groupBy(marks, ({ doc }) => store.search.pageOf(doc));
    const writes = [...pages].map(async ([page, marked]) =>
      this.#rewritten(page, new Set(marked.map(({ doc }) => doc)), fresh),
    );
    const statements = (await Promise.all(writes)).flat();
    if (!open()) return false;
    await store.write(statements, store.search.settle(marks));
    this.#adopt(marks, fresh);
    return true;
  }

  /** The page with what is said now by those that are marked. */
  async #rewritten(
    page: number,
    marked: ReadonlySet<number>,
    fresh: ReadonlyMap<number, Entry>,
  ): Promise<SqlStatement[]> {
    const stay = (await this.#entriesOn(page)).filter(({ doc }) => !marked.has(doc));
    const all = [...stay, ...[...marked].flatMap((doc) => fresh.get(doc) ?? [])].toSorted((a, b) => a.doc - b.doc);
    return this.#ports.store.search.put(page, all.length === 0 ? null : encodePage(all));
  }

  async #entriesOn(page: number): Promise<readonly Entry[]> {
    const { search } = this.#ports.store;
    const known = this.#known;
    if (known !== null) return search.docsOn(page).flatMap((doc) => known.get(doc) ?? []);
    const plain = await search.page(page);
    return plain === null ? [] : (decodePage(plain) ?? []);
  }

  #adopt(marks: readonly Mark[], fresh: ReadonlyMap<number, Entry>): void {
    for (const { doc } of marks) {
      const entry = fresh.get(doc);
      if (entry === undefined) this.#known?.delete(doc);
      else this.#known?.set(doc, this.#single(entry));
    }
    this.#ordered = null;
  }

  /** Every page has its own copies of the same few ids: one of each is enough, and found sooner. */
  #single(entry: Entry): Entry {
    return { ...entry, room: this.#one(entry.room), author: this.#one(entry.author) };
  }

  #one<T extends string>(id: T): T {
    const before = this.#ids.get(id);
    if (before === undefined) this.#ids.set(id, id);
    return (before ?? id) as T;
  }
}

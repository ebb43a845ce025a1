/**
 * Time that passes only when something is due. Everything that happens in a simulation is an entry here; entries of the same moment run in the
 * order in which they were made.
 */
interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void | Promise<void>;
  off: boolean;
}

export class VirtualTime {
  #now: number;
  #made = 0;
  /** A binary heap, the soonest first. */
  readonly #heap: Due[] = [];

  constructor(startMs: number) {
    this.#now = startMs;
  }

  get now(): number {
    return this.#now;
  }

  after(ms: number, run: Due['run']): Due {
    const due: Due = { at: this.#now + Math.max(0, Math.round(ms)), order: ++this.#made, run, off: false };
    this.#heap.push(due);
    this.#rise(this.#heap.length - 1);
    return due;
  }

  cancel(due: unknown): void {
    (due as Due).off = true;
  }

  /** Runs what is due until then, one thing at a time, `settle` after each. */
  async runUntil(at: number, settle: () => Promise<void>): Promise<void> {
    for (let due = this.#take(at); due !== undefined; due = this.#take(at)) {
      this.#now = due.at;
      await due.run();
      await settle();
    }
    this.#now = Math.max(this.#now, at);
  }

  #take(until: number): Due | undefined {
    for (let first = this.#heap[0]; first !== undefined && first.at <= until; first = this.#heap[0]) {
      const last = this.#heap.pop();
      if (last !== undefined && last !== first) {
        this.#heap[0] = last;
        this.#sink(0);
      }
      if (!first.off) return first;
    }
    return undefined;
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const above = (at - 1) >> 1;
      if (!this.#swapIfSooner(at, above)) return;
      at = above;
    }
  }

  #sink(from: number): void {
    for (let at = from; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const sooner = right < this.#heap.length && this.#isSooner(right, left) ? right : left;
      if (sooner >= this.#heap.length || !this.#swapIfSooner(sooner, at)) return;
      at = sooner;
    }
  }

  #swapIfSooner(below: number, above: number): boolean {
    if (!this.#isSooner(below, above)) return false;
    [this.#heap[below], this.#heap[above]] = [this.#heap[above] as Due, this.#heap[below] as Due];
    return true;
  }

  #isSooner(one: number, other: number): boolean {
    const [a, b] = [this.#heap[one] as Due, this.#heap[other] as Due];
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }
}

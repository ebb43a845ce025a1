/**
 * Decides when a message counts as read: on screen, with the page focused, for one second (ux.md §4). Pure: the caller brings the
 * time. Only moves forward; looking away forgets what was not yet ripe.
 */
export const READ_AFTER_MS = 1_000;

export class ReadClock {
  #seen: { readonly seq: number; readonly at: number }[] = [];
  #read = -1;

  /** Everything up to `seq` is on screen now. */
  see(seq: number, now: number): void {
    const last = this.#seen.at(-1);
    if (seq > this.#read && (!last || seq > last.seq)) this.#seen.push({ seq, at: now });
  }

  lookAway(): void {
    this.#seen = [];
  }

  /** The highest place that has ripened since the last call, or null. */
  ripe(now: number): number | null {
    let ripe: number | null = null;
    while (this.#seen[0] && now - this.#seen[0].at >= READ_AFTER_MS) ripe = this.#seen.shift()?.seq ?? ripe;
    if (ripe !== null) this.#read = ripe;
    return ripe;
  }

  /** When something ripens next, or null when nothing is waiting. */
  next(): number | null {
    const first = this.#seen[0];
    return first ? first.at + READ_AFTER_MS : null;
  }
}

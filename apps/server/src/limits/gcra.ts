/**
 * The generic cell rate algorithm: one number per key, the time at which the key would be back at rest. Exact at the window's edge,
 * no counters to reset. The clock is monotonic, so a step of the wall clock neither frees nor locks anybody.
 */
export interface LimitFigure {
  /** How many per window, in the long run. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** How many at once after a rest. */
  readonly burst: number;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfter: number };

export class RateLimiter {
  readonly #figure: LimitFigure;
  readonly #now: () => number;
  readonly #restAt = new Map<string, number>();

  constructor(figure: LimitFigure, now: () => number = () => performance.now()) {
    this.#figure = figure;
    this.#now = now;
  }

  get #intervalMs(): number {
    return (this.#figure.windowSeconds * 1000) / this.#figure.limit;
  }

  take(key: string): Taken {
    const now = this.#now();
    const restAt = Math.max(now, this.#restAt.get(key) ?? 0);
    const waitMs = restAt - now - (this.#figure.burst - 1) * this.#intervalMs;
    if (waitMs > 1e-6) return { ok: false, retryAfter: Math.ceil(waitMs / 100) / 10 };
    this.#restAt.set(key, restAt + this.#intervalMs);
    return { ok: true };
  }

  /** Undoes one `take`: the attempt turned out not to count. */
  giveBack(key: string): void {
    const restAt = this.#restAt.get(key);
    if (restAt !== undefined) this.#restAt.set(key, restAt - this.#intervalMs);
  }

  /** Forgets the keys that are at rest; called from time to time so that memory follows activity. */
  sweep(): void {
    const now = this.#now();
    for (const [key, restAt] of this.#restAt) if (restAt <= now) this.#restAt.delete(key);
  }
}

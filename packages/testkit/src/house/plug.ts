/**
 * A plug that can be pulled: ports that stop dead between two writes, as when the power goes or the process is killed. What was
 * written stays written; nothing is written, sent, received or woken after. Calls that were under way never return.
 */
import type { Clock, Databases, HttpPort, Ports, SocketPort } from '@alcove/client';
import type { SqlDriver } from '@alcove/store';

export interface Plug {
  /** Ports to open a client with. */
  readonly ports: Pick<Ports, 'databases' | 'socket' | 'http' | 'clock'>;
  /** Pulls itself after `writes` more writes; `lastCounts`: that write is on disk and its answer is lost, else it never happened. */
  pullAfter(writes: number, lastCounts: boolean): void;
  readonly pulled: boolean;
  /** Resolves when it is. */
  readonly out: Promise<void>;
  /** Lets go of the files, so that another client can open them. */
  release(): Promise<void>;
}

export function createPlug(inner: Plug['ports']): Plug {
  const power = new Power();
  const drivers: SqlDriver[] = [];
  return {
    ports: {
      databases: databasesOn(power, inner.databases, drivers),
      socket: socketOn(power, inner.socket),
      http: { request: (...asked) => power.alive(() => inner.http.request(...asked)) } satisfies HttpPort,
      clock: clockOn(power, inner.clock),
    },
    pullAfter: (writes, lastCounts) => power.limit(writes, lastCounts),
    get pulled() {
      return power.off;
    },
    out: power.out.promise,
    async release() {
      power.cut();
      await Promise.all(drivers.map((driver) => driver.close()));
    },
  };
}

class Power {
  readonly out = Promise.withResolvers<void>();
  #off = false;
  #writes = 0;
  #limit = Infinity;
  #lastCounts = false;

  get off(): boolean {
    return this.#off;
  }

  cut(): void {
    this.#off = true;
    this.out.resolve();
  }

  limit(writes: number, lastCounts: boolean): void {
    this.#writes = 0;
    this.#limit = writes;
    this.#lastCounts = lastCounts;
  }

  async alive<T>(work: () => Promise<T>): Promise<T> {
    if (this.off) return never();
    const result = await work();
    return this.off ? never() : result;
  }

  async write(work: () => Promise<void>): Promise<void> {
    this.#writes += 1;
    const isLast = this.#writes >= this.#limit;
    if (isLast && !this.#lastCounts) this.cut();
    if (this.off) return never();
    await work();
    if (isLast) this.cut();
    return this.off ? never() : undefined;
  }

  /** The same call, which does nothing once the power is off. */
  during<A extends readonly unknown[]>(run: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      if (!this.off) run(...args);
    };
  }
}

export function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

function databasesOn(power: Power, inner: Databases, opened: SqlDriver[]): Databases {
  return {
    async open(name) {
      const driver = await inner.open(name);
      opened.push(driver);
      return {
        exec: (sql) => power.alive(() => driver.exec(sql)),
        all: (sql, params) => power.alive(() => driver.all(sql, params)),
        batch: (statements) => power.write(() => driver.batch(statements)),
        close: () => power.alive(() => driver.close()),
      };
    },
    erase: () => power.write(() => inner.erase()),
  };
}

function socketOn(power: Power, inner: SocketPort): SocketPort {
  return {
    open(events) {
      const link = inner.open({
        onOpen: power.during(() => events.onOpen()),
        onMessage: (bytes) => (power.off ? link.close() : events.onMessage(bytes)),
        onClose: power.during((code: number) => events.onClose(code)),
      });
      return { send: power.during((bytes: Uint8Array) => link.send(bytes)), close: () => link.close() };
    },
  };
}

function clockOn(power: Power, inner: Clock): Clock {
  return {
    now: () => inner.now(),
    setTimer: (ms, run) => inner.setTimer(ms, power.during(run)),
    clearTimer: (handle) => inner.clearTimer(handle),
  };
}

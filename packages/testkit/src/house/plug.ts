/**
 * A plug that can be pulled: ports that stop dead between two writes, as when the power goes or the process is killed. What was
 * written stays written; nothing is written, sent, received or woken after. Calls that were under way never return.
 */
import type { Ports } from '@alcove/client';
import type { SqlDriver } from '@alcove/store';

export interface Plug {
  /** Ports to open a client with. */
  readonly ports: Partial<Ports>;
  /** Pulls itself after `writes` more writes; `lastCounts`: that write is on disk and its answer is lost, else it never happened. */
  pullAfter(writes: number, lastCounts: boolean): void;
  /** Writes since it was armed. */
  readonly writes: number;
  readonly pulled: boolean;
  /** Lets go of the files, so that another client can open them. */
  release(): Promise<void>;
}

export function createPlug(inner: Pick<Ports, 'databases' | 'socket' | 'http' | 'clock'>): Plug {
  const drivers: SqlDriver[] = [];
  let pulled = false;
  let writes = 0;
  let limit = Infinity;
  let lastCounts = false;

  const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
  async function alive<T>(work: () => Promise<T>): Promise<T> {
    if (pulled) return never();
    const result = await work();
    return pulled ? never() : result;
  }

  function unlessPulled<A extends readonly unknown[]>(run: (...args: A) => void): (...args: A) => void {
    return (...args) => {
      if (!pulled) run(...args);
    };
  }

  async function write(work: () => Promise<void>): Promise<void> {
    if (pulled) return never();
    writes += 1;
    const last = writes >= limit;
    if (last && !lastCounts) pulled = true;
    if (pulled) return never();
    await work();
    if (last) pulled = true;
    return pulled ? never() : undefined;
  }

  return {
    ports: {
      databases: {
        async open(name) {
          const driver = await inner.databases.open(name);
          drivers.push(driver);
          return {
            exec: (sql) => alive(() => driver.exec(sql)),
            all: (sql, params) => alive(() => driver.all(sql, params)),
            batch: (statements) => write(() => driver.batch(statements)),
            close: () => alive(() => driver.close()),
          };
        },
      },
      socket: {
        open(events) {
          const link = inner.socket.open({
            onOpen: unlessPulled(() => events.onOpen()),
            onMessage: (bytes) => (pulled ? link.close() : events.onMessage(bytes)),
            onClose: unlessPulled((code: number) => events.onClose(code)),
          });
          return { send: unlessPulled((bytes: Uint8Array) => link.send(bytes)), close: () => link.close() };
        },
      },
      http: { request: (name, body, auth) => alive(() => inner.http.request(name, body, auth)) },
      clock: {
        now: () => inner.clock.now(),
        setTimer: (ms, run) => inner.clock.setTimer(ms, unlessPulled(run)),
        clearTimer: (handle) => inner.clock.clearTimer(handle),
      },
    },
    pullAfter(count, counts) {
      writes = 0;
      limit = count;
      lastCounts = counts;
    },
    get writes() {
      return writes;
    },
    get pulled() {
      return pulled;
    },
    async release() {
      pulled = true;
      await Promise.all(drivers.map((driver) => driver.close()));
    },
  };
}

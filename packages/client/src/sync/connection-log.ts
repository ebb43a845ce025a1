/**
 * The connections since the account was opened here: since when, until when, what ended each, and how long the server takes to answer. In memory: it
 * helps whoever wonders now, and a list of when somebody was online is nothing to keep.
 */
import type { ConnectionsView, LostBy } from '../api/security-views.ts';
import type { Clock } from '../ports.ts';

export interface ConnectionLog {
  readonly view: ConnectionsView;
  began(): void;
  /** There may have been none: an attempt that failed is no connection. */
  ended(by: LostBy): void;
  /** The server was asked for a sign of life. */
  asked(): void;
  answered(): void;
}

const KEPT = 20;

export function createConnectionLog(clock: Pick<Clock, 'now'>): ConnectionLog {
  let view: ConnectionsView = { delayMs: null, connections: [] };
  let askedAt: number | null = null;
  return {
    get view() {
      return view;
    },
    began() {
      // A server that greets twice begins nothing.
      if (view.connections[0]?.until === null) return;
      const fresh = { from: clock.now(), until: null, lostBy: null };
      view = { delayMs: null, connections: [fresh, ...view.connections].slice(0, KEPT) };
    },
    ended(lostBy) {
      askedAt = null;
      const [last, ...before] = view.connections;
      if (last === undefined || last.until !== null) return;
      view = { delayMs: null, connections: [{ ...last, until: clock.now(), lostBy }, ...before] };
    },
    asked() {
      askedAt = clock.now();
    },
    answered() {
      if (askedAt === null) return;
      // The clock of this device may have been set back meanwhile.
      view = { ...view, delayMs: Math.max(0, clock.now() - askedAt) };
      askedAt = null;
    },
  };
}

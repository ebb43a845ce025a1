/**
 * What happens when the server's data went back to an older copy: it takes another incarnation, by which clients know that what they left
 * here may be gone, and for a while takes nothing new, so that those who hold what followed can bring it before somebody else writes in
 * its place. Noticed at the start by the pulse, or later by the first client that brings back what it holds.
 */
import { renewIncarnation } from '../database/server-identity.ts';
import type { Db } from '../database/schema.ts';

/** From the first greeting on: members who are there bring what they hold with their first words. */
const PAUSE_MS = 10_000;

export interface Restoration {
  readonly incarnation: string;
  isPaused(): boolean;
  greeted(): void;
  /** Entries came back. */
  noticed(): Promise<void>;
}

export interface RestorationPorts {
  readonly db: Db;
  readonly now: () => number;
  readonly incarnation: string;
  readonly wentBack: boolean;
  /** Clients that are connected still believe in the old incarnation. */
  readonly onRenewed: () => void;
}

export async function createRestoration(ports: RestorationPorts): Promise<Restoration> {
  const { db, now, wentBack, onRenewed } = ports;
  let incarnation = wentBack ? await renewIncarnation(db) : ports.incarnation;
  let renewed = wentBack;
  /** Undefined: nobody was greeted yet. */
  let until = wentBack ? undefined : 0;
  return {
    get incarnation() {
      return incarnation;
    },
    isPaused: () => until === undefined || now() < until,
    greeted() {
      until ??= now() + PAUSE_MS;
    },
    async noticed() {
      if (renewed) return;
      renewed = true;
      incarnation = await renewIncarnation(db);
      onRenewed();
    },
  };
}

/**
 * What a page's dedicated worker is made of. The worker's own file hands in how a client is made from ports; everything else
 * (the seat, every account's database and keys, the bridge to the page) is here.
 */
import type { Ports } from '@alcove/client';
import type { MessageEnd } from './bridge/messages.ts';
import { createBrowserPorts } from './browser-ports.ts';
import { createSeat } from './leader.ts';
import { eraseProfile, profileOf, storedSlots } from './profiles.ts';
import { SeatedAccounts } from './seat/seated-accounts.ts';
import type { RunningClient } from './seat/slot-client.ts';
import { loadSqlite } from './sql-opfs.ts';
import { hostAccounts, type Report } from './worker-host.ts';

export type { RunningClient } from './seat/slot-client.ts';
export { SeatedAccounts } from './seat/seated-accounts.ts';
export { createKeyKeeper } from './keys/key-keeper.ts';
export { createOpfsDatabases } from './sql-opfs.ts';
export { hostAccounts } from './worker-host.ts';

/** One seat for all accounts; its name is the one it had while there was one account, so that a tab from before steps aside too. */
const SEAT = 'main';

export function runClientWorker(
  end: MessageEnd,
  makeClient: (ports: Ports) => Promise<RunningClient>,
  report: Report,
): void {
  // A failure is for whoever opens a database: that tries again, and says why.
  loadSqlite().catch(() => undefined);
  const accounts = new SeatedAccounts(
    (onAsked) => createSeat(SEAT, onAsked),
    {
      start: (slot) => makeClient(createBrowserPorts(slot, report)),
      stored: storedSlots,
      erase: (slot) => eraseProfile(profileOf(slot)),
    },
    report,
  );
  hostAccounts(accounts, end, report);
}

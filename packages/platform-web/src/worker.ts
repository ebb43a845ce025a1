/**
 * What a page's dedicated worker is made of. The worker's own file hands in how a client is made from ports; everything else
 * (the profile's seat, the database, the bridge to the page) is here.
 */
import type { Ports } from '@alcove/client';
import type { MessageEnd } from './bridge/messages.ts';
import { createBrowserPorts } from './browser-ports.ts';
import { createSeat } from './leader.ts';
import { createSeatedClient, type RunningClient } from './seat/seated-client.ts';
import { hostClient, type Report } from './worker-host.ts';

export type { RunningClient } from './seat/seated-client.ts';
export { createKeyKeeper } from './key-keeper.ts';
export { createOpfsDatabases } from './sql-opfs.ts';

export function runClientWorker(
  end: MessageEnd,
  profile: string,
  makeClient: (ports: Ports) => Promise<RunningClient>,
  report: Report,
): void {
  const start = (): Promise<RunningClient> => makeClient(createBrowserPorts(profile, report));
  const seatFor = (onAsked: () => void) => createSeat(profile, onAsked);
  hostClient(createSeatedClient(seatFor, start, report), end, report);
}

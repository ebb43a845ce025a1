/**
 * The client's worker: crypto, database and network of this browser profile, away from the page. Everything the page shows comes
 * from here as snapshots.
 */
import '@alcove/platform-web/no-eval';
import { createClient, type Ports } from '@alcove/client';
import { runClientWorker, type RunningClient } from '@alcove/platform-web/worker';

/** One profile per browser profile: OPFS, locks and the session cookie are shared by all its tabs. */
const PROFILE = 'main';

async function makeClient(ports: Ports): Promise<RunningClient> {
  const client = createClient(ports);
  await client.open();
  return { api: client, stop: () => client.close() };
}

// A fault names its place and its error; neither holds content.
runClientWorker(globalThis, PROFILE, makeClient, ({ where, error }) => console.error(where, error));

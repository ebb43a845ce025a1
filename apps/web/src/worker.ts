/**
 * The clients' worker: crypto, databases and network of this browser's accounts, away from the page. Everything the page shows comes
 * from here as snapshots.
 */
import '@alcove/platform-web/no-eval';
import { createClient, type Ports } from '@alcove/client';
import { runClientWorker, type RunningClient } from '@alcove/platform-web/worker';

async function makeClient(ports: Ports): Promise<RunningClient> {
  const client = createClient(ports);
  await client.open();
  return { api: client, stop: () => client.close() };
}

// A fault names its place and its error; neither holds content.
runClientWorker(globalThis, makeClient, ({ where, error }) => console.error(where, error));

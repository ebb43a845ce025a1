/** Starts the worker that holds the accounts, before there is anything on the page that could hear that it failed. */
import type { ClientWorker } from '@alcove/platform-web';
import { scriptUrl } from '../trusted.ts';
import workerUrl from '../worker.ts?worker&url';

/** The worker says nothing unasked: no message of it is missed by who listens later. */
export function startWorker(): ClientWorker {
  const end = new Worker(scriptUrl(workerUrl), { type: 'module', name: 'alcove' });
  return { end, failed: new Promise((resolve) => end.addEventListener('error', () => resolve(), { once: true })) };
}

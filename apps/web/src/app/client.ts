/** The page's client: a proxy to the one in the worker. */
import type { ClientApi } from '@alcove/client';
import { connectClient } from '@alcove/platform-web';
import { scriptUrl } from '../trusted.ts';
import workerUrl from '../worker.ts?worker&url';

export function startClient(): ClientApi {
  return connectClient(new Worker(scriptUrl(workerUrl), { type: 'module', name: 'alcove' }));
}

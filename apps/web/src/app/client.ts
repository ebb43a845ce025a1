/** The page's client: a proxy to the one in the worker. */
import type { ClientApi } from '@alcove/client';
import { createDemoClient } from '../../gallery/demo-client.ts';

export function connectClient(): ClientApi {
  return createDemoClient({ app: {}, empty: false, refusal: null });
}

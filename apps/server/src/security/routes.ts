/** What happened to the account, for its owner. */
import type { Handlers } from '../http/api-routes.ts';
import { networkOf } from '../limits/address-prefix.ts';
import { done } from '../outcome.ts';
import type { SecurityEvents } from './events.ts';

export function securityRoutes({ events }: { readonly events: SecurityEvents }): Pick<Handlers, 'securityEvents'> {
  return {
    async securityEvents({ caller, prefix }) {
      return done({
        here: events.markOf(caller.account, networkOf(prefix)),
        events: await events.list(caller.account),
      });
    },
  };
}

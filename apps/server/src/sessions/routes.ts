/** Tokens, tickets, the list of sessions and their ends. */
import type { AccountId, DeviceId } from '@alcove/protocol';
import type { DeviceChains } from '../devices/chain.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse } from '../outcome.ts';
import type { AccessTokens } from './access-token.ts';
import type { Sessions } from './sessions.ts';
import type { Tickets } from './tickets.ts';

export function sessionRoutes(ports: {
  readonly sessions: Sessions;
  readonly tokens: AccessTokens;
  readonly tickets: Tickets;
  readonly chains: DeviceChains;
  readonly limits: Limits;
  /** For the owner's log of connections. */
  readonly onConnecting: (account: AccountId, device: DeviceId, prefix: string) => Promise<void>;
}): Pick<Handlers, 'accessToken' | 'logout' | 'ticket' | 'sessions' | 'endSession'> {
  const { sessions, tokens, tickets, chains, limits } = ports;
  return {
    async accessToken({ caller }) {
      return limits.over('session.refresh', caller.session) ?? done(await tokens.issue(caller));
    },
    async logout({ caller, setCookie }) {
      await sessions.end(caller.account, caller.session);
      setCookie(null);
      return done({});
    },
    async ticket({ caller, request, prefix }) {
      const over = limits.over('ws.connect', caller.session);
      if (over !== undefined) return over;
      const next = await chains.next(caller.device, request.chain);
      if (!next.ok) return next;
      await ports.onConnecting(caller.account, caller.device, prefix);
      const chain = next.value;
      return done({ ...tickets.issue({ ...caller, chain }), chain });
    },
    async sessions({ caller }) {
      const list = await sessions.list(caller.account);
      return done({ sessions: list.map((s) => ({ ...s, current: s.session === caller.session })) });
    },
    async endSession({ caller, request }) {
      return (await sessions.end(caller.account, request.session)) ? done({}) : refuse('not-found', 'no such session');
    },
  };
}

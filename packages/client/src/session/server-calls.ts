/**
 * HTTP calls with the right proof of who is asking. Owns the access token: fetched when first needed, renewed before it expires
 * and once when the server refuses it. Does not own the session itself, which is the platform's cookie.
 */
import { ROUTE, type RouteName, type RouteReply, type RouteRequest } from '@alcove/protocol';
import type { Clock, HttpOutcome, HttpPort } from '../ports.ts';

export interface ServerCalls {
  call<N extends RouteName>(name: N, body: RouteRequest<N>): Promise<HttpOutcome<RouteReply<N>>>;
  /** After a log-in or enrolment: the token of the session before says too little. */
  forgetToken(): void;
}

/** Tokens live five minutes; renewing a minute before the end survives a slow request. */
const RENEW_BEFORE_MS = 60_000;
/** The server's clock may differ from ours, so a token is also renewed by its age here. */
const OLDEST_MS = 3 * 60_000;

interface Token {
  readonly text: string;
  readonly renewAt: number;
}

export function createServerCalls(http: HttpPort, clock: Clock): ServerCalls {
  let token: Token | null = null;
  let renewing: Promise<HttpOutcome<Token>> | null = null;

  async function renew(): Promise<HttpOutcome<Token>> {
    const asked = clock.now();
    const reply = await http.request('accessToken', {}, { kind: 'session' });
    if (reply.kind !== 'ok') return reply;
    const untilServerSays = reply.value.expiresAt - RENEW_BEFORE_MS;
    token = { text: reply.value.token, renewAt: Math.min(asked + OLDEST_MS, Math.max(untilServerSays, asked + 1_000)) };
    return { kind: 'ok', value: token };
  }

  async function currentToken(): Promise<HttpOutcome<Token>> {
    if (token !== null && clock.now() < token.renewAt) return { kind: 'ok', value: token };
    renewing ??= renew().finally(() => (renewing = null));
    return renewing;
  }

  return {
    async call(name, body) {
      const { auth } = ROUTE[name];
      if (auth === 'none' || auth === 'session') return http.request(name, body, { kind: auth });
      const first = await currentToken();
      if (first.kind !== 'ok') return first;
      const reply = await http.request(name, body, { kind: 'bearer', token: first.value.text });
      if (reply.kind !== 'refused' || reply.error.code !== 'unauthorized') return reply;
      token = null;
      const second = await currentToken();
      if (second.kind !== 'ok') return second;
      return http.request(name, body, { kind: 'bearer', token: second.value.text });
    },
    forgetToken() {
      token = null;
    },
  };
}

/**
 * HttpPort over the browser's fetch, to the origin the page came from. The session cookie is the browser's and out of reach of
 * scripts; a header says which account's is meant. `x-alcove` shows that the request is not a form of another site.
 */
import type { HttpAuth, HttpOutcome, HttpPort } from '@alcove/client';
import {
  ErrorBody,
  isNobodyThere,
  ROUTE,
  SLOT_HEADER,
  type AccountSlot,
  type RouteName,
  type RouteReply,
  type RouteRequest,
} from '@alcove/protocol';

const TIMEOUT_MS = 20_000;

export function createHttp(origin: string, slot: AccountSlot): HttpPort {
  return {
    async request<N extends RouteName>(
      name: N,
      body: RouteRequest<N>,
      auth: HttpAuth,
    ): Promise<HttpOutcome<RouteReply<N>>> {
      const { method, path, reply } = ROUTE[name];
      const asked = await exchange(new URL(path, origin), method, body, { ...auth, slot });
      if (asked.kind !== 'answer') return asked;
      if (!asked.ok) {
        const error = ErrorBody.safeParse(asked.json);
        return error.success ? { kind: 'refused', error: error.data } : { kind: 'garbage' };
      }
      const parsed = reply.safeParse(asked.json);
      return parsed.success ? { kind: 'ok', value: parsed.data as RouteReply<N> } : { kind: 'garbage' };
    },
  };
}

type Exchanged =
  | { readonly kind: 'answer'; readonly ok: boolean; readonly json: unknown }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'garbage' };

async function exchange(
  url: URL,
  method: string,
  body: object,
  auth: HttpAuth & { readonly slot: AccountSlot },
): Promise<Exchanged> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'x-alcove': '1',
    [SLOT_HEADER]: String(auth.slot),
  };
  if (auth.kind === 'bearer') headers['authorization'] = `Bearer ${auth.token}`;
  const inQuery = method === 'GET' || method === 'DELETE';
  if (!inQuery) headers['content-type'] = 'application/json';
  else
    for (const [key, value] of Object.entries(body)) if (value !== undefined) url.searchParams.set(key, String(value));
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers,
      ...(inQuery ? {} : { body: JSON.stringify(body) }),
      // Sign-up and log-in set the cookie, so every kind of request but the bearer's may carry it.
      credentials: auth.kind === 'bearer' ? 'omit' : 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await response.text();
  } catch {
    return { kind: 'unreachable' };
  }
  try {
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return { kind: 'answer', ok: response.ok, json };
  } catch {
    return { kind: isNobodyThere(response.status) ? 'unreachable' : 'garbage' };
  }
}

/**
 * HttpPort over Node's fetch. Owns the session cookie, because Node has no jar: the server hands it out in the body
 * (`x-alcove-cookie`) and it is kept in a file only the user may read. Parses every reply with the route's schema.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HttpAuth, HttpOutcome, HttpPort } from '@alcove/client';
import { ErrorBody, isNobodyThere, ROUTE, type RouteName, type RouteReply, type RouteRequest } from '@alcove/protocol';

export interface CookieFile {
  load(): Promise<string | null>;
  save(cookie: string | null): Promise<void>;
}

const TIMEOUT_MS = 20_000;

export function cookieFile(path: string): CookieFile {
  return {
    async load() {
      try {
        return await readFile(path, 'utf8');
      } catch {
        return null;
      }
    },
    async save(cookie) {
      if (cookie === null) return rm(path, { force: true });
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, cookie, { mode: 0o600 });
    },
  };
}

/** `server` is an origin: https://chat.example. `exchange` is the way there and back; everything else stays as it is. */
export function createNodeHttp(server: string, cookies: CookieFile, exchange: Exchange = fetched): HttpPort {
  let cookie: string | null | undefined;

  async function keepCookie(reply: unknown): Promise<void> {
    const fresh: unknown = (reply as { cookie?: unknown }).cookie;
    if (typeof fresh !== 'string') return;
    cookie = fresh;
    await cookies.save(fresh);
  }

  async function headersFor(auth: HttpAuth): Promise<Record<string, string>> {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'x-alcove': '1',
      'x-alcove-cookie': 'body',
      origin: server,
    };
    if (auth.kind === 'bearer') headers['authorization'] = `Bearer ${auth.token}`;
    if (auth.kind === 'none') return headers;
    cookie ??= await cookies.load();
    if (cookie !== null) headers['cookie'] = `__Host-alcove=${cookie}`;
    return headers;
  }

  return {
    async request<N extends RouteName>(
      name: N,
      body: RouteRequest<N>,
      auth: HttpAuth,
    ): Promise<HttpOutcome<RouteReply<N>>> {
      const { method, path, reply: schema } = ROUTE[name];
      const asked = await exchange(server, method, path, body, await headersFor(auth));
      if (asked.kind !== 'answer') return asked;
      if (!asked.ok) {
        const error = ErrorBody.safeParse(asked.json);
        return error.success ? { kind: 'refused', error: error.data } : { kind: 'garbage' };
      }
      const reply = schema.safeParse(asked.json);
      if (!reply.success) return { kind: 'garbage' };
      await keepCookie(reply.data);
      if (name === 'logout') {
        cookie = null;
        await cookies.save(null);
      }
      return { kind: 'ok', value: reply.data as RouteReply<N> };
    },
  };
}

/** One request and what came of it. */
export type Exchange = (
  server: string,
  method: string,
  path: string,
  body: object,
  headers: Record<string, string>,
) => Promise<Exchanged>;
export type Exchanged = { kind: 'answer'; ok: boolean; json: unknown } | { kind: 'unreachable' } | { kind: 'garbage' };

/** Where a request goes and what it carries: reading routes say it in the query. */
export function addressed(
  server: string,
  method: string,
  path: string,
  body: object,
): { readonly url: URL; readonly body?: string } {
  const url = new URL(path, server);
  if (method !== 'GET' && method !== 'DELETE') return { url, body: JSON.stringify(body) };
  for (const [key, value] of Object.entries(body)) if (value !== undefined) url.searchParams.set(key, String(value));
  return { url };
}

async function fetched(
  server: string,
  method: string,
  path: string,
  body: object,
  headers: Record<string, string>,
): Promise<Exchanged> {
  const request = addressed(server, method, path, body);
  let response: Response;
  let text: string;
  try {
    response = await fetch(request.url, {
      method,
      headers: request.body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    text = await response.text();
  } catch {
    return { kind: 'unreachable' };
  }
  return answered(response.status, text);
}

export function answered(status: number, text: string): Exchanged {
  try {
    return { kind: 'answer', ok: status < 400, json: text === '' ? {} : JSON.parse(text) };
  } catch {
    return { kind: isNobodyThere(status) ? 'unreachable' : 'garbage' };
  }
}

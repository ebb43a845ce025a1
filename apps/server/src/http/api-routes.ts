/**
 * The routes of @alcove/protocol on Fastify: who asks, from where, with what shape, and one way to answer. A handler sees a parsed request
 * and an authenticated caller and returns an outcome; it never touches the request or the reply.
 *
 * Invariant: a request that changes something is same-origin, JSON, and carries what its route's `auth` demands. Source: protocol http.ts.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  ROUTE,
  SLOT_HEADER,
  type AccountSlot,
  type RouteName,
  type RouteParsed,
  type RouteReply,
} from '@alcove/protocol';
import { refuse, type Outcome } from '../outcome.ts';
import type { Caller, CallerOf } from './caller.ts';
import { readSessionCookie, sessionCookie, slotOf } from './cookie.ts';
import { HTTP_STATUS } from './error-status.ts';
import { isSameOrigin } from './same-origin.ts';

export interface Call<N extends RouteName> {
  readonly request: RouteParsed<N>;
  readonly caller: CallerOf<N>;
  /** Address prefix, for limits. */
  readonly prefix: string;
  /** Sets the session cookie of the caller's slot, or clears it with null. */
  readonly setCookie: (value: string | null) => void;
  /** For clients without a cookie jar: the cookie's value belongs in the reply as well. */
  readonly cookieInBody: boolean;
}

export type Handler<N extends RouteName> = (call: Call<N>) => Promise<Outcome<RouteReply<N>>>;
export type Handlers = { readonly [N in RouteName]: Handler<N> };

export interface ApiPorts {
  readonly callerOfCookie: (cookie: string) => Promise<Caller | undefined>;
  readonly callerOfToken: (token: string) => Promise<Caller | undefined>;
  readonly allowedOrigin: (origin: string) => boolean;
  readonly clientPrefix: (request: FastifyRequest['raw']) => string;
}

const BODY_BYTES = 1_048_576;
/** A hundred key packages with their post-quantum halves; the commit that brings many people in. */
const BODY_BYTES_OF: Partial<Record<RouteName, number>> = {
  uploadKeyPackages: 2 * BODY_BYTES,
  createRoom: 2 * BODY_BYTES,
  putArchive: 4 * BODY_BYTES,
};

/** Resolves when every handler under way has come to its end, also those whose caller is gone. */
export type Settled = () => Promise<void>;

export function addApiRoutes(app: FastifyInstance, handlers: Handlers, ports: ApiPorts): Settled {
  const underWay = new Set<Promise<unknown>>();
  for (const name of Object.keys(ROUTE) as RouteName[]) {
    const { method, path } = ROUTE[name];
    app.route({
      method,
      url: path,
      bodyLimit: BODY_BYTES_OF[name] ?? BODY_BYTES,
      exposeHeadRoute: false,
      handler: async (request, reply) => {
        const answering = answer(name, handlers[name], ports, request, reply);
        underWay.add(answering);
        const outcome = await answering.finally(() => underWay.delete(answering));
        if (outcome.ok) return outcome.value;
        const { error } = outcome;
        if (error.retryAfter !== undefined) void reply.header('retry-after', Math.ceil(error.retryAfter));
        return reply.code(HTTP_STATUS[error.code]).send(error);
      },
    });
  }
  return async () => void (await Promise.allSettled(underWay));
}

async function answer(
  name: RouteName,
  handler: Handler<RouteName>,
  ports: ApiPorts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Outcome<unknown>> {
  const route = ROUTE[name];
  if (route.method !== 'GET' && !isSameOrigin(request.headers, ports.allowedOrigin)) {
    return refuse('forbidden', 'another origin');
  }
  const slot = slotOf(request.headers[SLOT_HEADER]);
  if (slot === undefined) return refuse('malformed', SLOT_HEADER);
  const caller = await authenticate(route.auth, slot, ports, request);
  if (!caller.ok) return caller;
  const inQuery = route.method === 'GET' || route.method === 'DELETE';
  const parsed = route.request.safeParse(inQuery ? request.query : request.body);
  if (!parsed.success) return refuse('malformed', parsed.error.issues[0]?.path.join('.') ?? 'shape');
  return handler({
    request: parsed.data,
    caller: caller.value as CallerOf<RouteName>,
    prefix: ports.clientPrefix(request.raw),
    setCookie: (value) => void reply.header('set-cookie', sessionCookie(slot, value)),
    // Never in a browser, where a script could ask for it: browsers say Sec-Fetch-Site, and scripts cannot unsay it.
    cookieInBody: request.headers['x-alcove-cookie'] === 'body' && request.headers['sec-fetch-site'] === undefined,
  });
}

async function authenticate(
  auth: (typeof ROUTE)[RouteName]['auth'],
  slot: AccountSlot,
  ports: ApiPorts,
  request: FastifyRequest,
): Promise<Outcome<Caller | null>> {
  if (auth === 'none') return { ok: true, value: null };
  if (auth === 'session') {
    // The header cannot be set across origins without a preflight, which is never granted.
    if (request.headers['x-alcove'] !== '1') return refuse('forbidden', 'x-alcove');
    const cookie = readSessionCookie(slot, request.headers.cookie);
    const caller = cookie === undefined ? undefined : await ports.callerOfCookie(cookie);
    return caller === undefined ? refuse('unauthorized', 'no session') : { ok: true, value: caller };
  }
  const token = /^Bearer ([\w.-]{1,2048})$/.exec(request.headers.authorization ?? '')?.[1];
  const caller = token === undefined ? undefined : await ports.callerOfToken(token);
  if (caller === undefined) return refuse('unauthorized', 'no valid access token');
  if (auth === 'device' && caller.device === null) return refuse('forbidden', 'enrol a device first');
  return { ok: true, value: caller };
}

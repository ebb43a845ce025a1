/**
 * The HTTP server around the routes: headers on every reply, one error shape for whatever goes wrong, one log line per request, the health
 * check, and the web app's files. Nothing that goes wrong here tells more than a code.
 */
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { ErrorBody } from '@alcove/protocol';
import { isStorageFull } from '../database/storage-errors.ts';
import { describeError, sizeClass, type Log } from '../logging/log.ts';
import { refuse } from '../outcome.ts';
import { HTTP_STATUS } from './error-status.ts';
import { serveWebApp } from './web-app.ts';

export interface AppPorts {
  readonly log: Log;
  /** Asked for each reply: the port, and so the origins, are known only once the server listens. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly webRoot: string | null;
  readonly closing: () => boolean;
}

const REQUEST_TIMEOUT_MS = 30_000;

export async function buildApp(ports: AppPorts): Promise<FastifyInstance> {
  const { log } = ports;
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read passes no hook.
    frameworkErrors: (_error, _request, reply) =>
      void send(reply.headers(ports.headers()), refuse('malformed', 'address').error),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(rawReply(refuse('malformed', 'not HTTP').error));
    },
  });
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers(ports.headers());
    if (ports.closing()) return send(reply, refuse('shutting-down', 'the server stops').error);
  });
  app.addHook('onResponse', async (request, reply) => {
    log.debug('request', {
      request: Number(request.id.replace(/\D/g, '')),
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      bytesBelow: sizeClass(Number(request.headers['content-length'] ?? 0)),
    });
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const body = errorBody(error);
    if (body.code === 'internal') log.error('request failed', describeError(error));
    return send(reply, body);
  });
  app.get('/healthz', async () => ({ ok: true }));
  const notFound = (reply: FastifyReply): FastifyReply => send(reply, refuse('not-found', 'no such address').error);
  if (ports.webRoot === null) app.setNotFoundHandler((_request, reply) => notFound(reply));
  else await serveWebApp(app, ports.webRoot, notFound);
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') || reply.statusCode >= 400) void reply.header('cache-control', 'no-store');
  });
  return app;
}

function send(reply: FastifyReply, error: ErrorBody): FastifyReply {
  return reply.code(HTTP_STATUS[error.code]).type('application/json; charset=utf-8').send(error);
}

/** What Fastify or a handler threw, as a code. Its message stays here: it may hold what was sent. */
function errorBody(error: FastifyError): ErrorBody {
  if (isStorageFull(error)) return refuse('storage-full', 'the server cannot store now').error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.statusCode === 413) return refuse('too-large', 'body').error;
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500
    ? refuse('malformed', 'request').error
    : refuse('internal', 'the server failed').error;
}

function rawReply(error: ErrorBody): string {
  const body = JSON.stringify(error);
  const length = String(Buffer.byteLength(body));
  return `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`;
}

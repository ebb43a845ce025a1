/**
 * The server without a port, inside another program: requests and byte streams are handed to it, and everything from the parsing of
 * HTTP on is what a port would lead to. For whoever wants to decide when what arrives.
 */
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';

export interface EmbeddedRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface EmbeddedServer {
  readonly serverId: string;
  request(request: EmbeddedRequest): Promise<{ readonly status: number; readonly body: string }>;
  /** A connection as if it had come in at the port. */
  connect(stream: Duplex): void;
  close(): Promise<void>;
}

export function embed(app: FastifyInstance): Pick<EmbeddedServer, 'request' | 'connect'> {
  return {
    async request({ method, path, headers, body }) {
      const answer = await app.inject({ method, url: path, headers, ...(body === undefined ? {} : { payload: body }) });
      return { status: answer.statusCode, body: answer.body };
    },
    connect: (stream) => void app.server.emit('connection', stream),
  };
}

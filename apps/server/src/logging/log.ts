/**
 * The only way anything is logged. An allow-list, not a redaction list: a line is made of the fields named here, each with the one
 * shape it may have, and whatever else a caller passes is left out. So no body, query, cookie, token, name, id or address can reach
 * a log, whatever somebody logs by mistake. Source: docs/protocol.md.
 */
import { pino, type DestinationStream, type Logger } from 'pino';
import { ROUTE } from '@alcove/protocol';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const WORD = /^[a-zA-Z][\w .:/-]{0,79}$/;
const isCount = (x: unknown): boolean => typeof x === 'number' && Number.isFinite(x);
const TEMPLATES: ReadonlySet<unknown> = new Set(['none', '/healthz', '/*', ...Object.values(ROUTE).map((r) => r.path)]);
const isWord = (x: unknown): boolean => typeof x === 'string' && WORD.test(x);

const ALLOWED = {
  /** The route's template, never the path that was asked for. */
  route: (x) => TEMPLATES.has(x),
  method: isWord,
  status: isCount,
  ms: isCount,
  /** Upper bound of the body's size class. */
  bytesBelow: isCount,
  code: isWord,
  limit: isWord,
  request: isCount,
  connections: isCount,
  version: isWord,
  /** Of an exception: its class, its code, and where in our own files it was thrown. Never its message. */
  errorName: isWord,
  errorCode: isWord,
  thrownAt: isWord,
} as const satisfies Record<string, (x: unknown) => boolean>;

export type LogFields = { readonly [K in keyof typeof ALLOWED]?: string | number | undefined };

/** Events are named here, so that no text made at run time becomes one. */
export type LogEvent =
  | 'request'
  | 'request failed'
  | 'hello failed'
  | 'question failed'
  | 'frame failed'
  | 'log failed'
  | 'storage full'
  | 'pulse failed'
  | 'restoration failed'
  | 'data went back'
  | 'sweep failed'
  | 'mail failed'
  | 'event lost';

export interface Log {
  error(event: LogEvent, fields?: LogFields): void;
  info(event: LogEvent, fields?: LogFields): void;
  debug(event: LogEvent, fields?: LogFields): void;
}

export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' };
  const logger: Logger = destination === undefined ? pino(options) : pino(options, destination);
  return {
    error: (event, fields) => logger.error(allowed(fields), event),
    info: (event, fields) => logger.info(allowed(fields), event),
    debug: (event, fields) => logger.debug(allowed(fields), event),
  };
}

/** What may be said about an exception. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: 'NotAnError' };
  const code =
    'errcode' in error ? `sqlite-${String(error.errcode)}` : 'code' in error ? String(error.code) : undefined;
  const frame = /\/(src\/[\w/.-]+\.ts:\d+)/.exec(error.stack ?? '');
  return { errorName: error.name, errorCode: code, thrownAt: frame?.[1] };
}

/** Sizes tell what was sent; their class does not. */
export function sizeClass(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(256, bytes)));
}

function allowed(fields: LogFields = {}): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, fits] of Object.entries(ALLOWED)) {
    const value = Object.hasOwn(fields, name) ? fields[name as keyof LogFields] : undefined;
    if (value !== undefined && fits(value)) out[name] = value;
  }
  return out;
}

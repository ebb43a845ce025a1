/**
 * Against requests that another site makes a browser send. Every current browser says where a request comes from in Sec-Fetch-Site;
 * older ones, and programs, say it in Origin. Whoever says neither is refused.
 */
import type { IncomingHttpHeaders } from 'node:http';

export function isSameOrigin(headers: IncomingHttpHeaders, allowed: (origin: string) => boolean): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin !== undefined && allowed(headers.origin);
}

/** Where browsers reach this server: what the host configured, or the local addresses of the port. */
export function allowedOrigins(configured: readonly string[], port: number): ReadonlySet<string> {
  if (configured.length > 0) return new Set(configured);
  return new Set(['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${String(port)}`));
}

/**
 * Places on other servers: addresses and nothing else, kept in this browser. Nothing is ever asked of them from here, since a page
 * may talk to its own server alone; pressing one opens its own page in a new tab.
 */
import { useSyncExternalStore } from 'react';

const KEY = 'alcove.servers';
const MOST = 12;
const AT_HOME: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export type ServerFault = 'wrong' | 'plain' | 'self' | 'there' | 'full';

/** The origin that somebody typed or pasted, with or without a scheme and a path. */
export function serverIn(typed: string): URL | 'wrong' | 'plain' {
  const text = typed.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || url.username !== '' || url.password !== '') return 'wrong';
  const home = AT_HOME.has(url.hostname);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'wrong';
  if (!home && !/[^.]\.[^.]/.test(url.hostname) && !url.hostname.startsWith('[')) return 'wrong';
  return url.protocol === 'http:' && !home ? 'plain' : new URL(url.origin);
}

const listeners = new Set<() => void>();
let known: { readonly stored: string; readonly origins: readonly string[] } = { stored: '', origins: [] };

export function useServers(): readonly string[] {
  return useSyncExternalStore((changed) => {
    listeners.add(changed);
    addEventListener('storage', changed);
    return () => {
      listeners.delete(changed);
      removeEventListener('storage', changed);
    };
  }, readServers);
}

export function addServer(typed: string, own: string): ServerFault | null {
  const server = serverIn(typed);
  if (!(server instanceof URL)) return server;
  const origins = readServers();
  if (server.origin === own) return 'self';
  if (origins.includes(server.origin)) return 'there';
  if (origins.length >= MOST) return 'full';
  keep([...origins, server.origin]);
  return null;
}

export function takeServerOff(origin: string): void {
  keep(readServers().filter((each) => each !== origin));
}

/** Whatever stands there was written by this app or by somebody else: only what is an address counts. */
function readServers(): readonly string[] {
  let stored = known.stored;
  try {
    stored = localStorage.getItem(KEY) ?? '';
  } catch {
    // Storage is blocked: the list lasts as long as the page.
  }
  if (stored !== known.stored) {
    const servers = stored.split('\n').map(serverIn);
    const origins = servers.flatMap((server) => (server instanceof URL ? [server.origin] : []));
    known = { stored, origins: [...new Set(origins)].slice(0, MOST) };
  }
  return known.origins;
}

function keep(origins: readonly string[]): void {
  const stored = origins.join('\n');
  known = { stored, origins };
  try {
    localStorage.setItem(KEY, stored);
  } catch {
    // As above.
  }
  for (const listener of listeners) listener();
}

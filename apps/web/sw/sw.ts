/**
 * Keeps the app's own files for an offline start; messages are none of its business (the client's database keeps those).
 * A new build is taken up at once, while the files of the build before stay until the next one: a page that is still open can load
 * its late parts. Only files of the build are answered from here; /api and everything unknown goes to the network untouched.
 */
export {};

declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE__: readonly string[];
declare const __BUILD__: string;

const PREFIX = 'alcove-';
const current = PREFIX + __BUILD__;
const list = __PRECACHE__;
const files: ReadonlySet<string> = new Set(list);
/** Named by a hash of the content: the same name is the same file, in whichever build. */
const HASHED = /^\/assets\//;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(current)
      .then((cache) => cache.addAll(list.map((file) => new Request(file, { cache: 'reload' }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldBuilds().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate') {
    if (!url.pathname.startsWith('/api/')) event.respondWith(fromBuild('/', event.request));
  } else if (files.has(url.pathname)) event.respondWith(fromBuild(url.pathname, event.request));
  else if (HASHED.test(url.pathname)) event.respondWith(fromAnyBuild(event.request));
});

/** Keeps this build and the one before; cache names come in the order they were made. */
async function dropOldBuilds(): Promise<void> {
  const builds = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const before = builds.filter((name) => name !== current).at(-1);
  await Promise.all(builds.filter((name) => name !== current && name !== before).map((name) => caches.delete(name)));
}

async function fromBuild(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(current);
  return (await cache.match(path)) ?? fetch(request);
}

/** A late part of the build before, or a font subset on its first use: kept from then on. */
async function fromAnyBuild(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await caches.open(current).then((cache) => cache.put(request, fresh.clone()));
  return fresh;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { API, ErrorBody, ROUTE, toBase64url, type RouteName } from '@alcove/protocol';
import { openHouse, temporaryFolder, type House } from '../testing/house.ts';
import { random } from '../testing/signer.ts';

function builtWebApp(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Alcove</title>');
  writeFileSync(join(root, 'assets', 'app-1a2b3c.js'), 'export {};');
  writeFileSync(join(root, 'sw.js'), '// worker');
  writeFileSync(join(root, '.secret'), 'no');
  return root;
}

const get = (house: House, path: string, accept = 'text/html') =>
  fetch(`${house.origin}${path}`, { headers: { accept }, redirect: 'manual' });

test('every reply carries the security headers', async () => {
  const house = await openHouse({ webRoot: builtWebApp() });
  const ws = house.origin.replace('http', 'ws');
  for (const path of ['/', '/healthz', `${API}/server`, `${API}/nothing`, '/r/room', '/missing.js', '/%zz']) {
    const { headers } = await get(house, path);
    const csp = headers.get('content-security-policy') ?? '';
    expect(csp).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-");
    expect(csp).toContain(`connect-src 'self' ${ws}`);
    expect(csp).toContain(
      "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(csp).toMatch(/require-trusted-types-for 'script'; trusted-types alcove$/);
    expect(csp).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|\[/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('origin-agent-cluster')).toBe('?1');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    // Decision 25: none of these would do here what it is for.
    for (const name of ['integrity-policy', 'reporting-endpoints', 'report-to', 'clear-site-data'])
      expect([name, headers.get(name)]).toEqual([name, null]);
    expect(csp).not.toContain('report-');
  }
  expect((await get(house, `${API}/server`)).headers.get('cache-control')).toBe('no-store');
});

test('the app may scan, copy and use passkeys in its own page, and nothing else that a browser asks people about', async () => {
  const house = await openHouse();
  const policy = (await get(house, '/healthz')).headers.get('permissions-policy') ?? '';
  // One entry that cannot be read would make browsers drop the whole header.
  const entries = policy.split(', ').map((entry) => /^(?<name>[a-z-]+)=\((?<who>self)?\)$/.exec(entry)?.groups ?? {});
  expect(entries.filter(({ who }) => who === 'self').map(({ name }) => name)).toEqual([
    'camera',
    'clipboard-write',
    'publickey-credentials-create',
    'publickey-credentials-get',
    'cross-origin-isolated',
  ]);
  const names = new Set(entries.map(({ name }) => name));
  expect(names).not.toContain(undefined);
  for (const asked of [
    'microphone',
    'geolocation',
    'display-capture',
    'clipboard-read',
    'usb',
    'serial',
    'hid',
    'midi',
    'local-fonts',
    'payment',
    'idle-detection',
    'storage-access',
    'window-management',
  ])
    expect(names).toContain(asked);
});

test('the health check answers while the server runs, and not after', async () => {
  const house = await openHouse();
  const reply = await get(house, '/healthz', '*/*');
  expect([reply.status, await reply.json()]).toEqual([200, { ok: true }]);
  await house.server.close();
  await expect(get(house, '/healthz')).rejects.toThrow();
});

test('behind https the browser is told to stay there', async () => {
  const house = await openHouse({ origins: ['https://chat.example.org'] });
  const { headers } = await get(house, '/healthz');
  expect(headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  expect(headers.get('content-security-policy')).toContain("connect-src 'self' wss://chat.example.org;");
  const plain = await openHouse();
  expect((await get(plain, '/healthz')).headers.get('strict-transport-security')).toBeNull();
});

test('the web app is served, and answers for every path inside it', async () => {
  const house = await openHouse({ webRoot: builtWebApp() });
  for (const path of ['/', '/r/abc', '/u/ana', '/settings/devices', '/r/abc?x=1']) {
    const reply = await get(house, path);
    expect([path, reply.status, await reply.text()]).toEqual([path, 200, '<!doctype html><title>Alcove</title>']);
    expect(reply.headers.get('cache-control')).toBe('no-cache');
  }
  const asset = await get(house, '/assets/app-1a2b3c.js', '*/*');
  expect(asset.headers.get('cache-control')).toContain('immutable');
  expect(asset.headers.get('content-type')).toContain('javascript');
  expect((await get(house, '/sw.js', '*/*')).headers.get('cache-control')).toBe('no-cache');
  for (const [path, accept] of [
    ['/assets/gone.js', '*/*'],
    ['/.secret', '*/*'],
    ['/..%2f..%2fpackage.json', '*/*'],
    [`${API}/gone`, 'text/html'],
  ] as const) {
    const reply = await get(house, path, accept);
    expect([path, reply.status]).toEqual([path, 404]);
    expect(ErrorBody.parse(await reply.json()).code).toBe('not-found');
  }
});

test('the web app comes compressed to whoever takes it, and is the same', async () => {
  const root = builtWebApp();
  const app = 'export const tide = "low";'.repeat(100);
  writeFileSync(join(root, 'assets', 'app-1a2b3c.js'), app);
  writeFileSync(join(root, 'assets', 'app-1a2b3c.js.br'), brotliCompressSync(app));
  writeFileSync(join(root, 'assets', 'app-1a2b3c.js.gz'), gzipSync(app));
  const house = await openHouse({ webRoot: root });
  for (const [takes, comes] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const reply = await fetch(`${house.origin}/assets/app-1a2b3c.js`, { headers: { 'accept-encoding': takes } });
    expect(reply.headers.get('content-encoding')).toBe(comes);
    expect(reply.headers.get('content-type')).toMatch(/javascript/);
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(reply.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(await reply.text()).toBe(app);
  }
  // What has no such copy comes as it is, inside the app's paths as well.
  const page = await fetch(`${house.origin}/r/room`, { headers: { accept: 'text/html', 'accept-encoding': 'br' } });
  expect([page.status, page.headers.get('content-encoding')]).toEqual([200, null]);
});

test('requests from other sites change nothing', async () => {
  const house = await openHouse();
  const ana = await house.person();
  const { username } = ana.signer;
  const attempt = async (
    headers: Record<string, string>,
    body = JSON.stringify({ username, startLoginRequest: 'x'.repeat(20) }),
  ) => {
    const reply = await fetch(`${house.origin}${ROUTE.loginStart.path}`, { method: 'POST', headers, body });
    return [reply.status, ErrorBody.parse(await reply.json()).code];
  };
  const json = { 'content-type': 'application/json' };
  const { origin } = house;
  expect(await attempt({ ...json, origin })).toEqual([400, 'malformed']); // got through to OPAQUE
  expect(await attempt({ ...json, 'sec-fetch-site': 'same-origin' })).toEqual([400, 'malformed']);
  expect(await attempt({ ...json, 'sec-fetch-site': 'cross-site', origin })).toEqual([403, 'forbidden']);
  expect(await attempt({ ...json, 'sec-fetch-site': 'same-site', origin })).toEqual([403, 'forbidden']);
  expect(await attempt({ ...json, 'sec-fetch-site': 'none', origin })).toEqual([403, 'forbidden']);
  expect(await attempt({ ...json, origin: 'https://evil.example' })).toEqual([403, 'forbidden']);
  expect(await attempt({ ...json, origin: `${origin}.evil.example` })).toEqual([403, 'forbidden']);
  expect(await attempt({ ...json, origin: 'null' })).toEqual([403, 'forbidden']);
  expect(await attempt(json)).toEqual([403, 'forbidden']);
  expect(await attempt({ 'content-type': 'text/plain', origin })).toEqual([400, 'malformed']);
  expect(await attempt({ 'content-type': 'application/x-www-form-urlencoded', origin })).toEqual([400, 'malformed']);
  // The cookie alone opens nothing: the header cannot be sent from another site.
  const cookie = `__Host-alcove=${ana.cookie}`;
  expect(await house.call('accessToken', {}, { cookie, 'x-alcove': '' })).toMatchObject({ status: 403 });
  expect(await house.call('vault', {}, { cookie })).toMatchObject({ status: 401 });
  const preflight = await fetch(`${origin}${ROUTE.loginStart.path}`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example' },
  });
  expect(preflight.status).toBe(404);
  expect(preflight.headers.get('access-control-allow-methods')).toBeNull();
});

test('a body over the limit is refused by its size', async () => {
  const house = await openHouse();
  const reply = await fetch(`${house.origin}${ROUTE.loginStart.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.origin },
    body: JSON.stringify({ username: 'x'.repeat(1_100_000) }),
  });
  expect([reply.status, ErrorBody.parse(await reply.json()).code]).toEqual([413, 'too-large']);
});

test('what is not HTTP is answered in the one shape', async () => {
  const house = await openHouse();
  const socket = connectTcp(house.server.port, '127.0.0.1');
  socket.write('NOT HTTP AT ALL\r\n\r\n');
  const chunks = await socket.toArray();
  const text = Buffer.concat(chunks as Buffer[]).toString();
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(ErrorBody.parse(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).code).toBe('malformed');
});

/** Bodies that look like what a route wants, in whole or in part. */
const plausible = fc.dictionary(
  fc.constantFrom(
    'username',
    'account',
    'device',
    'list',
    'vault',
    'session',
    'packages',
    'genesis',
    'id',
    'name',
    'version',
    'sealed',
    'loginId',
    'after',
    'registrationRequest',
    'startLoginRequest',
    'finishLoginRequest',
    'registrationRecord',
    'kind',
    '__proto__',
  ),
  fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constant(null),
    fc.constantFrom('ana', toBase64url(random(16)), toBase64url(random(32)), toBase64url(random(192)), '0'.repeat(26)),
    fc.array(fc.anything(), { maxLength: 3 }),
    fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
  ),
  { maxKeys: 8 },
);

test('whatever is sent to any route, the answer is a reply or the one error shape, and never a 500', async () => {
  const house = await openHouse();
  const ana = await house.person('ana');
  const authorization = `Bearer ${await ana.token()}`;
  // Ending the own session would make every later answer a 401.
  const names = (Object.keys(ROUTE) as RouteName[]).filter((name) => name !== 'logout');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.oneof(plausible, fc.jsonValue()),
      fc.string({ maxLength: 20 }),
      async (name, body, noise) => {
        const { method, path } = ROUTE[name];
        const inQuery = method === 'GET' || method === 'DELETE';
        const query = inQuery
          ? `?${new URLSearchParams(Object.entries(body ?? {}).map(([k, v]): [string, string] => [k, JSON.stringify(v) ?? ''])).toString()}&${noise}`
          : '';
        const reply = await fetch(`${house.origin}${path}${encodeURI(query.toWellFormed())}`, {
          method,
          headers: {
            authorization,
            origin: house.origin,
            'content-type': 'application/json',
            cookie: `__Host-alcove=${ana.cookie}`,
            'x-alcove': '1',
          },
          ...(inQuery ? {} : { body: noise.startsWith('{') ? noise : JSON.stringify(body) }),
        });
        const text = await reply.text();
        expect(reply.status).not.toBe(500);
        if (!reply.ok) expect(Object.keys(ErrorBody.strict().parse(JSON.parse(text)))).toContain('code');
        expect(text).not.toMatch(/\bat .*\.ts:\d|node_modules|sqlite/i);
      },
    ),
    { numRuns: 600 },
  );
  expect(await ana.call('vault', {})).toMatchObject({ ok: true });
});

import { expect, test } from 'vitest';
import { toBase64url } from './bytes.ts';
import { API, ROUTE } from './http.ts';
import { LIMIT } from './limits.ts';

test('no two routes share method and path', () => {
  const places = Object.values(ROUTE).map(({ method, path }) => `${method} ${path}`);
  expect(new Set(places).size).toBe(places.length);
  expect(places.every((place) => place.includes(` ${API}/`))).toBe(true);
});

test('what changes something is never a GET, and only the doors are open to strangers', () => {
  const open = Object.entries(ROUTE).filter(([, route]) => route.auth === 'none');
  expect(open.map(([name]) => name).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'deviceRemoval',
    'loginFinish',
    'loginStart',
    'passkeyAsk',
    'passkeyLogin',
    'recoverFinish',
    'recoverStart',
    'registerFinish',
    'registerStart',
    'resetFinish',
    'resetOpen',
    'resetStart',
    'server',
    'verifyEmail',
  ]);
});

test('bytes in a request are decoded while parsing, and refused over their limit or in another alphabet', () => {
  const parse = (sealed: string): boolean =>
    ROUTE.putRecord.request.safeParse({ name: 'x'.repeat(16), version: 1, sealed }).success;
  expect(ROUTE.putRecord.request.parse({ name: 'x'.repeat(16), version: 1, sealed: 'AQID' }).sealed).toEqual(
    new Uint8Array([1, 2, 3]),
  );
  expect(parse(toBase64url(new Uint8Array(LIMIT.recordBytes)))).toBe(true);
  expect(parse(toBase64url(new Uint8Array(LIMIT.recordBytes + 16)))).toBe(false);
  expect(parse('AQ==')).toBe(false);
  expect(parse('+/+/')).toBe(false);
});

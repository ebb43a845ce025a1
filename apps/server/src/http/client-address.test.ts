import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientPrefixReader } from './client-address.ts';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

test('a forwarded address counts only from a trusted proxy, and only its own part', () => {
  const open = clientPrefixReader([]);
  expect(open(from('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
  const behind = clientPrefixReader(['127.0.0.1', '10.0.0.0/8', '2001:db8::/32']);
  expect(behind(from('::ffff:127.0.0.1', '198.51.100.1'))).toBe('198.51.100.1');
  expect(behind(from('127.0.0.1', '1.1.1.1, 198.51.100.1'))).toBe('198.51.100.1');
  expect(behind(from('127.0.0.1', '1.1.1.1, 198.51.100.1, 10.2.3.4'))).toBe('198.51.100.1');
  expect(behind(from('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
  expect(behind(from('127.0.0.1', 'nonsense'))).toBe('127.0.0.1');
});

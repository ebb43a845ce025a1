import { expect, test } from 'vitest';
import { serverIn } from './servers.ts';

const origin = (typed: string): string => {
  const server = serverIn(typed);
  return server instanceof URL ? server.origin : server;
};

test.each([
  ['chat.example.org', 'https://chat.example.org'],
  ['  Chat.Example.org ', 'https://chat.example.org'],
  ['https://chat.example.org/r/abc?x#y', 'https://chat.example.org'],
  ['chat.example.org:8443', 'https://chat.example.org:8443'],
  ['http://localhost:4400/', 'http://localhost:4400'],
  ['https://192.168.1.4', 'https://192.168.1.4'],
  ['https://[2001:db8::1]', 'https://[2001:db8::1]'],
])('%s is the place %s', (typed, expected) => {
  expect(origin(typed)).toBe(expected);
});

test.each([
  ['', 'wrong'],
  ['chat', 'wrong'],
  ['two words', 'wrong'],
  ['javascript:alert(1)', 'wrong'],
  ['javascript://chat.example.org/%0Aalert(1)', 'wrong'],
  ['data:text/html,x', 'wrong'],
  ['ftp://chat.example.org', 'wrong'],
  ['https://chat.example.org@evil.example', 'wrong'],
  ['blob:https://chat.example.org/1', 'wrong'],
  ['http://chat.example.org', 'plain'],
])('%s is none: %s', (typed, fault) => {
  expect(origin(typed)).toBe(fault);
});

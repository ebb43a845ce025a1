import { AccountId, RoomId, Username } from '@alcove/protocol';
import type { MemberView, RoomView, SecretEnd } from '@alcove/client';
import { en } from '@alcove/locales';
import { expect, test } from 'vitest';
import { readersSentence } from './readers.ts';

const member = (letter: string, isMe = false): MemberView => ({
  account: AccountId.parse(letter.repeat(22)),
  username: Username.parse(`name-${letter}`),
  name: letter.toUpperCase(),
  hue: 1,
  verified: false,
  standing: 'none',
  picture: null,
  status: null,
  bio: '',
  isMe,
  isHost: false,
  devices: [],
});
const room = (members: readonly MemberView[], left = false): RoomView => ({
  id: RoomId.parse('r'.repeat(43)),
  kind: 'group',
  title: 'Room',
  peer: null,
  peerGone: false,
  secret: null,
  members,
  epoch: 1,
  suite: 'x',
  left,
  canRename: true,
  canAdd: true,
  canRemove: true,
  typing: [],
  draft: '',
  draftArrival: 0,
  alarms: [],
  changed: [],
  shut: null,
  slowedUntil: null,
  unopened: 0,
  history: { state: 'complete', reachesBackTo: null, gaps: [] },
});
const me = member('a', true);

test('the number counts everyone who can read, this person included', () => {
  expect(readersSentence(room([me, member('b'), member('c')]))).toContain('3 people');
});

test('two are named, one is only you', () => {
  expect(readersSentence(room([me, member('b')]))).toMatch(/Only you and \u2068B\u2069 can read this/);
  expect(readersSentence(room([me]))).toBe('Only you can read this');
});

test('whoever left is not told that they can read what comes', () => {
  expect(readersSentence(room([me, member('b')], true))).not.toContain('Only');
});

test('a secret chat names its two devices, and once it is over only what was', () => {
  const secret = (end: SecretEnd | null): RoomView => ({
    ...room([me, member('b')], end !== null),
    kind: 'secret',
    title: 'B',
    secret: { mine: 'browser', theirs: 'phone', end },
  });
  expect(readersSentence(secret(null))).toMatch(/Only this device and \u2068B\u2069’s phone/);
  expect(readersSentence(secret('by-them'))).toBe(en.secret.over);
});

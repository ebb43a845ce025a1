import type { PersonView, RoomSummary } from '@alcove/client';
import { expect, test } from 'vitest';
import { search } from './search.ts';

const person = (handle: string, name: string): PersonView =>
  ({ account: handle, username: handle, name, hue: 1 }) as unknown as PersonView;
const room = (title: string, lastAt: number, peer: PersonView | null = null): RoomSummary =>
  ({
    id: title,
    kind: peer === null ? 'group' : 'direct',
    title,
    peer,
    lastAt,
    unread: 0,
    lit: 0,
  }) as unknown as RoomSummary;

const ikram = person('ikram', 'Ikram Yıldız');
const piero = person('pv', 'Piero Vaitkus');
const rooms = [room('North pier', 3), room('Pier works', 2), room('Boat shed', 9), room(ikram.name, 5, ikram)];
const actions = [{ id: 'settings', icon: 'settings', label: 'Settings', run: () => undefined }] as const;
const names = (typed: string): readonly string[] =>
  search(typed, { rooms, people: [ikram, piero], actions }).places.map((hit) => hit.name);

test('before typing: recent places, newest first, then people without a chat', () => {
  expect(names('')).toEqual(['Boat shed', 'Ikram Yıldız', 'North pier', 'Pier works', 'Piero Vaitkus']);
});

test('better matches come first; a person with a chat is listed once', () => {
  expect(names('pier')).toEqual(['Pier works', 'Piero Vaitkus', 'North pier']);
  expect(names('ikram')).toEqual(['Ikram Yıldız']);
});

test('a handle finds its person', () => {
  expect(names('pv')).toEqual(['Piero Vaitkus']);
});

test('@, # and > narrow to people, rooms and actions', () => {
  expect(names('@')).toEqual(['Ikram Yıldız', 'Piero Vaitkus']);
  expect(names('#pier')).toEqual(['Pier works', 'North pier']);
  const narrowed = search('> set', { rooms, people: [], actions });
  expect(narrowed.places).toEqual([]);
  expect(narrowed.actions.map((hit) => hit.name)).toEqual(['Settings']);
});

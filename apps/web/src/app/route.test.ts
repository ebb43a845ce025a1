import { describe, expect, test } from 'vitest';
import { pathOf, routeOf } from './route.ts';

const room = 'A'.repeat(42) + '_';

describe('addresses', () => {
  test.each(['/', `/r/${room}`, '/u/ines.c', '/settings', '/settings/devices', '/security', '/recovery'])(
    '%s comes back as it was',
    (path) => {
      expect(pathOf(routeOf(path))).toBe(path);
    },
  );

  test.each([
    '/r/short',
    '/r/',
    `/r/${room}/more`,
    '/u/..%2F',
    '/settings/x',
    '/security/x',
    '/elsewhere',
    '/r/<script>',
  ])('%s is the front', (path) => {
    expect(routeOf(path)).toEqual({ at: 'front' });
  });

  test('a handle in capitals finds the person all the same', () => {
    expect(routeOf('/u/Ines')).toEqual({ at: 'person', username: 'ines' });
  });
});

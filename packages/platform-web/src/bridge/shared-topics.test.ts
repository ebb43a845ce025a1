import { expect, test, vi } from 'vitest';
import type { AppView } from '@alcove/client';
import { appView } from '../seat/app-view.ts';
import { sharedTopics } from './shared-topics.ts';

const starting = appView('starting');
const elsewhere = appView('elsewhere');

test('who follows the same is told at once, and the worker is asked once, until nobody follows any more', () => {
  const begun: string[] = [];
  const ended: string[] = [];
  let say: (view: AppView) => void = () => undefined;
  const subscribe = sharedTopics((topic, _key, listener) => {
    begun.push(topic);
    say = listener as typeof say;
    return () => ended.push(topic);
  });
  const [first, second] = [vi.fn<(view: AppView) => void>(), vi.fn<(view: AppView) => void>()];
  const stopFirst = subscribe('app', null, first);
  say(starting);
  const stopSecond = subscribe('app', null, second);
  expect(second.mock.calls).toEqual([[starting]]);
  say(elsewhere);
  expect(first.mock.calls).toEqual([[starting], [elsewhere]]);
  stopFirst();
  stopFirst();
  say(starting);
  expect(first).toHaveBeenCalledTimes(2);
  expect(second).toHaveBeenCalledTimes(3);
  expect([begun, ended]).toEqual([['app'], []]);
  stopSecond();
  expect(ended).toEqual(['app']);
  subscribe('app', null, first);
  expect(begun).toEqual(['app', 'app']);
});

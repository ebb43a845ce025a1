import { en } from '@alcove/locales';
import { afterEach, expect, test } from 'vitest';
import { currentToasts, dropToasts, showToast, undoToast, type Toast } from './toast-store.ts';

afterEach(dropToasts);
const said = (): readonly string[] => currentToasts().map(({ text }) => text);
function newest(): Toast {
  const toast = currentToasts().at(-1);
  if (toast === undefined) throw new Error('nothing is said');
  return toast;
}

test('what is undone is undone once, and no longer said', async () => {
  let undone = 0;
  showToast('Away', () => {
    undone += 1;
    return Promise.resolve({ ok: true, value: undefined });
  });
  const toast = newest();
  await Promise.all([undoToast(toast), undoToast(toast)]);
  expect(undone).toBe(1);
  expect(said()).toEqual([]);
});

test('what could not be undone says why', async () => {
  showToast('Away', () => Promise.resolve({ ok: false, code: 'not-member' }));
  await undoToast(newest());
  expect(said()).toEqual([en.failures['not-member']]);
});

test('of many, the newest three stay; nothing of before can be undone once all are dropped', async () => {
  let undone = false;
  for (const text of ['one', 'two', 'three']) showToast(text);
  showToast('four', () => {
    undone = true;
    return Promise.resolve({ ok: true, value: undefined });
  });
  expect(said()).toEqual(['two', 'three', 'four']);
  const toast = newest();
  dropToasts();
  await undoToast(toast);
  expect(undone).toBe(false);
});

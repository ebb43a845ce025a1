import { expect, test } from 'vitest';
import { t } from './in-use.ts';
import { en } from './en/index.ts';

/** Functions as they are: the same ones. */
const copyOf = (part: unknown): unknown =>
  typeof part !== 'object' || part === null || Array.isArray(part)
    ? part
    : Object.fromEntries(Object.entries(part).map(([key, value]) => [key, copyOf(value)]));

test('what is in use has every sentence, under the same name', () => {
  expect(copyOf(t)).toEqual(en);
});

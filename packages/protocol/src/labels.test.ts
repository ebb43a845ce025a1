import { expect, test } from 'vitest';
import { LABEL } from './labels.ts';

const labels = Object.values(LABEL);

test('every label is its own', () => {
  expect(new Set(labels).size).toBe(labels.length);
});

test('no label is a prefix of another: label ‖ message has one reading', () => {
  const clashes = labels.flatMap((a) => labels.filter((b) => a !== b && b.startsWith(a)).map((b) => `${a} < ${b}`));
  expect(clashes).toEqual([]);
});

test('labels carry the product and the version of the formats', () => {
  expect(labels.filter((label) => !/^alcove\/v1\/[a-z/-]+$/.test(label))).toEqual([]);
});

import { Username } from '@alcove/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handleFrom, handleProblem } from './handle.ts';

test('says of every text what the protocol says', () => {
  const near = fc.string({ unit: fc.constantFrom(...'abz019._-A é'), maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (handle) => {
      expect(handleProblem(handle) === null).toBe(Username.safeParse(handle).success);
    }),
    { numRuns: 2_000 },
  );
});

test('makes a handle of a name', () => {
  expect(handleFrom('Inês Carvalho')).toBe('ines.carvalho');
  expect(handleFrom('Søren  Lindqvist')).toBe('soren.lindqvist');
  expect(handleFrom('Ikram Yıldız')).toBe('ikram.yildiz');
  expect(handleFrom('佐藤 葵')).toBe('');
});

test('what it makes of a name is empty, too short or fine', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
      const handle = handleFrom(name);
      expect(handle.length < 2 || handleProblem(handle) === null).toBe(true);
    }),
  );
});

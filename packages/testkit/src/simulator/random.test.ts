import { expect, test } from 'vitest';
import { Random } from './random.ts';

test('the same seed gives the same numbers, in range, and a fork does not move its parent', () => {
  const draw = (random: Random): number[] => Array.from({ length: 50 }, () => random.int(3, 7));
  const [one, other] = [new Random(7), new Random(7)];
  other.fork('somebody').next();
  const numbers = draw(one);
  expect(draw(other)).toEqual(numbers);
  expect(new Set(numbers)).toEqual(new Set([3, 4, 5, 6, 7]));
  expect(draw(new Random(8))).not.toEqual(numbers);
});

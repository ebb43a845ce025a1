import { expect, test } from 'vitest';
import { dragged, squareOf, WHOLE } from './crop.ts';

const WIDE = { width: 400, height: 200 };

test('the largest square from the middle, and closer', () => {
  expect(squareOf(WIDE, WHOLE)).toEqual({ left: 100, top: 0, side: 200 });
  expect(squareOf(WIDE, { zoom: 2, x: 0, y: 1 })).toEqual({ left: 0, top: 100, side: 100 });
});

test('the picture follows the pointer as far as it goes', () => {
  const left = dragged(WIDE, WHOLE, 0.25, 0.5);
  // Nothing to move up or down: the square is as high as the picture.
  expect(squareOf(WIDE, left)).toEqual({ left: 50, top: 0, side: 200 });
  expect(squareOf(WIDE, dragged(WIDE, left, 5, 0)).left).toBe(0);
  expect(squareOf(WIDE, dragged(WIDE, { zoom: 4, x: 0.5, y: 0.5 }, -9, -9))).toEqual({ left: 350, top: 150, side: 50 });
});

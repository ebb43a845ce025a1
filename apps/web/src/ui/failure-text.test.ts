import { FAILURE_CODES } from '@alcove/client';
import { expect, test } from 'vitest';
import { failureText } from './failure-text.ts';

test.each(FAILURE_CODES)('%s has a sentence that ends, and no wrong tone', (code) => {
  const text = failureText({ code, retryAfterSeconds: 200 });
  expect(text).toMatch(/\.$/);
  expect(text).not.toMatch(/!|please|sorry|oops/i);
});

test('a wait is said exactly', () => {
  expect(failureText({ code: 'rate-limited', retryAfterSeconds: 200 })).toContain('Wait 3:20,');
});

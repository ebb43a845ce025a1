import { en } from '@alcove/locales';
import { expect, test } from 'vitest';
import { judgePassphrase } from './judge-passphrase.ts';

test('six characters, three of them different, are enough; what a copy of the disk would cost is said', () => {
  expect(judgePassphrase('', null)).toEqual({ enough: false, hint: en.lock.hint });
  expect(judgePassphrase('1234', 0)).toEqual({ enough: false, hint: en.lock.tooShort(2) });
  expect(judgePassphrase('🦉🦉🦉🦉🦉🦉', 0)).toEqual({ enough: false, hint: en.lock.tooSame });
  expect(judgePassphrase('482913', 1)).toEqual({ enough: true, hint: en.lock.fair });
  expect(judgePassphrase('eleven herons on a quay', null)).toEqual({ enough: true, hint: en.lock.fair });
  expect(judgePassphrase('eleven herons on a quay', 4)).toEqual({ enough: true, hint: en.lock.good });
});

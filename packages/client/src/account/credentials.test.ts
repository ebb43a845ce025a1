import { expect, test } from 'vitest';
import { checkUsername, normalPassword, passwordFault } from './credentials.ts';

function fault(password: string): string | null {
  const name = checkUsername('ana');
  if (!name.ok) throw new Error('ana is a name');
  return passwordFault(name.username, password);
}

test('a user name is taken without case and surrounding space', () => {
  expect(checkUsername('  Ana.Maria ')).toEqual({ ok: true, username: 'ana.maria' });
});

test.each(['', 'a', 'ana maria', 'ana..maria', '-ana', 'ana-', 'анна', 'x'.repeat(33), 'ana\u202E'])(
  '%j is no user name',
  (typed) => {
    expect(checkUsername(typed)).toEqual({ ok: false });
  },
);

test.each(['', 'ninechars', 'aaaaaaaaaaaaaaaa', 'abababababab', 'anaanaana-a', 'x'.repeat(2_000)])(
  '%j is a weak password',
  (password) => {
    expect(fault(password)).toBe('password-weak');
  },
);

test.each(['a lamp in the window', 'Zehn Zeichen', '馬馬虎虎不三不四七上八下', 'ana likes rainy days'])(
  '%j will do',
  (password) => {
    expect(fault(password)).toBeNull();
  },
);

test('the same password typed on two keyboards is the same', () => {
  expect(normalPassword('cafe\u0301 au lait')).toBe(normalPassword('café au lait'));
});

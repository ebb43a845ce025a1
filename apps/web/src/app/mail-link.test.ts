import { expect, test } from 'vitest';
import { mailLinkOf } from './mail-link.ts';

const token = 'A'.repeat(43);

test('a letter’s link is read, and nothing else is taken for one', () => {
  expect(mailLinkOf(`#verify=${token}`)).toEqual({ kind: 'verify', token });
  expect(mailLinkOf(`#reset=${token}`)).toEqual({ kind: 'reset', token });
  for (const hash of [
    '',
    '#',
    '#verify=',
    `#verify=${token}A`,
    `#other=${token}`,
    `#reset=${token}&x=1`,
    `reset=${token}`,
  ])
    expect(mailLinkOf(hash)).toBeNull();
});

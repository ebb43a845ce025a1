/** Every sentence the catalogue can say, those that are functions included, against the words and the tone the house has. */
import { describe, expect, test } from 'vitest';
import { en } from './en/index.ts';
import { REASONS } from './reasons.ts';
import { sentences } from './testing/sentences.ts';

const all = sentences(en, 'en');

/** The right-hand column of the glossary, and the tone. */
const NOT_OURS = [
  'client', 'login', 'leaf', 'seed', 'key backup', 'passphrase', 'cross-sign\\w*', 'trusted keys?', 'fingerprint', 'SAS', 'end-to-end encrypted',
  'key transparency', 'identity reset', 'unable to decrypt', 'decrypt\\w*', 'recovery methods?', 'epoch', 'TTL', 'disappearing', 'webhooks?', 'unencrypted',
  'retention', 'owner', 'moderator', 'please', 'sorry', 'oops',
]; // oxfmt-ignore
const notOurs = new RegExp(`\\b(${NOT_OURS.join('|')})\\b|!`, 'i');

test('the interface keeps to the glossary', () => {
  // The about page may say it.
  const wrong = all.filter(([path, text]) => notOurs.test(text) && path !== 'en.settings.aboutLead');
  expect(wrong).toEqual([]);
  expect(en.settings.aboutLead.replace('end-to-end encrypted', '')).not.toMatch(notOurs);
});

test('quotation marks and apostrophes are the typographic ones', () => {
  expect(all.filter(([, text]) => /["']/.test(text))).toEqual([]);
});

test('each reason of a room has words of its own, and says what did not happen', () => {
  const codes = Object.keys(REASONS);
  expect(codes.length).toBeGreaterThan(90);
  const unknown = [en.rooms.alarm('not-a-code'), en.timeline.couldNotOpen(null, 'not-a-code')];
  for (const code of codes) {
    const said = [en.rooms.alarm(code), en.timeline.couldNotOpen(null, code)];
    expect([code, ...said]).toEqual([code, ...said.filter((text) => !unknown.includes(text))]);
    expect(en.rooms.noRepair(code)).toMatch(/\.$/);
  }
});

test('no sentence shows that something is missing in it', () => {
  expect(all.filter(([, text]) => /undefined|null|NaN|\[object|=>|\$\{| {2}/.test(text))).toEqual([]);
});

describe('what went wrong is said with what is safe and one next step', () => {
  /** Nothing was there yet that could be lost. */
  const NOTHING_TO_LOSE = ['en.failures.empty'];
  const failures = [
    ...sentences(en.failures, 'en.failures'),
    ...sentences(en.devices.door.trouble, 'en.devices.door.trouble'),
  ];
  const parts = (text: string): readonly string[] => text.split(/(?<=[.;:]) /);
  const SAFE = /\b(kept|safe|lost|untouched|nothing|still|stays|stopped|not let in|nobody sees)\b/i;
  const NEXT =
    /^(Add|Ask|Change|Check|Choose|Compare|Enter|Free|Go|Load|Log|Look|Scan|Send|Set|Tell|Try|Turn|Unblock|Use|Wait|Write)\b/i;

  test.each(failures)('%s', (path, text) => {
    const [what = '', ...rest] = parts(text);
    expect(text).toMatch(/\.$/);
    expect(what).not.toMatch(NEXT);
    if (!NOTHING_TO_LOSE.includes(path)) expect(text).toMatch(SAFE);
    expect(rest.some((part) => NEXT.test(part))).toBe(true);
  });
});

/** German against English: nothing is missing, whatever is put into a sentence is said, and the tone is the house's (ux.md, words). */
import { describe, expect, test } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { REASONS } from './reasons.ts';
import { parametersOf, sentences, waysToCall } from './testing/sentences.ts';

type Sentence = (...given: readonly unknown[]) => unknown;
interface Pair {
  readonly path: string;
  readonly english: unknown;
  readonly german: unknown;
}

/** Each sentence beside its translation. */
function pairs(english: unknown, german: unknown, path: string): readonly Pair[] {
  if (typeof english !== 'object' || english === null) return [{ path, english, german }];
  const inside = german as Readonly<Record<string, unknown>>;
  return Object.entries(english).flatMap(([key, value]) => pairs(value, inside[key], `${path}.${key}`));
}
const both = pairs(en, de, 'de');
const functions = both.flatMap(({ path, english, german }) =>
  typeof english === 'function' ? [{ path, english: english as Sentence, german: german as Sentence }] : [],
);
const all = sentences(de, 'de');

test('every sentence has its translation, of the same kind', () => {
  const kinds = both.map(({ path, english, german }) => [path, typeof english, typeof german]);
  expect(kinds.filter(([, english, german]) => english !== german)).toEqual([]);
  expect(both.length).toBeGreaterThan(900);
  expect(sentences(de, '').length).toBe(sentences(en, '').length);
});

test('what an English sentence is told, its translation is told in the same order', () => {
  const differ = functions.filter(
    ({ path, english, german }) =>
      german.length > 0 && parametersOf(english, path).join() !== parametersOf(german, path).join(),
  );
  expect(differ.map(({ path }) => path)).toEqual([]);
});

test('a name, a number or a time that stands in an English sentence stands in its translation', () => {
  const lost: unknown[] = [];
  for (const { path, english, german } of functions) {
    for (const way of waysToCall(english, path)) {
      const [said, translated] = [JSON.stringify(english(...way)), JSON.stringify(german(...way))];
      const told = way.flat().filter((each) => typeof each === 'string' || (typeof each === 'number' && each > 1));
      // A code is looked up, and only an unknown one is shown.
      const shown = told.map(String).filter((each) => each !== '' && each !== 'code' && said.includes(each));
      if (parametersOf(english, path).some((name) => name === 'code' || name === 'kind' || name === 'bytes')) continue;
      const gone = shown.filter((each) => !translated.includes(each));
      if (gone.length > 0) lost.push([path, gone, translated]);
    }
  }
  expect(lost).toEqual([]);
});

test('nothing is left in English', () => {
  /** Words both languages have. */
  const SAME = /^(?:|Alcove|in|Name|Host|Emoji|Code|Server|Status|Passkeys?|Normal)$/;
  const same = both.filter(({ english, german }) => typeof english === 'string' && english === german);
  expect(same.filter(({ german }) => !SAME.test(String(german)))).toEqual([]);
});

/** What the house does not say, in German; whoever is spoken to is "du". */
const NOT_OURS = [
  'Client', 'Login', 'einloggen', 'ausloggen', 'Seed', 'Passphrase', 'Fingerabdruck', 'Ende-zu-Ende\\S*', 'Transparenz\\S*', 'entschlüssel\\S*', 'Epoche', 'TTL',
  'verschwindende', 'Webhooks?', 'unverschlüsselt', 'Besitzer\\S*', 'Eigentümer\\S*', 'Moderator\\S*', 'bitte', 'leider', 'sorry', 'Entschuldigung', 'hoppla', 'ups',
]; // oxfmt-ignore
const notOurs = new RegExp(`(?<!\\p{L})(?:${NOT_OURS.join('|')})(?!\\p{L})|!`, 'iu');
const formal = /(?<=[\p{L},“] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)(?!\p{L})/u;

test('it keeps to the glossary, and says du', () => {
  const about = 'de.settings.aboutLead';
  const wrong = all.filter(([path, text]) => (notOurs.test(text) && path !== about) || formal.test(text));
  expect(wrong).toEqual([]);
  // The about page may say it.
  expect(de.settings.aboutLead.replace('Ende-zu-Ende-verschlüsselt', '')).not.toMatch(notOurs);
});

test('quotation marks and apostrophes are the typographic ones', () => {
  expect(all.filter(([, text]) => /["'”]/.test(text))).toEqual([]);
});

test('no sentence shows that something is missing in it', () => {
  expect(all.filter(([, text]) => /undefined|null|NaN|\[object|=>|\$\{| {2}/.test(text))).toEqual([]);
});

test('each reason of a room has words of its own', () => {
  const unknown = [de.rooms.alarm('not-a-code'), de.timeline.couldNotOpen(null, 'not-a-code')];
  for (const code of Object.keys(REASONS)) {
    const said = [de.rooms.alarm(code), de.timeline.couldNotOpen(null, code)];
    expect([code, ...said]).toEqual([code, ...said.filter((text) => !unknown.includes(text))]);
    expect(de.rooms.noRepair(code)).toMatch(/\.$/);
  }
});

describe('what went wrong is said with what is safe and one next step', () => {
  const failures = [
    ...sentences(de.failures, 'de.failures'),
    ...sentences(de.devices.door.trouble, 'de.devices.door.trouble'),
  ];
  const SAFE =
    /(?<!\p{L})(?:bleib\w*|sicher|verloren|unberührt|nichts|angehalten|laufen weiter|niemand|lesbar|nicht hereingelassen)(?!\p{L})/iu;
  const NEXT =
    /^(?:Füge?|Frag|Ändere?|Prüfe|Wähle|Vergleiche|Gib|Schaff|Geh|Lade|Melde|Sieh|Scanne|Sende|Stell|Sag|Versuch|Weise|Nimm|Warte|Schreib|Fordere|Mach)(?!\p{L})/u;

  test.each(failures)('%s', (path, text) => {
    const [what = '', ...rest] = text.split(/(?<=[.;:]) /);
    expect(text).toMatch(/\.$/);
    expect(what).not.toMatch(NEXT);
    if (path !== 'de.failures.empty') expect(text).toMatch(SAFE);
    expect(rest.some((part) => NEXT.test(part))).toBe(true);
  });
});

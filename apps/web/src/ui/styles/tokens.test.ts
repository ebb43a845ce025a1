/**
 * Parts of the interface take every colour, size, corner, shadow, duration and weight from the tokens, so that a look is changed in
 * one place and is one look. What may be written in place: nothing (0), parts of what is there (%, fr, of the window), and parts of
 * the text beside (em, ch).
 */
import { expect, test } from 'vitest';
import { declarationsOf, ofParts, ofTokens, type Declaration } from './tokens/stylesheets.ts';

/** Where the layout changes, in CSS pixels: media queries cannot ask a token. */
const BREAKPOINTS = new Set(['359px', '599px', '899px', '999px', '1000px', '1199px', '1279px']);

/** What is written in place all the same, and why. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['html font-size 100%', 'the reader’s own text size'],
  ['@page margin 24mm', 'a page of paper has no tokens'],
]);

/** React Aria tells how much of the window a keyboard leaves. */
const SET_BY_LIBRARIES = new Set(['--visual-viewport-height']);

const COLOUR = /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|light-dark)\(|color-mix\(.*%/i;
/** Words that may stand where colours stand: none of them is a colour that does not follow the theme or the system. */
const WORDS = new Set(
  `transparent currentColor Canvas CanvasText Highlight HighlightText ButtonText ButtonBorder GrayText inherit none auto solid dashed dotted
  color-mix in srgb linear-gradient repeating-linear-gradient to left right center no-repeat var calc inset`.split(
    /\s+/,
  ),
);
const COLOURED = /(?:^|-)(?:color|background|border|outline|fill|stroke)(?:-(?:block|inline)(?:-start|-end)?)?$/;
const TIME = /\d(?:ms|s)\b/;
const EASING = /\b(?:ease|ease-in|ease-out|ease-in-out|linear|step-start|step-end)\b|cubic-bezier\(|steps\(|linear\(/;
const LENGTH = /(?:\d|\.)(?:px|rem|mm|cm|in|pt|pc|q|ex|cap|lh|rlh)\b/i;
const TYPE = /^(?:font|font-family|font-size|font-weight|line-height|letter-spacing|stroke-width)$/;
/** What may be left of type: its sizes are computed from tokens, or are those of what is around. */
const OF_TYPE = new Set(['', 'inherit', 'none', 'calc*']);

const scripts = import.meta.glob<string>('../../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });

/** What is left of a value when its tokens are taken away, and lengths of nothing. */
const bare = (value: string): string => value.replace(/var\(--[\w-]+/g, 'var(').replace(/(?<![\d.])0px\b/g, '0');
const words = (value: string): string[] => value.replace(/[\d.]+(?:[a-z]+\b|%)?/gi, ' ').match(/[a-z][a-z-]*/gi) ?? [];

function faultOf({ property, value }: Declaration): string | null {
  const rest = bare(value);
  const plain = rest.replace(/var|[()\s/,]|(?<![\d.])0(?![\d.])/g, '');
  if (COLOUR.test(rest)) return 'a colour';
  if (COLOURED.test(property) && words(rest).some((word) => !WORDS.has(word))) return 'a colour';
  if (property.endsWith('radius') && plain !== '' && plain !== 'inherit') return 'a corner';
  if (property.endsWith('shadow') && /\d|inset/.test(rest.replace(/var/g, ''))) return 'a shadow';
  if (TIME.test(rest)) return 'a duration';
  if (/^(?:transition|animation)/.test(property) && EASING.test(rest)) return 'an easing';
  if (TYPE.test(property) && !OF_TYPE.has(plain)) return 'type';
  if (property === 'z-index' && !rest.includes('var')) return 'an order';
  return LENGTH.test(rest) ? 'a length' : null;
}

function faultsOf(declarations: readonly Declaration[]): string[] {
  return declarations.flatMap((declaration) => {
    const { file, line, within, property, value } = declaration;
    const place = `${within.at(-1) ?? ''} ${property} ${value}`;
    if (within.some((at) => at.startsWith('@font-face')) || EXCEPTIONS.has(place)) return [];
    const fault = faultOf(declaration);
    return fault === null ? [] : [`${file}:${String(line)} ${place}: ${fault} that no token names`];
  });
}

test('parts take their values from the tokens', () => {
  expect(ofParts.length).toBeGreaterThan(2000);
  expect(faultsOf(ofParts)).toEqual([]);
});

test.each([
  ['color: #fff', 'a colour'],
  ['background: rgb(0 0 0 / 0.5)', 'a colour'],
  ['color: white', 'a colour'],
  ['border: var(--hair) solid red', 'a colour'],
  ['background: color-mix(in srgb, var(--ink) 5%, transparent)', 'a colour'],
  ['border-radius: 4px', 'a corner'],
  ['border-radius: 50%', 'a corner'],
  ['box-shadow: 0 0 0 2px var(--ink)', 'a shadow'],
  ['animation: turn 0.9s var(--ease)', 'a duration'],
  ['transition: opacity var(--quick) ease-out', 'an easing'],
  ['font: 600 var(--t-13)', 'type'],
  ['font-weight: bold', 'type'],
  ['font-family: Arial', 'type'],
  ['line-height: 1.2', 'type'],
  ['letter-spacing: -0.01em', 'type'],
  ['stroke-width: 2', 'type'],
  ['z-index: 3', 'an order'],
  ['padding: 3px var(--s-2)', 'a length'],
  ['margin-inline: -0.5rem', 'a length'],
])('%s is refused as %s', (css, fault) => {
  const [declaration] = declarationsOf('a.css', `.a { ${css}; }`);
  expect(declaration && faultOf(declaration)).toBe(fault);
});

test.each([
  'padding: 0 var(--s-2)',
  'margin: calc(-1 * var(--s-1)) auto',
  'inline-size: min(100%, var(--dialog))',
  'block-size: 100dvh',
  'padding-inline-start: 1.5em',
  'grid-template-columns: repeat(3, minmax(0, 1fr))',
  'color: color-mix(in srgb, var(--hue) var(--hue-share), var(--ink))',
  'border-block-end: var(--hair) solid var(--line)',
  'box-shadow: var(--rim) var(--line), var(--lift-1)',
  'font: var(--w-title) calc(var(--d) * var(--initials)) / var(--lh-flat) var(--font)',
  'border-radius: var(--r-1) 0 0',
  'z-index: calc(var(--z-sheet) - 1)',
])('%s is taken', (css) => {
  expect(declarationsOf('a.css', `.a { ${css}; }`).map(faultOf)).toEqual([null]);
});

test('layouts change at the same widths everywhere', () => {
  const asked = new Set(ofParts.flatMap(({ within }) => within.filter((at) => at.startsWith('@media'))));
  const widths = [...asked].flatMap((media) => media.match(/[\d.]+(?:px|rem|em)\b/g) ?? []);
  expect(widths.length).toBeGreaterThan(0);
  const inScripts = Object.values(scripts).flatMap((text) => text.match(/(?<=\(min-width: )\d+(?=px)/g) ?? []);
  const allWidths = [...widths, ...inScripts.map((width) => `${String(Number(width) - 1)}px`)];
  expect(inScripts.length).toBeGreaterThan(0);
  expect(allWidths.filter((width) => !BREAKPOINTS.has(width))).toEqual([]);
});

test('every token that is used is there, and every token that is there is used', () => {
  const all = [...ofTokens, ...ofParts];
  const own = new Set(all.filter(({ property }) => property.startsWith('--')).map(({ property }) => property));
  const used = new Set(all.flatMap(({ value }) => value.match(/--[\w-]+/g) ?? []));
  expect([...used].filter((name) => !own.has(name) && !SET_BY_LIBRARIES.has(name))).toEqual([]);
  const tokens = new Set(ofTokens.map(({ property }) => property).filter((property) => property.startsWith('--')));
  expect([...tokens].filter((name) => !used.has(name))).toEqual([]);
});

test('no script writes a style or a colour', () => {
  const parts = Object.entries(scripts).filter(([path]) => !path.endsWith('.test.ts') && !path.startsWith('./tokens/'));
  expect(parts.length).toBeGreaterThan(100);
  const found = parts.flatMap(([path, text]) =>
    (text.match(/\bstyle=|(?<!\/)#[\da-f]{3,8}\b(?!\/)|\brgba?\(|\bhsla?\(/gi) ?? []).map(
      (piece) => `${path} ${piece}`,
    ),
  );
  // A picture without transparency has a ground of its own, whatever the theme is when it is made.
  expect(found).toEqual(['../../features/settings/you/encode.ts #fff']);
});

const pages = import.meta.glob<string>('../../../index.html', { query: '?raw', import: 'default', eager: true });

test('the window around the page has the colour of the wall', () => {
  const wall = ofTokens.find(({ property }) => property === '--wall');
  const [page = ''] = Object.values(pages);
  const metas = page.match(/(?<=name="theme-color" content=")[^"]+/g) ?? [];
  expect(wall?.value).toBe(`light-dark(${metas.join(', ')})`);
});

/**
 * What stands on what, and that it is seen there: text at 4.5:1, marks and outlines that alone tell something at 3:1 (WCAG 2.2, 1.4.3
 * and 1.4.11), by the values of the tokens, day and evening, with more contrast and without, under the pointer, pressed and chosen.
 */
import { describe, expect, test } from 'vitest';
import { contrast, mix, over, Palette, type Colour } from './colours.ts';
import { ofTokens } from './stylesheets.ts';

const TEXT = 4.5;
const MARK = 3;

const WALLS = ['wall', 'wall-press', 'dusk', 'dusk-press', 'wall-well over wall', 'wall-well over dusk'];
const RECESSES = ['recess', 'sunk', 'raised', 'here'];
const NOTICES = ['lamp-soft', 'brick-soft'];
/** Chosen, marked with the pointer, lit up because one was led to it. */
const CHOSEN = ['accent-soft'];
const PLACES = [...WALLS, ...RECESSES, ...CHOSEN];
/** A button with words or a sign under the pointer, wherever one stands; what is on it turns to full ink. */
const PRESSABLE = [...WALLS.slice(0, 4), ...RECESSES, ...NOTICES, ...CHOSEN];
const HOVERED = PRESSABLE.flatMap((ground) => [`hover over ${ground}`, `hover-sign over ${ground}`]);
/** Where buttons with an outline stand. */
const OUTLINED = ['wall', 'dusk', ...RECESSES, ...NOTICES];

const numbered = (name: string): string[] => Array.from({ length: 12 }, (_, n) => `${name}-${String(n + 1)}`);
const PEOPLE = numbered('hue');

interface Pairs {
  readonly least: number;
  readonly upon: readonly string[];
  readonly stand: readonly string[];
}
const PAIRS: readonly Pairs[] = [
  { least: TEXT, stand: ['ink', 'ink-2', 'ink-3', 'accent', 'accent-hover'], upon: [...PLACES, ...NOTICES] },
  { least: TEXT, stand: ['ink', 'accent', 'accent-hover'], upon: HOVERED },
  { least: TEXT, stand: ['brick', 'lamp-text'], upon: [...PLACES, ...NOTICES] },
  { least: TEXT, stand: PEOPLE, upon: PLACES },
  { least: TEXT, stand: ['code-key', 'code-str', 'code-num', 'code-fn', 'code-rem'], upon: ['sunk', 'recess'] },
  { least: TEXT, stand: ['ink-on-accent'], upon: ['accent', 'accent-hover'] },
  { least: TEXT, stand: ['lamp-ink'], upon: ['lamp'] },
  { least: TEXT, stand: ['wall'], upon: ['ink'] },
  { least: TEXT, stand: ['recess'], upon: ['ink', 'on-ink over ink', 'brick'] },
  { least: TEXT, stand: ['paper-ink', 'paper-ink-2', 'paper-accent'], upon: ['paper'] },
  { least: TEXT, stand: ['qr-ink'], upon: ['qr-ground'] },
  // The ring of the focus, chosen outlines, the state of somebody on their portrait.
  { least: MARK, stand: ['accent'], upon: [...PLACES, ...NOTICES, ...HOVERED, ...numbered('ground')] },
  { least: MARK, stand: ['lamp-mark'], upon: PLACES },
  { least: MARK, stand: ['line-strong'], upon: [...PLACES, ...NOTICES] },
  { least: MARK, stand: ['line-strong'], upon: OUTLINED.map((ground) => `hover over ${ground}`) },
];

/** What tells nothing alone: it parts things that are told apart without it, edges what has words, or is a picture. */
const TELLS_NOTHING = new Set(
  `scrim line line-wall line-dusk line-field accent-line brick-line lamp-glow lamp-near lamp-fade niche-top niche-low reveal shelf
  shelf-edge cord shade shade-rim jamb bulb bulb-near bulb-far paper-line paper-veil paper-veil-2`.split(/\s+/),
);

/** An opaque ground: a token, or one over another. */
function groundOf(palette: Palette, name: string): Colour {
  const [top = '', below] = name.split(' over ');
  return below === undefined ? palette.of(top) : over(palette.of(top), palette.of(below));
}

function tooFaint(palette: Palette, { least, stand, upon }: Pairs): string[] {
  return stand.flatMap((name) =>
    upon.flatMap((ground) => {
      const ratio = contrast(palette.of(name), groundOf(palette, ground));
      return ratio >= least ? [] : [`${name} on ${ground}: ${ratio.toFixed(2)} of ${String(least)}`];
    }),
  );
}

describe.each([
  ['light', false],
  ['dark', false],
  ['light', true],
  ['dark', true],
] as const)('%s, more contrast: %s', (theme, more) => {
  const palette = new Palette(theme, more);

  test('text, marks and outlines are seen wherever they stand', () => {
    expect(PAIRS.flatMap((pairs) => tooFaint(palette, pairs))).toEqual([]);
  });

  test('initials are read on every portrait', () => {
    const share = Number.parseFloat(ofTokens.find(({ property }) => property === '--hue-share')?.value ?? '') / 100;
    const ratios = PEOPLE.map((hue) =>
      contrast(mix(palette.of(hue), palette.of('ink'), share), palette.of(hue.replace('hue', 'ground'))),
    );
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(TEXT);
  });
});

test.each(['light', 'dark'] as const)('who asks for more contrast sees every line, %s', (theme) => {
  const palette = new Palette(theme, true);
  const pairs = [
    { least: MARK, stand: ['line', 'line-field'], upon: RECESSES },
    { least: MARK, stand: ['line-wall'], upon: ['wall', 'wall-press'] },
    { least: MARK, stand: ['line-dusk'], upon: ['dusk', 'dusk-press'] },
  ];
  expect(pairs.flatMap((each) => tooFaint(palette, each))).toEqual([]);
});

test('every colour is judged, or tells nothing alone', () => {
  const judged = new Set([
    ...PAIRS.flatMap(({ stand, upon }) => [...stand, ...upon.flatMap((ground) => ground.split(' over '))]),
    ...TELLS_NOTHING,
  ]);
  const inColours = ofTokens.filter(({ file, property }) => file.endsWith('colour.css') && property.startsWith('--'));
  const names = inColours.map(({ property }) => property.slice(2)).filter((name) => name !== 'hue-share');
  expect(names.length).toBeGreaterThan(80);
  expect(names.filter((name) => !judged.has(name))).toEqual([]);
});

test('the ratio is that of WCAG', () => {
  const palette = new Palette('light', false);
  expect(contrast(palette.of('#000000'), palette.of('#ffffff'))).toBeCloseTo(21, 5);
  expect(contrast(palette.of('#767676'), palette.of('#ffffff'))).toBeCloseTo(4.54, 2);
  expect(over(palette.of('rgb(0 0 0 / 0.5)'), palette.of('#ffffff'))).toEqual([0.5, 0.5, 0.5, 1]);
  expect(palette.of('color-mix(in srgb, #ff0000 25%, transparent)')).toEqual([1, 0, 0, 0.25]);
});

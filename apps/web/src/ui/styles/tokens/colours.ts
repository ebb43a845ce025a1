/** What the colour tokens come to in a theme, and how well one is seen on another (WCAG 2.2, "contrast ratio"). For tests. */
import { ofTokens } from './stylesheets.ts';

export type Theme = 'light' | 'dark';
/** sRGB channels and opacity, each from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const CLEAR: Colour = [0, 0, 0, 0];

/** The parts of a function's arguments, by the commas that stand outside of parentheses. */
function argumentsOf(call: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of call.slice(call.indexOf('(') + 1, -1)) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

function hex(value: string): Colour {
  const channel = (at: number): number => Number.parseInt(value.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5), 1];
}

function rgb(value: string): Colour {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (value.match(/[\d.]+/g) ?? []).map(Number);
  return [red / 255, green / 255, blue / 255, alpha];
}

/** `share` of the first and the rest of the second, as color-mix(in srgb) has it: what is clear only thins. */
export function mix(first: Colour, second: Colour, share: number): Colour {
  const alpha = first[3] * share + second[3] * (1 - share);
  const channel = (at: 0 | 1 | 2): number =>
    alpha === 0 ? 0 : (first[at] * first[3] * share + second[at] * second[3] * (1 - share)) / alpha;
  return [channel(0), channel(1), channel(2), alpha];
}

/** What one sees of `colour` where it lies on an opaque `ground`. */
export const over = (colour: Colour, ground: Colour): Colour => {
  const channel = (at: 0 | 1 | 2): number => colour[at] * colour[3] + ground[at] * (1 - colour[3]);
  return [channel(0), channel(1), channel(2), 1];
};

function luminance(colour: Colour): number {
  const linear = (at: 0 | 1 | 2): number =>
    colour[at] <= 0.04045 ? colour[at] / 12.92 : ((colour[at] + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
}

/** From 1 to 21, of two opaque colours. */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The tokens as one theme has them; with what people see who ask for more contrast, if `more`. Throws for what is no colour. */
export class Palette {
  readonly #values = new Map<string, string>();
  readonly #theme: Theme;

  constructor(theme: Theme, more: boolean) {
    this.#theme = theme;
    for (const { within, property, value } of ofTokens) {
      const media = within.find((at) => at.startsWith('@media'));
      if (media === undefined || (more && media.includes('prefers-contrast'))) this.#values.set(property, value);
    }
  }

  /** Of a token by its name without the dashes, or of a value as it is written. */
  of(value: string): Colour {
    if (value.startsWith('#')) return hex(value);
    if (value.startsWith('rgb(')) return rgb(value);
    if (value === 'transparent') return CLEAR;
    if (value.startsWith('var(')) return this.of(value.slice('var(--'.length, -1));
    if (value.startsWith('light-dark(')) return this.of(argumentsOf(value)[this.#theme === 'light' ? 0 : 1] ?? '');
    if (value.startsWith('color-mix(in srgb')) {
      const [, first = '', second = ''] = argumentsOf(value);
      const at = first.lastIndexOf(' ');
      return mix(this.of(first.slice(0, at)), this.of(second), Number.parseFloat(first.slice(at)) / 100);
    }
    const token = this.#values.get(`--${value}`);
    if (token === undefined) throw new Error(`${value} is no colour of the tokens`);
    return this.of(token);
  }
}

/**
 * The stylesheets of the app as they are written, for the tests that hold them to the tokens. It knows blocks, declarations and
 * comments, and nothing of what they mean.
 */
export interface Declaration {
  /** Where it is written: path, line from 1, and the selectors and at-rules around it, outermost first. */
  readonly file: string;
  readonly line: number;
  readonly within: readonly string[];
  readonly property: string;
  readonly value: string;
}

const onOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Every declaration of a stylesheet, in order. */
export function declarationsOf(file: string, css: string): Declaration[] {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, blank);
  const found: Declaration[] = [];
  const within: string[] = [];
  let start = 0;
  for (const { 0: sign, index } of text.matchAll(/[{};]/g)) {
    const piece = text.slice(start, index);
    if (sign === '{') within.push(onOneLine(piece));
    const colon = piece.indexOf(':');
    if (sign !== '{' && within.length > 0 && colon > 0) {
      const line = text.slice(0, start + piece.search(/\S/)).split('\n').length;
      const property = piece.slice(0, colon).trim();
      found.push({ file, line, within: [...within], property, value: onOneLine(piece.slice(colon + 1)) });
    }
    if (sign === '}') within.pop();
    start = index + 1;
  }
  return found;
}

const written = import.meta.glob<string>('../../../**/*.css', { query: '?raw', import: 'default', eager: true });
const here = (path: string): string => path.replace(/^(?:\.\.\/)+/, '').replace(/^\.\.?\//, 'ui/styles/tokens/');

const all = Object.entries(written).flatMap(([path, css]) => declarationsOf(here(path), css));
const isToken = ({ file }: Declaration): boolean => file.startsWith('ui/styles/tokens/');

/** What defines the tokens, and what has to use them. */
export const ofTokens: readonly Declaration[] = all.filter(isToken);
export const ofParts: readonly Declaration[] = all.filter((declaration) => !isToken(declaration));

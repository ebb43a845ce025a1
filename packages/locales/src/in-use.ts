/**
 * The catalogue in use, as one object that stays the same: every sentence is looked up when it is read, so that a language chosen later holds
 * for whatever is shown from then on. A part of it may be kept (`const words = t.settings`), a sentence may not: read while a module
 * loads, it stays in the language of that moment (scripts/words-in-use.ts finds those).
 *
 * Owns: which language is in use. Does not own: who chose it, where that is kept, and what is drawn again.
 */
import type { Catalogue } from './catalogue.ts';
import { en } from './en/index.ts';
import { ABOUT, catalogueOf, type Language } from './languages.ts';

export interface InUse {
  readonly language: Language;
  /** The form of the language that dates, numbers and lists are written in, with the hours of a day if somebody chose them (BCP 47). */
  readonly locale: string;
}

type Part = Readonly<Record<string, unknown>>;

let catalogue: Catalogue = en;
let inUse: InUse = { language: 'en', locale: ABOUT.en.locale };
/** Counts what was asked for: of two, the one asked for last holds, whichever arrives first. */
let asked = 0;
const listeners = new Set<() => void>();

/** Lists are read whole. */
function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lookUp(shape: Part, now: () => Part): Part {
  const view = {};
  for (const [key, value] of Object.entries(shape)) {
    const get = isPart(value) ? asItIs(lookUp(value, () => now()[key] as Part)) : () => now()[key];
    Object.defineProperty(view, key, { enumerable: true, get });
  }
  return view;
}

const asItIs =
  <T>(value: T) =>
  (): T =>
    value;

/** Every sentence, in the language in use. */
export const t = lookUp(en, () => catalogue) as Catalogue;

export function languageInUse(): InUse {
  return inUse;
}

/** Answers how to stop listening. */
export function whenLanguageChanges(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Rejects, and changes nothing, where the language cannot be fetched. */
export async function speak(next: InUse): Promise<void> {
  const turn = ++asked;
  const fetched = await catalogueOf(next.language);
  if (turn !== asked || (next.language === inUse.language && next.locale === inUse.locale)) return;
  catalogue = fetched;
  inUse = next;
  for (const listener of listeners) listener();
}

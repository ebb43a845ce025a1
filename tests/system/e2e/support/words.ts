/** The interface's own words as patterns: names in sentences carry invisible direction marks that a test need not spell. */
import { en } from '@alcove/locales';

/** The server has it; whoever else has it by the time one looks. */
export const STORED = new RegExp([en.timeline.sent, en.timeline.delivered, en.timeline.read].join('|'), 'u');

const ISOLATES = /[\u2066-\u2069]/g;

/** Matches the whole text, whatever isolates stand around the names in it. */
export function words(text: string): RegExp {
  const letters = [...text.replaceAll(ISOLATES, '')].map((letter) => letter.replace(/[\\^$.*+?()[\]{}|]/u, '\\$&'));
  return new RegExp(`^[\\u2066-\\u2069]*${letters.join('[\\u2066-\\u2069]*')}[\\u2066-\\u2069]*$`, 'u');
}

/** The same anywhere inside a longer text. */
export function within(text: string): RegExp {
  return new RegExp(words(text).source.slice(1, -1), 'u');
}

/** A sentence of the catalogue for an attribute or a label: without the isolates, which are for the eye alone. */
import { ISOLATE_END, ISOLATE_START } from '@alcove/locales';

const ISOLATES = new RegExp(`[${ISOLATE_START}${ISOLATE_END}]`, 'gu');

export function spoken(sentence: string): string {
  return sentence.replace(ISOLATES, '');
}

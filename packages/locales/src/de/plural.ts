/** German: plurals of one and other, and lists. */
import { grammarOf } from '../grammar.ts';

export { minutesSeconds } from '../grammar.ts';
export const { plural, listOf } = grammarOf('de', (count) => `${count} weitere`);

/** English: plurals of one and other, and lists without a comma before the last. */
import { grammarOf } from '../grammar.ts';

export { minutesSeconds } from '../grammar.ts';
export const { plural, listOf } = grammarOf('en-GB', (count) => `${count} more`);

/**
 * The one catalogue of words, for web and terminal. Plain objects and functions: a sentence with a number in it is a function, and
 * plurals come from Intl. Sections follow the features. Words follow the house's glossary (docs): device, host, recovery code,
 * "only these people can read this".
 */
export { en, type Catalogue } from './en/index.ts';
export type { FailureSentence } from './en/failures.ts';
export { ISOLATE_END, ISOLATE_START, isolated, listOf } from './isolate.ts';

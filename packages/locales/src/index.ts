/**
 * The words of every interface: a catalogue a language. Plain objects and functions: a sentence with a number in it is a function, and
 * plurals come from Intl. Sections follow the features. Words follow the house's glossary (docs): device, host, recovery code,
 * "only these people can read this". What is shown reads `t`, the catalogue in use; `en` is English alone, for tests; `catalogueOf` is any of them, for letters.
 */
export type { Catalogue } from './catalogue.ts';
export { en } from './en/index.ts';
export type { FailureSentence } from './failure-sentence.ts';
export { languageInUse, speak, t, whenLanguageChanges, type InUse } from './in-use.ts';
export { ISOLATE_END, ISOLATE_START, isolated } from './isolate.ts';
export {
  ABOUT as ABOUT_LANGUAGES,
  bestOf,
  catalogueOf,
  isLanguage,
  LANGUAGES,
  localeOf,
  withHours,
  type Language,
} from './languages.ts';

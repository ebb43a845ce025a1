/**
 * React Aria brings its few sentences in thirty languages. The interface speaks the catalogue's languages only, so every other
 * language's file is answered with the English one: some 30 KB less on the first load, and no sentence in a language of its own.
 */
import type { Plugin } from 'vite';

const FOREIGN =
  /[\\/]react-(?:aria|stately|aria-components)[\\/].*[\\/]intl[\\/].*[\\/](?!en-US|de-DE)[a-z]{2}-[A-Z]{2}\.mjs$/;

export function ourLanguages(): Plugin {
  return {
    name: 'alcove-our-languages',
    enforce: 'pre',
    load: {
      filter: { id: FOREIGN },
      handler: () => `export { default } from './en-US.mjs';`,
    },
  };
}

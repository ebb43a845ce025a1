/** Asks for the Latin face with the HTML, so that it usually arrives before the first paint. */
import type { Plugin } from 'vite';

export function preloadFont(): Plugin {
  return {
    name: 'alcove-preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const font = Object.keys(bundle ?? {}).find((file) => /onest-latin-wght-normal-.*\.woff2$/.test(file));
        if (font === undefined) throw new Error('the build has no Latin face');
        const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: '' };
        return [{ tag: 'link', attrs, injectTo: 'head' as const }];
      },
    },
  };
}

/**
 * The first script asks for the page's own code only when it runs; the HTML asks for it, and for what that imports, at once. The worker's is left
 * out: no browser takes a worker from what was preloaded.
 */
import type { Plugin } from 'vite';

export function preloadPage(): Plugin {
  return {
    name: 'alcove-preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const page = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/page.tsx') === true,
        );
        if (page?.type !== 'chunk') throw new Error('the build has no chunk for the page');
        return [page.fileName, ...page.imports]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: '', href: `/${file}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}

/**
 * Builds the page, its worker and the service worker. No inline script or style anywhere: the content policy of the server (and of
 * `vite preview` here, the same one) forbids them. ALCOVE_GALLERY=1 builds gallery.html instead, every state with demo data, into dist-gallery.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';
import { ourLanguages } from './build/our-languages.ts';
import { precache } from './build/precache.ts';
import { preloadFont } from './build/preload-font.ts';
import { preloadPage } from './build/preload-page.ts';

const isGallery = process.env['ALCOVE_GALLERY'] === '1';
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** React Aria writes one constant style element (touch-action of pressable things); its hash follows the library's version. */
const ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self' ${ARIA_STYLE}`,
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types alcove',
].join('; ');

export default defineConfig({
  root: at('.'),
  resolve: {
    alias: {
      // Its browser build decodes by innerHTML: the content policy refuses that on the page, and a worker has no document at all.
      'decode-named-character-reference': fileURLToPath(import.meta.resolve('decode-named-character-reference')),
    },
  },
  plugins: [
    react(),
    ourLanguages(),
    preloadFont(),
    ...(isGallery ? [] : [preloadPage(), precache(at('./public')), compressed()]),
  ],
  worker: { format: 'es' },
  build: {
    target: 'es2024',
    outDir: isGallery ? 'dist-gallery' : 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: isGallery ? { gallery: at('./gallery.html') } : { index: at('./index.html'), sw: at('./sw/sw.ts') },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  preview: { headers: { 'Content-Security-Policy': POLICY } },
});

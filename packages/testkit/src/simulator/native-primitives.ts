/**
 * For simulations, the two slowest primitives come from OpenSSL instead of JavaScript: Ed25519 and X25519, the same functions with the
 * same bytes, ten times as fast. The product's code is not touched: its imports are answered with other modules, in this process alone,
 * which therefore must happen before anything of it is loaded.
 *
 * What crafted signatures and unsound keys do is for the tests of packages/crypto and the hostile server: here everybody is honest.
 */
import { registerHooks } from 'node:module';

const REPLACED: readonly { readonly specifier: string; readonly from: RegExp; readonly by: string }[] = [
  { specifier: '@noble/curves/ed25519.js', from: /\/crypto\/src\//, by: './native/ed25519.ts' },
  { specifier: './primitives/x25519.js', from: /\/@hpke\/dhkem-x25519\//, by: './native/x25519.ts' },
];

export function takeNativePrimitives(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = '' } = context;
      const found = REPLACED.find((each) => each.specifier === specifier && each.from.test(parentURL));
      return found === undefined
        ? next(specifier, context)
        : { url: new URL(found.by, import.meta.url).href, format: 'module-typescript', shortCircuit: true };
    },
  });
}

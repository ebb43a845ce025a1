/**
 * For simulations, the primitives come from OpenSSL instead of JavaScript: the same functions with the same bytes, several times as fast. The
 * product's code is not touched: its imports are answered with other modules, in this process alone, which therefore must happen before
 * anything of it is loaded. Passwords are stretched hardly at all, which is the one thing that gives other bytes.
 *
 * What crafted signatures and unsound keys do is for the tests of packages/crypto and the hostile server: here everybody is honest.
 */
import { registerHooks } from 'node:module';

interface Replaced {
  readonly specifier: RegExp;
  readonly from: RegExp;
  readonly by: string;
  readonly wraps?: true;
}

const REPLACED: readonly Replaced[] = [
  { specifier: /^@noble\/curves\/ed25519\.js$/, from: /\/crypto\/src\//, by: './native/ed25519.ts' },
  { specifier: /^@noble\/hashes\/(sha2|hmac|hkdf)\.js$/, from: /\/crypto\/src\/|\/ts-mls\//, by: './native/hashes.ts' },
  { specifier: /^@noble\/ciphers\/(aes|chacha)\.js$/, from: /\/crypto\/src\/|\/ts-mls\//, by: './native/ciphers.ts' },
  { specifier: /^\.\/primitives\/x25519\.js$/, from: /\/@hpke\/dhkem-x25519\//, by: './native/x25519.ts' },
  { specifier: /^@serenity-kit\/opaque$/, from: /\/crypto\/src\//, by: './native/opaque.ts', wraps: true },
];

export function takeNativePrimitives(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = '' } = context;
      const found = REPLACED.find((each) => each.specifier.test(specifier) && each.from.test(parentURL));
      if (found === undefined) return next(specifier, context);
      const by = new URL(found.by, import.meta.url);
      // Where what it stands for is, for those that need it.
      if (found.wraps === true) by.searchParams.set('of', next(specifier, context).url);
      return { url: by.href, format: 'module-typescript', shortCircuit: true };
    },
  });
}

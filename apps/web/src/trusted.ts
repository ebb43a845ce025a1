/**
 * The page's one Trusted Types policy. The content policy has require-trusted-types-for 'script', so a worker or service worker
 * starts only from a URL that passed here, and it must be of this origin.
 */
interface Policy {
  createScriptURL(input: string): unknown;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (input: string) => string }): Policy;
}

function sameOrigin(input: string): string {
  if (new URL(input, location.href).origin !== location.origin) throw new TypeError('a script of another origin');
  return input;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
const policy = factory?.createPolicy('alcove', { createScriptURL: sameOrigin });

/** A trusted URL; typed as the string it stands for, because the DOM's types know nothing else. */
export function scriptUrl(path: string): string {
  return policy === undefined ? sameOrigin(path) : (policy.createScriptURL(path) as string);
}

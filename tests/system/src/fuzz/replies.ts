/**
 * What a client reads over HTTP: to every route, answers that are sound, the same with one place spoiled, torn JSON and none at all. It
 * takes them for what they are, for a refusal, or for garbage; it never throws.
 */
import { answered, createNodeHttp } from '@alcove/platform-node';
import { ROUTE, utf8, type RouteName } from '@alcove/protocol';
import fc from 'fast-check';
import type { Decoder } from './decoders.ts';
import { shapeOf, sound, spoiled } from './shapes.ts';

const TOLD: ReadonlySet<string> = new Set(['ok', 'refused', 'garbage', 'unreachable']);
const noCookies = { load: () => Promise.resolve(null), save: () => Promise.resolve() };

export function replyDecoders(known: readonly string[], seed: number): Decoder[] {
  return (Object.keys(ROUTE) as RouteName[]).map((name) => {
    const good = sound(shapeOf(ROUTE[name].reply), known);
    const [first] = fc.sample(good, { numRuns: 1, seed });
    return {
      name: `answers to ${name}`,
      sample: utf8(JSON.stringify(first ?? {})),
      more: fc.oneof(good, spoiled(good)).map((value) => utf8((JSON.stringify(value) ?? '').toWellFormed())),
      read: (bytes) => readReply(name, new TextDecoder().decode(bytes)),
    };
  });
}

/** Under a status that says it went well, and one that says no. */
async function readReply(name: RouteName, text: string): Promise<void> {
  for (const status of [200, 409]) {
    const http = createNodeHttp('https://fuzzed.example', noCookies, () => Promise.resolve(answered(status, text)));
    const outcome = await http.request(name, {}, { kind: 'none' });
    if (!TOLD.has(outcome.kind)) throw new Error(`${outcome.kind} is no outcome`);
  }
}

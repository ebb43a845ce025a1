/**
 * Finds sentences of the catalogue in use that are read while a module loads: they would stay in the language of that moment. And whoever
 * imports English by name where the language in use is meant.
 *
 * Owns: what counts as read too early. Parts may be kept (`const words = t.settings`), sentences not. Runs as a test.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '@alcove/locales';
import { parseSync } from 'rolldown/utils';

/** A node of the tree as the parser hands it out (ESTree with TypeScript's). */
interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}
type Names = ReadonlyMap<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const isPart = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** What a part holds under a name that is known only later. */
const anyOf = (part: Readonly<Record<string, unknown>>): unknown => Object.values(part).find((value) => !isPart(value));

/** What of the catalogue stands there; undefined: nothing of it. */
function valueOf(node: unknown, names: Names): unknown {
  if (!isNode(node)) return undefined;
  if (node.type === 'Identifier') return names.get(String(node['name']));
  if (/^TS(?:As|Satisfies|NonNull)Expression$/.test(node.type)) return valueOf(node['expression'], names);
  if (node.type !== 'MemberExpression') return undefined;
  const part = valueOf(node['object'], names);
  if (!isPart(part)) return undefined;
  const property = node['property'] as Node;
  return node['computed'] === true ? anyOf(part) : part[String(property['name'])];
}

/** `const { profile, trust: { done } } = t`: each name with what it takes. */
function taken(pattern: Node, value: unknown): readonly (readonly [string, unknown])[] {
  if (pattern.type === 'Identifier') return [[String(pattern['name']), value]];
  if (pattern.type !== 'ObjectPattern' || !isPart(value)) return [];
  return (pattern['properties'] as readonly Node[]).flatMap((property) => {
    const key = property['key'] as Node | undefined;
    return key === undefined ? [] : taken(property['value'] as Node, value[String(key['name'])]);
  });
}

/** Runs with a call, or never. */
const LATER = /^(?:ArrowFunctionExpression|FunctionExpression|FunctionDeclaration|MethodDefinition)$/;

/** The sentences that are read without waiting for a call, as places in the text. */
function readAtOnce(node: unknown, names: Map<string, unknown>): readonly number[] {
  if (Array.isArray(node)) return node.flatMap((each) => readAtOnce(each, names));
  if (!isNode(node) || LATER.test(node.type)) return [];
  const value = valueOf(node, names);
  if (value !== undefined && !isPart(value)) return [Number(node['start'])];
  const whole =
    node.type === 'SpreadElement' ? [node['argument']] : node.type === 'CallExpression' ? node['arguments'] : [];
  if ((whole as readonly unknown[]).some((part) => isPart(valueOf(part, names)))) return [Number(node['start'])];
  if (node.type === 'VariableDeclarator') {
    const named = taken(node['id'] as Node, valueOf(node['init'], names));
    for (const [name, what] of named) if (isPart(what)) names.set(name, what);
    if (named.some(([, what]) => what !== undefined && !isPart(what))) return [Number(node['start'])];
  }
  return Object.values(node).flatMap((inner) => readAtOnce(inner, names));
}

/** Faults of one source, each with its line. */
export function faultsIn(path: string, code: string): readonly string[] {
  const { program, module } = parseSync(path, code);
  const names = new Map<string, unknown>();
  const faults: string[] = [];
  const lineAt = (place: number): string => `${path}:${String(code.slice(0, place).split('\n').length)}`;
  for (const { moduleRequest, entries } of module.staticImports) {
    if (moduleRequest.value !== '@alcove/locales') continue;
    for (const { importName, localName } of entries) {
      if (importName.name === 't') names.set(localName.value, en);
      if (importName.name === 'en') faults.push(`${lineAt(moduleRequest.start)}: English by name`);
    }
  }
  return [
    ...faults,
    ...readAtOnce(program.body, names).map((place) => `${lineAt(place)}: read while the module loads`),
  ];
}

/** Faults of the whole web app. */
export function wordsReadTooEarly(root: string): readonly string[] {
  return globSync('apps/web/src/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .toSorted()
    .flatMap((file) => faultsIn(file, readFileSync(join(root, file), 'utf8')));
}

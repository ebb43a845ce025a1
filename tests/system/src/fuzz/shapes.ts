/** Arbitrary values for a JSON schema: sound ones, made of ids that exist where they fit, and the same with one place spoiled. */
import fc from 'fast-check';
import { z } from 'zod';

interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;
}

/** `known`: texts that exist on the server. */
export function sound(shape: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
  const either = shape.anyOf ?? shape.oneOf;
  if (either !== undefined) return fc.oneof(...either.map((each) => sound(each, known)));
  switch (shape.type) {
    case 'object':
      return objects(shape, known);
    case 'array':
      return fc.array(sound(shape.items ?? {}, known), { minLength: shape.minItems ?? 0, maxLength: 4 });
    case 'integer':
    case 'number':
      return fc.integer({ min: Math.max(0, shape.minimum ?? 0), max: Math.min(1_000_000, shape.maximum ?? 1_000_000) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return texts(shape, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects({ properties = {}, required = [] }: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
  const parts = Object.entries(properties).map(([key, part]) => [key, sound(part, known)] as const);
  return fc.record(Object.fromEntries(parts), { requiredKeys: [...required] });
}

function texts({ pattern, minLength = 0, maxLength = 200 }: Shape, known: readonly string[]): fc.Arbitrary<string> {
  const fits = known.filter(
    (text) =>
      text.length >= minLength && text.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(text)),
  );
  const base64url = fc
    .uint8Array({ minLength: Math.ceil((minLength * 3) / 4), maxLength: Math.max(minLength, Math.min(maxLength, 300)) })
    .map((bytes) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true }).slice(0, maxLength));
  // The generator knows no lookaheads; what needs them is among the known.
  const canMatch = pattern !== undefined && !pattern.includes('(?');
  const made = canMatch ? fc.stringMatching(new RegExp(pattern)) : base64url;
  return fits.length === 0 ? made : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fits) }, made);
}

const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  Number.MAX_SAFE_INTEGER,
  1e308,
  '',
  ' ',
  '\0',
  '\ud800',
  '%00',
  '../../etc/passwd',
  "'; DROP TABLE accounts; --",
  'x'.repeat(20_000),
  'A'.repeat(43),
  [],
  Array.from({ length: 5_000 }, () => 0),
  {},
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'),
  { toString: 1, valueOf: null },
  nested(2_000),
];

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

/** One place of the value, the whole included, is something else. */
export function spoiled(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(value, fc.nat(), fc.oneof(fc.constantFrom(...HOSTILE), fc.jsonValue({ maxDepth: 2 })))
    .map(([whole, at, put]) => {
      const places = placesIn(whole);
      return replaced(whole, places[at % places.length] ?? [], put);
    });
}

type Place = readonly (string | number)[];

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inside = Object.entries(value).flatMap(([key, part]) => placesIn(part).map((place) => [key, ...place]));
  return [[], ...inside];
}

function replaced(value: unknown, [key, ...rest]: Place, put: unknown): unknown {
  if (key === undefined) return put;
  if (Array.isArray(value)) {
    const parts: readonly unknown[] = value;
    return parts.map((part, i) => (String(i) === key ? replaced(part, rest, put) : part));
  }
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: replaced(record[key], rest, put) };
}

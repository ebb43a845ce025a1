/**
 * Every HTTP route of a real server, with sound requests, spoiled ones, and bodies that are no JSON: each is answered soon, in the shape
 * the protocol promises, and never by a failure of the server. The callers are signed in, so that what lies behind the schema is
 * reached too; whoever loses the session by what was sent comes again as somebody else.
 */
import { ErrorBody, ROUTE, toBase64url, type RouteName } from '@alcove/protocol';
import { randomBytes } from '@alcove/crypto';
import { makeRoom, registrar, type HeadlessAccount, type Registrar } from '@alcove/testkit/headless';
import fc from 'fast-check';
import { shapeOf, sound, spoiled } from './shapes.ts';

export interface DoorFuzzed {
  readonly name: RouteName;
  readonly inputs: number;
  readonly slowestMs: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly faults: readonly string[];
}

const NO_JSON: readonly string[] = [
  '',
  '{',
  '[]]',
  'null',
  '"',
  '['.repeat(50_000),
  '{"a":'.repeat(20_000),
  '1e999',
  '{"version":1e999}',
  `{"a":${'9'.repeat(10_000)}}`,
  '{"a":1,"a":2}',
  '{"__proto__":{"x":1}}',
  '\ufeff{}',
  '{"a":"\\ud800"}',
  '\0\0\0\0',
];
const HANGS_AFTER_MS = 10_000;
const SHOWN = 300;

export async function fuzzDoors(origin: string, runs: number, seed: number = Date.now()): Promise<DoorFuzzed[]> {
  const registry = await registrar(origin);
  const all: DoorFuzzed[] = [];
  for (const name of Object.keys(ROUTE) as RouteName[])
    all.push(await fuzzDoor({ origin, registry, name, runs, seed }));
  return all;
}

interface Door {
  readonly origin: string;
  readonly registry: Registrar;
  readonly name: RouteName;
  readonly runs: number;
  readonly seed: number;
}

let people = 0;
function somebody({ registry }: Door): Promise<HeadlessAccount> {
  return registry.signUp(`fuzz-${String(++people)}`);
}

async function fuzzDoor(door: Door): Promise<DoorFuzzed> {
  const { name, runs, seed } = door;
  let caller = await somebody(door);
  const other = await somebody(door);
  const { room } = await makeRoom(caller);
  const known = [caller, other].flatMap(({ identity }) => [identity.account, identity.device]);
  const more = [room, toBase64url(randomBytes(32)), `fuzz-${String(people)}`, 'somebody@example.org'];
  const good = sound(shapeOf(ROUTE[name].request), [...known, ...more]);
  const bodies = fc
    .sample(fc.oneof(good, spoiled(good)), { numRuns: runs, seed })
    .map((value) => JSON.stringify(value));
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  let slowestMs = 0;
  for (const body of [...bodies, ...NO_JSON]) {
    const before = performance.now();
    const told = await knock(door, await caller.token(), body);
    slowestMs = Math.max(slowestMs, performance.now() - before);
    statuses[told.status] = (statuses[told.status] ?? 0) + 1;
    if (told.fault !== null) faults.push(`${told.fault} for ${body.slice(0, SHOWN)} (seed ${String(seed)})`);
    if (told.status === 401 && ROUTE[name].auth !== 'none') caller = await somebody(door);
  }
  return { name, inputs: bodies.length + NO_JSON.length, slowestMs, statuses, faults };
}

interface Told {
  readonly status: number;
  readonly fault: string | null;
}

async function knock({ origin, name }: Door, token: string, body: string): Promise<Told> {
  const { method, path, reply } = ROUTE[name];
  const inQuery = method === 'GET' || method === 'DELETE';
  const url = new URL(`${path}${inQuery ? queryOf(body) : ''}`, origin);
  const headers = { authorization: `Bearer ${token}`, origin, 'x-alcove': '1' };
  const signal = AbortSignal.timeout(HANGS_AFTER_MS);
  let answer: { status: number; text: string };
  try {
    const response = await fetch(
      url,
      inQuery
        ? { method, headers, signal }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body, signal },
    );
    answer = { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, fault: `no answer: ${error instanceof Error ? error.name : 'unknown'}` };
  }
  const schema = answer.status < 400 ? reply : ErrorBody;
  const parsed = schema.safeParse(jsonOf(answer.text));
  if (!parsed.success) return { status: answer.status, fault: `${String(answer.status)} in no known shape` };
  return { status: answer.status, fault: answer.status === 500 ? 'the server failed' : null };
}

/** What is no object is put into the address as it is. */
function queryOf(body: string): string {
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `?${encodeURIComponent(body.toWellFormed()).slice(0, 4_000)}`;
  const pairs = Object.entries(value).map(([key, part]) => [
    key,
    (typeof part === 'string' ? part.toWellFormed() : JSON.stringify(part)).slice(0, 4_000),
  ]);
  return `?${new URLSearchParams(pairs).toString()}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every sentence a catalogue can say, those that are functions included: each is called with samples for its parameters, by their names. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(import.meta.dirname, '..');

/** Tables that a function looks a code up in are no part of the catalogue: every key of its files is tried as one. */
const keys = globSync(['reasons.ts', 'en/*.ts'], { cwd: SOURCES }).flatMap((file) =>
  [...readFileSync(join(SOURCES, file), 'utf8').matchAll(/^ {2,}'?([a-z][\w-]*)'?:/gm)].map(([, key]) => key),
);
const NUMBERS = [0, 1, 2, 3, 12, 60, 200, 5_000];
const NAMES = ['Ines', 'tom.k'];
const TIMES = ['10:40', '21 November'];
const about = {
  server: 'Club',
  handle: 'ines.c',
  link: 'https://chat.example.org/#x',
  hours: 2,
  minutes: 30,
  when: '10:40',
};

/** What stands for each parameter of a sentence, by its name. */
const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  ...Object.fromEntries(
    [
      'name',
      '_name',
      'who',
      'by',
      'to',
      'username',
      'handle',
      'title',
      'typed',
      'text',
      'language',
      'emoji',
      'host',
      'server',
      'address',
      'example',
      'what',
      'limit',
      'over',
      'opened',
      'device',
    ].map((each) => [each, NAMES]),
  ),
  ...Object.fromEntries(
    [
      'count',
      'codes',
      'seconds',
      'minutes',
      'missing',
      'step',
      'of',
      'line',
      'lit',
      'calm',
      'ms',
      'total',
      'number',
      'more',
      'left',
      'most',
      'bytes',
    ].map((each) => [each, NUMBERS]),
  ),
  ...Object.fromEntries(['date', 'day', 'time', 'when', 'from', 'until', 'made', 'used'].map((each) => [each, TIMES])),
  names: [['Ines'], ['Ines', 'Tom'], ['Ines', 'Tom', 'Bo', 'Ada']],
  kind: ['browser', 'phone', 'terminal', 'bot', ''],
  code: ['not-a-code', ...keys],
  place: [null, 'Club'],
  mine: [true, false],
  all: [12, '12'],
  done: [true, false, 7],
  about: [about],
};

export type Said = readonly [path: string, text: string];

/** Every sentence of a section, with its path. */
export function sentences(value: unknown, path: string): readonly Said[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return everyWay(value as Sentence, path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${path}.${key}`));
}

type Sentence = (...args: unknown[]) => unknown;

/** What the parameters of a sentence are called. */
export function parametersOf(sentence: Sentence, path: string): readonly string[] {
  const named = /^\(([^)]*)\)/.exec(sentence.toString())?.[1];
  if (named === undefined) throw new Error(`${path} is no arrow function`);
  return named
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Each way to call it. */
export function waysToCall(sentence: Sentence, path: string): readonly (readonly unknown[])[] {
  let ways: unknown[][] = [[]];
  for (const name of parametersOf(sentence, path)) {
    const samples = SAMPLES[name];
    if (samples === undefined) throw new Error(`${path}: a sample for ${name} is missing`);
    ways = ways.flatMap((way) => samples.map((sample) => [...way, sample]));
  }
  return ways;
}

function everyWay(sentence: Sentence, path: string): readonly Said[] {
  return waysToCall(sentence, path).flatMap((way) => sentences(sentence(...way), path));
}

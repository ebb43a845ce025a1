/**
 * `npm run bench -- search [messages]`: searching 100 000 stored messages in 20 rooms. The client without a screen, each time in a fresh
 * process on a real database; the messages are laid into the closed device's database, with words as frequent as words are.
 */
import { DatabaseSync } from 'node:sqlite';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MeasuredProcess } from './measure/measured-process.ts';
import { openQuietHouse } from './measure/quiet-house.ts';
import { quantile, report, round, type Row } from './measure/report.ts';

const [messages = 100_000] = process.argv.slice(2).map(Number);
const ROOMS = 20;
const PATIENCE_MS = 300_000;
const VOCABULARY = 30_000;
const WORDS_EACH = 16;
const SYLLABLES = 'ka to mi re su lan der pi er no ra ti sen so ver bal lor quin hä fø ель та ко 東 京'.split(' ');
/** Typed letter by letter, several words, rare and common ones, a phrase, another script, nothing found. */
const QUERIES = ['k', 'ka', 'kato', 'kato mi', 'pier', 'landerpi', '"kato mi"', '東', 'from:ben kato', 'nowhere'];
const Built = z.object({ ms: z.number(), cpuMs: z.number() });
const Searched = z.object({
  firstMs: z.number(),
  firstCpuMs: z.number(),
  grownBytes: z.number(),
  times: z.array(z.object({ query: z.string(), ms: z.number(), cpuMs: z.number(), total: z.number() })),
});

/** The same numbers at every run. */
let seed = 1;
function random(): number {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
}

function word(n: number): string {
  const rest = Math.floor(n / SYLLABLES.length);
  return (rest === 0 ? '' : word(rest - 1)) + (SYLLABLES[n % SYLLABLES.length] ?? '');
}

/** A few words are said all the time, most hardly ever (Zipf). */
const textOf = (): string =>
  Array.from({ length: 1 + Math.floor(random() * 2 * WORDS_EACH) }, () =>
    word(Math.floor(VOCABULARY ** random()) - 1),
  ).join(' ');

const program = new URL('./search/searching.ts', import.meta.url).pathname;
let written = 0;
const text = (): string => {
  const said = textOf();
  written += Buffer.byteLength(said);
  return said;
};
const { house, folder } = await openQuietHouse(ROOMS, 'first', { each: Math.ceil(messages / ROOMS), unread: 0, text });
try {
  const builder = MeasuredProcess.start(program, [house.url, folder, 'build']);
  const built = await builder.message(Built, PATIENCE_MS);
  await builder.stop();
  const searcher = MeasuredProcess.start(program, [house.url, folder, 'search', ...QUERIES]);
  const searched = await searcher.message(Searched, PATIENCE_MS);
  await searcher.stop();

  const sorted = searched.times.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const rows: Row[] = [
    { what: 'everything is in the index (wall, s)', value: round(built.ms / 1_000) },
    { what: 'processor time of that (s)', value: round(built.cpuMs / 1_000) },
    { what: 'first search of a start (ms)', value: round(searched.firstMs) },
    { what: 'processor time of that (ms)', value: round(searched.firstCpuMs) },
    { what: 'every other, p50 (ms)', value: round(quantile(sorted, 0.5)) },
    { what: 'every other, slowest (ms)', value: round(sorted.at(-1) ?? Number.NaN) },
    { what: 'text of the messages (MB)', value: round(written / 1e6) },
    { what: 'index on disk (MB)', value: round(sizeOnDisk(folder) / 1e6) },
    { what: 'memory that the first search takes (MB)', value: round(searched.grownBytes / 1e6) },
    ...QUERIES.map((query) => {
      const own = searched.times.filter((each) => each.query === query);
      const half = (part: 'ms' | 'cpuMs'): number =>
        round(
          quantile(
            own.map((each) => each[part]).toSorted((a, b) => a - b),
            0.5,
          ),
        );
      return { what: `${query} (ms)`, value: half('ms'), processor: half('cpuMs'), found: own[0]?.total ?? 0 };
    }),
  ];
  report('search', rows, { messages, rooms: ROOMS });
} finally {
  await house.close();
}

function sizeOnDisk(folder: string): number {
  const Size = z.object({ bytes: z.number().nullable() });
  const [file] = globSync(join(folder, 'account-*.sqlite'));
  if (file === undefined) throw new Error('no database');
  const database = new DatabaseSync(file);
  const row = database.prepare('SELECT sum(length(sealed)) AS bytes FROM search_pages').get();
  database.close();
  return Size.parse(row).bytes ?? 0;
}

/**
 * `npm run bench -- open-app [rooms] [messages]`: opening the app with 200 rooms and 100 000 stored messages. The client without a screen, each
 * time in a fresh process, on a real database and beside a real server; what a browser adds (starting the page, its database over OPFS,
 * drawing) is not in it. The rooms are real; the messages are laid into the closed device's database, sealed as the client seals them.
 */
import { z } from 'zod';
import { MeasuredProcess } from './measure/measured-process.ts';
import { openQuietHouse } from './measure/quiet-house.ts';
import { quantile, report, round, type Row } from './measure/report.ts';

const [rooms = 200, messages = 100_000] = process.argv.slice(2).map(Number);
const each = Math.ceil(messages / rooms);
const OPENINGS = 5;
const PATIENCE_MS = 180_000;
const TEXT = 'The tide is in at seven; bring the ladder, both torches and something warm. '.repeat(3);
const Opening = z.object({
  known: z.number(),
  usable: z.number(),
  read: z.number(),
  online: z.number(),
  cpuMs: z.number(),
});

const { house, folder } = await openQuietHouse(rooms, TEXT, { each, unread: 3 });
try {
  const openings: z.infer<typeof Opening>[] = [];
  for (let n = 0; n < OPENINGS; n++) {
    const program = new URL('./open-app/opening.ts', import.meta.url).pathname;
    const child = MeasuredProcess.start(program, [house.url, folder, String(rooms)]);
    openings.push(await child.message(Opening, PATIENCE_MS));
    await child.stop();
  }
  const row = (what: string, part: keyof z.infer<typeof Opening>): Row => {
    const sorted = openings.map((opening) => opening[part]).toSorted((a, b) => a - b);
    return { what, 'p50 ms': round(quantile(sorted, 0.5)), 'slowest ms': round(sorted.at(-1) ?? Number.NaN) };
  };
  report(
    'open-app',
    [
      row('it is known who is in', 'known'),
      row('every room with its last line and count', 'usable'),
      row('the newest room can be read', 'read'),
      row('connected', 'online'),
      row('processor time until every room is listed', 'cpuMs'),
    ],
    { rooms, messages: each * rooms, openings: OPENINGS },
  );
} finally {
  await house.close();
}

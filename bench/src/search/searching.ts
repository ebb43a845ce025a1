/**
 * Opens a client on a device's folder and searches, and tells its parent how long each step took. `build`: until everything that is here is in
 * the index. `search`: the first search of a start, then each query again. Arguments: the server's address, the folder, which of the two, and
 * the queries.
 */
import { openClient } from '@alcove/platform-node';
import { until } from '@alcove/testkit/house';

const [server = '', folder = '', what = '', ...queries] = process.argv.slice(2);
const PATIENCE_MS = 300_000;
const AGAIN = 5;
/** As many as the jump box lists while one types. */
const SHOWN = 5;

const client = await openClient({ server, folder });
await until(client, 'rooms', null, (rooms) => rooms.length > 0 && rooms.every(({ lastAt }) => lastAt > 0), PATIENCE_MS);

async function search(typed: string): Promise<{ ms: number; cpuMs: number; total: number; behind: number }> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const found = await client.search(typed, SHOWN);
  if (!found.ok) throw new Error(found.code);
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1_000;
  return { ms: performance.now() - began, cpuMs, total: found.value.total, behind: found.value.reach.behind };
}

if (what === 'build') {
  const began = performance.now();
  const cpu = process.cpuUsage();
  while ((await search('')).behind > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ ms: performance.now() - began, cpuMs: (user + system) / 1_000 });
} else {
  const before = process.memoryUsage().rss;
  const first = await search(queries[0] ?? '');
  const grown = process.memoryUsage().rss - before;
  const times: { query: string; ms: number; cpuMs: number; total: number }[] = [];
  for (const query of queries)
    for (let n = 0; n < AGAIN; n++) {
      const { ms, cpuMs, total } = await search(query);
      times.push({ query, ms, cpuMs, total });
    }
  process.send?.({ firstMs: first.ms, firstCpuMs: first.cpuMs, grownBytes: grown, times });
}
await client.close();
process.disconnect?.();

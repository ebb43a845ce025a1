/**
 * Opens a client on a device's folder, as the app does when it is started, and tells its parent how long each step took. One opening
 * per process: nothing is warm. Arguments: the server's address, the folder, how many rooms there are.
 */
import { openClient } from '@alcove/platform-node';
import { until } from '@alcove/testkit/house';

const [server = '', folder = '', rooms = '0'] = process.argv.slice(2);
const PATIENCE_MS = 120_000;

const began = performance.now();
const cpu = process.cpuUsage();
const ms = (): number => performance.now() - began;
const client = await openClient({ server, folder });
const known = ms();
const listed = await until(
  client,
  'rooms',
  null,
  (all) => all.length === Number(rooms) && all.every(({ lastLine }) => lastLine !== null),
  PATIENCE_MS,
);
const usable = ms();
const { user, system } = process.cpuUsage(cpu);
const newest = listed[0]?.id ?? null;
await until(client, 'timeline', newest, (view) => (view?.items.length ?? 0) >= 30, PATIENCE_MS);
const read = ms();
await until(client, 'app', null, ({ connection }) => connection.state === 'online', PATIENCE_MS);
const online = ms();
process.send?.({ known, usable, read, online, cpuMs: (user + system) / 1_000 });
await client.close();
process.disconnect?.();

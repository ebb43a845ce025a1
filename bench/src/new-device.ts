/**
 * `npm run bench -- new-device [rooms] [messages]`: a new device of an account with a long past, while no other device of it is there.
 * Real server, real clients without a screen, loopback, one machine. From the log-in to: the list of conversations, the newest
 * stretch of each, the whole past, and being inside every room.
 */
import { openHouse, PASSWORD, until, type Resident } from '@alcove/testkit/house';
import type { AccountId, RoomId } from '@alcove/protocol';
import { report, round } from './measure/report.ts';

const [rooms = 100, messages = 20_000] = process.argv.slice(2).map(Number);
const each = Math.ceil(messages / rooms);
const PATIENCE_MS = 180_000;
const TEXT = 'The tide is in at seven; bring the ladder, both torches and something warm. '.repeat(3);

/** The other person in each room is away, so that nobody else's work is measured. */
async function writePast(ana: Resident, other: AccountId): Promise<readonly RoomId[]> {
  const ids: RoomId[] = [];
  for (let n = 0; n < rooms; n++) {
    const made = await ana.client.createGroup({ title: `Room ${String(n)}`, people: [other] });
    if (!made.ok) throw new Error(`room: ${made.code}`);
    ids.push(made.value);
  }
  for (let n = 0; n < each; n++) {
    for (const room of ids) await ana.client.send(room, { text: `${String(n)}. ${TEXT}`, replyTo: null, mentions: [] });
    if (n % 20 === 0) await until(ana.client, 'app', null, ({ connection }) => connection.waiting < 500, PATIENCE_MS);
  }
  await until(ana.client, 'app', null, ({ connection }) => connection.waiting === 0, PATIENCE_MS);
  await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current', PATIENCE_MS);
  return ids;
}

const house = await openHouse();
try {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const found = await ana.client.findPerson('ben');
  if (!found.ok) throw new Error(found.code);
  await ben.close();
  const ids = await writePast(ana, found.value.person.account);
  await ana.close();

  const tablet = await house.device('tablet');
  const cpu = process.cpuUsage();
  const began = performance.now();
  const seconds = (): number => round((performance.now() - began) / 1_000, 2);
  const entered = await tablet.client.logIn({ username: 'ana', password: PASSWORD });
  if (!entered.ok) throw new Error(`log-in: ${entered.code}`);
  const inside = seconds();
  const usable = until(tablet.client, 'rooms', null, (all) => all.length === ids.length, PATIENCE_MS).then(seconds);
  const newest = until(
    tablet.client,
    'rooms',
    null,
    (all) => all.length === ids.length && all.every(({ lastLine }) => lastLine !== null),
    PATIENCE_MS,
  ).then(seconds);
  const whole = Promise.all(
    ids.map((id) => until(tablet.client, 'room', id, (room) => room?.history.state === 'complete', PATIENCE_MS)),
  ).then(seconds);
  const joined = Promise.all(
    ids.map((id) => until(tablet.client, 'room', id, (room) => (room?.epoch ?? 0) > 0, PATIENCE_MS)),
  ).then(seconds);
  const times = { usable: await usable, newest: await newest, whole: await whole, joined: await joined };
  const { user, system } = process.cpuUsage(cpu);
  const row = (what: string, at: number): Record<string, string | number> => ({ what, 's after the log-in began': at });
  report(
    'new-device',
    [
      row('password opened the account', inside),
      row('every conversation is listed', times.usable),
      row('the newest of each can be read', times.newest),
      row('the whole past is here', times.whole),
      row('inside every room', times.joined),
    ],
    { rooms, messages: each * rooms, cpuSeconds: round((user + system) / 1_000_000, 1), faults: house.faults.length },
  );
} finally {
  await house.close();
}

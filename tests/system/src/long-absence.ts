/**
 * A device is away while its rooms go on without it: the clocks of everybody and of the server move on, people speak, and who is in the
 * room changes over and over. Then it comes back, by itself. Short in every test run, long by `npm run long-absence`.
 */
import type { Clock } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import { openHouse, until, type House, type Resident } from '@alcove/testkit/house';
import { accountOf, groupOf, hears, online, seesRoom, texts } from './talk.ts';

export interface Absence {
  readonly days: number;
  readonly messages: number;
  readonly commits: number;
  readonly patienceMs: number;
}

export interface Returned {
  /** What was said meanwhile, and what of it can be read, in order. */
  readonly said: readonly string[];
  readonly read: readonly string[];
  readonly unopened: number;
  readonly alarms: number;
  /** From opening the client to the last message, ms. */
  readonly tookMs: number;
  readonly faults: House['faults'];
}

const DAY_MS = 86_400_000;
const ROUNDS = 10;

export async function longAbsence({ days, messages, commits, patienceMs }: Absence): Promise<Returned> {
  let awayMs = 0;
  const now = (): number => Date.now() + awayMs;
  const clock: Clock = {
    now,
    setTimer: (ms, run) => setTimeout(run, ms),
    clearTimer: (handle) => clearTimeout(handle as NodeJS.Timeout),
  };
  const house = await openHouse({}, { now });
  try {
    const [ana, ben, cleo] = [
      await house.person('ana', { clock }),
      await house.person('ben', { clock }),
      await house.person('cleo', { clock }),
    ];
    const room = await groupOf(ana, 'Sunday walk', [ben]);
    await seesRoom(ben, room, ({ epoch }) => epoch > 0);
    await ana.client.findPerson('cleo');
    await ben.close();
    const said: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      awayMs += (days * DAY_MS) / ROUNDS;
      await ana.reopen();
      await online(ana);
      await change(ana, room, cleo, Math.ceil(commits / ROUNDS / 2));
      for (let n = 0; n < Math.ceil(messages / ROUNDS); n++) {
        const text = `Day ${String(round * 3)}, ${String(n)}`;
        said.push(text);
        await ana.client.send(room, { text, replyTo: null, mentions: [] });
        if (n % 200 === 0) await quiet(ana, patienceMs);
      }
      await quiet(ana, patienceMs);
    }
    const began = performance.now();
    await ben.reopen();
    await until(ben.client, 'rooms', null, (all) => all[0]?.lastLine?.text === said.at(-1), patienceMs);
    const tookMs = performance.now() - began;
    const stop = ben.client.subscribe('timeline', room, () => undefined);
    await hears(ben, room, said.at(-1) ?? '');
    await ben.client.loadOlder(room, messages + commits);
    const view = await until(ben.client, 'timeline', room, (shown) => shown?.hasOlder === false, patienceMs);
    stop();
    const after = await until(ben.client, 'room', room, (shown) => shown !== null);
    return {
      said,
      read: texts(view),
      unopened: view?.items.filter(({ kind }) => kind === 'unopened').length ?? 0,
      alarms: after?.alarms.length ?? 0,
      tookMs,
      faults: house.faults,
    };
  } finally {
    await house.close();
  }
}

/** Somebody comes in and goes again: two commits each time. */
async function change(ana: Resident, room: RoomId, cleo: Resident, times: number): Promise<void> {
  const account = await accountOf(cleo);
  for (let n = 0; n < times; n++) {
    const added = await ana.client.addPeople(room, [account]);
    if (!added.ok) throw new Error(`adding: ${added.code}`);
    const removed = await ana.client.removePerson(room, account);
    if (!removed.ok) throw new Error(`removing: ${removed.code}`);
  }
}

async function quiet({ client }: Resident, patienceMs: number): Promise<void> {
  await until(client, 'app', null, ({ connection }) => connection.waiting === 0, patienceMs);
}

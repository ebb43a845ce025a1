/**
 * What is asked of every hostile house after every test, whatever the test was about: no word that anybody said through a client stands
 * in what passed, no key of the attacker opens anything, nobody is shown what was not said, and nobody is told more than was expected. A
 * house is judged as long as it is open, and as it closes. Owns which houses are open; what the judges look for is in oracles.ts.
 */
import type { MessageItem } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import { until } from '../house/until.ts';
import type { Heard } from './heard.ts';
import { confidentiality, unexpectedAlarms, type Said } from './oracles.ts';
import type { World } from './world.ts';

export interface Judged {
  readonly world: World;
  readonly said: Said;
  readonly residents: readonly Heard[];
}

const houses = new Set<Judged>();

/** From now on it is judged after every test; answers how it closes. */
export function judgeFromNow(house: Judged): () => Promise<void> {
  houses.add(house);
  return async () => {
    if (!houses.delete(house)) return;
    await judge(house);
  };
}

export async function judgeOpenHouses(): Promise<void> {
  for (const house of houses) await judge(house);
}

async function judge({ world, said, residents }: Judged): Promise<void> {
  await confidentiality(world, said);
  for (const reader of residents) if (reader.isOpen) await showsWhatWasSaid(reader, world, said, residents);
  await unexpectedAlarms((reader) => residents.some((each) => each === reader && each.isOpen));
}

/** Every room that it lists, everything that it has: who is shown as having said it said it there, as often as it is shown. */
async function showsWhatWasSaid(
  reader: Heard,
  { attacker }: World,
  said: Said,
  residents: readonly Heard[],
): Promise<void> {
  const names = new Set(residents.map(({ name }) => name));
  const rooms = await until(reader.client, 'rooms', null, () => true);
  for (const { id: room } of rooms) {
    const whole = await reader.client.wholeTimeline(room);
    // Nobody is in on this device, or the room went.
    if (!whole.ok) continue;
    const shown = whole.value.filter((item): item is MessageItem => item.kind === 'message' && !item.deleted);
    if (shown.some(({ author }) => author.account === attacker.account))
      throw new Error(`${reader.name} is shown something of the attacker`);
    // Whoever is no client of this house speaks by keys that the test itself holds.
    for (const item of shown) if (names.has(item.author.username)) explained(reader.name, room, item, shown, said);
  }
}

function explained(
  reader: string,
  room: RoomId,
  { author: { username }, text, versions }: MessageItem,
  shown: readonly MessageItem[],
  said: Said,
): void {
  for (const each of [text, ...versions.map((version) => version.text)])
    if (!said.explains(room, username, each))
      throw new Error(`${reader} is shown "${each}" by ${username}, who did not say it there`);
  // What waits, or was not sent, stands beside itself where the log has it and nobody can read it there (docs/known-gaps.md).
  const times = shown.filter(
    (item) => item.text === text && item.author.username === username && item.seq !== null,
  ).length;
  if (times > said.times(room, username, text))
    throw new Error(`${reader} is shown "${text}" by ${username} more often than it was said`);
}

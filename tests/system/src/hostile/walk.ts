/** A room to attack, and the conversation during which an attack shows. */
import type { RoomId } from '@alcove/protocol';
import type { Said } from '@alcove/testkit/hostile';
import { until, type Resident } from '@alcove/testkit/house';
import { acquaint, groupOf, hears, messages, online, seesRoom } from '../talk.ts';

/** A room that everybody is in, none of them a stranger to another, and in which each of the words was said by the host and heard by all. */
export async function walkOf(
  said: Said,
  host: Resident,
  others: readonly Resident[],
  words: readonly string[] = ['before anything'],
): Promise<RoomId> {
  await online(host, ...others);
  await acquaint(host, ...others);
  const room = await groupOf(host, 'Walk', others);
  for (const each of others) await seesRoom(each, room, ({ members }) => members.length === others.length + 1);
  for (const text of words) {
    await said.say(host, room, text);
    for (const each of others) await hears(each, room, text);
  }
  return room;
}

/** An own message has its place in the log, so that the next one is sealed by somebody who saw it there. */
export async function stands(from: Resident, where: RoomId, text: string): Promise<void> {
  await until(from.client, 'timeline', where, (view) =>
    messages(view).some((item) => item.text === text && item.seq !== null),
  );
}

/** Three messages: one that the attack may touch, one sealed by somebody who saw it stand, and one that gives the lie away. */
export async function sayThree(said: Said, from: Resident, to: Resident, room: RoomId): Promise<void> {
  await said.say(from, room, 'the first');
  await stands(from, room, 'the first');
  for (const text of ['the second', 'the third']) {
    await said.say(from, room, text);
    await hears(to, room, text);
  }
}

/**
 * Four judges of every attack. Each looks at what clients show and at what the server holds, never into a client:
 *
 *   confidentiality  no key of the attacker opens anything, and no word that was said stands in what passed;
 *   integrity        every timeline is explained by what people really said: author, room, once;
 *   alarm            somebody is told, with exactly this code;
 *   liveness         when the attack is over, what everyone says next reaches everyone, in one epoch.
 *
 * That clients agree on the head of the log and on the keys of the epoch shows in liveness: a message opens only under the same
 * epoch's keys, and each one carries the head its sender saw, which every reader holds against its own (docs/checks.md, K43).
 */
import type { MessageItem, TimelineView } from '@alcove/client';
import { joinByWelcome, openGroupInfo } from '@alcove/crypto';
import type { RoomId } from '@alcove/protocol';
import type { Resident } from '../house/house.ts';
import { until } from '../house/until.ts';
import { attackerPolicy } from './own-group.ts';
import type { World } from './world.ts';

/** What people really said, in all rooms. */
export class Said {
  readonly #words: { readonly room: RoomId; readonly author: string; readonly text: string }[] = [];

  async say(from: Resident, room: RoomId, text: string): Promise<void> {
    const sent = await from.client.send(room, { text, replyTo: null, mentions: [] });
    if (!sent.ok) throw new Error(`${from.name} cannot say "${text}": ${sent.code}`);
    this.note(room, from.name, text);
  }

  note(room: RoomId, author: string, text: string): void {
    this.#words.push({ room, author, text });
  }

  get texts(): readonly string[] {
    return this.#words.map(({ text }) => text);
  }

  /** How often it was said there. */
  times(room: RoomId, author: string, text: string): number {
    return this.#words.filter((each) => each.room === room && each.author === author && each.text === text).length;
  }

  explains(room: RoomId, author: string, text: string): boolean {
    return this.times(room, author, text) > 0;
  }
}

/** Bytes. What is shorter stands in any few megabytes of noise. */
const FOUND_BY_CHANCE = 6;

export async function confidentiality(world: World, said: Said): Promise<void> {
  const { attacker } = world;
  for (const welcome of world.welcomes) {
    const joined = await joinByWelcome({
      identity: attacker.identity,
      welcome: welcome.body,
      packages: attacker.packages,
      room: welcome.room,
      epoch: welcome.epoch,
      trust: {
        server: world.serverId,
        policy: attackerPolicy(world, welcome.room),
        lists: new Map(),
        nowMs: Date.now(),
      },
      ownDevices: new Set([attacker.identity.device]),
    });
    if (joined.kind === 'joined') throw new Error('the attacker opened a Welcome');
  }
  const keys = [attacker.aik.secret, attacker.identity.key.secret];
  for (const [room, infos] of world.groupInfos)
    for (const { epoch, body } of infos)
      for (const key of keys)
        if (opens(() => openGroupInfo(key, room, epoch, body))) throw new Error('a GroupInfo opened');
  const seen = world.traffic.map((bytes) => Buffer.from(bytes));
  for (const text of new Set(said.texts)) {
    if (Buffer.byteLength(text) < FOUND_BY_CHANCE) continue;
    const forms = [
      Buffer.from(text),
      Buffer.from(JSON.stringify(text).slice(1, -1)),
      Buffer.from(Buffer.from(text).toString('base64url')),
    ];
    if (seen.some((bytes) => forms.some((form) => bytes.includes(form)))) throw new Error(`the server saw "${text}"`);
  }
}

function opens(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

export async function integrity(room: RoomId, said: Said, residents: readonly Resident[]): Promise<void> {
  for (const reader of residents) {
    const view = await until(reader.client, 'timeline', room, () => true);
    const shown = messagesIn(view);
    for (const { author, text } of shown) {
      if (!said.explains(room, author.username, text))
        throw new Error(`${reader.name} is shown "${text}" by ${author.username}, who did not say it here`);
    }
    if (new Set(shown.map(({ text }) => text)).size !== shown.length)
      throw new Error(`${reader.name} is shown something twice: ${shown.map(({ text }) => text).join(' | ')}`);
  }
}

/** What was expected since `unexpectedAlarms` last looked. */
const expected: { readonly reader: Resident; readonly room: RoomId; readonly codes: readonly string[] }[] = [];

/** Resolves when exactly these alarms are up; fails on any other that is open then, and, in a hostile house, later in the test. */
export async function alarm(reader: Resident, room: RoomId, ...codes: readonly string[]): Promise<void> {
  expected.push({ reader, room, codes });
  await until(reader.client, 'room', room, (view) =>
    codes.every((code) => view?.alarms.some((each) => each.code === code) === true),
  );
  await onlyExpected(reader, room);
}

/** Fails where somebody was told, beside what a test expected of a room, something else. Then forgets what was expected. */
export async function unexpectedAlarms(isOpen: (reader: Resident) => boolean): Promise<void> {
  const rooms = expected.filter(({ reader }) => isOpen(reader));
  try {
    for (const { reader, room } of rooms) await onlyExpected(reader, room);
  } finally {
    expected.length = 0;
  }
}

async function onlyExpected(reader: Resident, room: RoomId): Promise<void> {
  const known = expected.filter((each) => each.reader === reader && each.room === room).flatMap(({ codes }) => codes);
  const view = await until(reader.client, 'room', room, (value) => value !== null);
  const others = (view?.alarms ?? []).filter(({ code, repair }) => repair !== 'done' && !known.includes(code));
  if (others.length > 0) {
    const told = others.map(({ code }) => code).join(', ');
    throw new Error(`${reader.name} is told ${told} beside ${known.join(', ')}`);
  }
}

/** Fails on any alarm in the room. */
export async function noAlarm(room: RoomId, readers: readonly Resident[]): Promise<void> {
  for (const reader of readers) {
    const view = await until(reader.client, 'room', room, () => true);
    const [first] = view?.alarms ?? [];
    if (first !== undefined) throw new Error(`${reader.name} is alarmed: ${first.code}`);
  }
}

let round = 0;
const MOST_ROUNDS = 4;

/**
 * What everyone says reaches everyone, in one epoch, and within a few rounds nobody is alarmed by it any more: a client that was
 * told a false log may find out with the first message, and must then come back by itself.
 */
export async function liveness(
  room: RoomId,
  said: Said,
  residents: readonly Resident[],
  patienceMs?: number,
): Promise<void> {
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const before = await alarmsOf(room, residents);
    await everyoneTalks(room, said, residents, patienceMs);
    if ((await alarmsOf(room, residents)) === before) return;
  }
  throw new Error('the alarms do not end');
}

async function alarmsOf(room: RoomId, residents: readonly Resident[]): Promise<string> {
  const views = residents.map(({ client }) => until(client, 'room', room, (value) => value !== null));
  return JSON.stringify((await Promise.all(views)).map((view) => view?.alarms.map(({ code, at }) => [code, at])));
}

async function everyoneTalks(
  room: RoomId,
  said: Said,
  residents: readonly Resident[],
  patienceMs?: number,
): Promise<void> {
  round += 1;
  const words = residents.map(({ name }) => `${name} is here, round ${String(round)}`);
  for (const [i, from] of residents.entries()) await said.say(from, room, words[i] ?? '');
  for (const reader of residents) {
    const arrived = (view: TimelineView | null): boolean => {
      const shown = messagesIn(view);
      return words.every((text) => shown.some((item) => item.text === text && item.seq !== null));
    };
    await until(reader.client, 'timeline', room, arrived, patienceMs);
  }
  const views = await Promise.all(
    residents.map(({ client }) => until(client, 'room', room, (value) => value !== null)),
  );
  // Somebody may be changing keys at this very moment: the others come there as well.
  const newest = Math.max(...views.map((view) => view?.epoch ?? 0));
  for (const { client } of residents)
    await until(client, 'room', room, (view) => view !== null && view.epoch >= newest, patienceMs);
}

function messagesIn(view: TimelineView | null): readonly MessageItem[] {
  return (view?.items ?? []).filter((item): item is MessageItem => item.kind === 'message');
}

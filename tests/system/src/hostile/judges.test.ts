/** The judges can say no: each is shown what it is there for. */
import type { TimelineItem } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';
import {
  alarm,
  confidentiality,
  judgeOpenHouses,
  openHostileHouse,
  Said,
  type HostileHouse,
} from '@alcove/testkit/hostile';
import type { Resident } from '@alcove/testkit/house';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hears, say } from '../talk.ts';
import { walkOf } from './walk.ts';

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let room: RoomId;
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  room = await walkOf(new Said(), ana, [ben]);
});
afterAll(() => hostile.close());

test('a word that passed where it can be read is found, in text and in base64', async () => {
  const { world } = hostile.server;
  for (const form of ['said in the open', Buffer.from('said in the open').toString('base64url')]) {
    const said = new Said();
    said.note(room, 'ana', 'said in the open');
    await confidentiality(world, said);
    const leaked = { ...world, traffic: [...world.traffic, Buffer.from(`{"x":"${form}"}`)] };
    await expect(confidentiality(leaked, said)).rejects.toThrow('the server saw');
  }
});

test('what nobody said there, and what is shown more often than it was said, is found', async () => {
  await say(ana, room, 'said and shown');
  await hears(ben, room, 'said and shown');
  await judgeOpenHouses();
  const { client } = ben;
  const { wholeTimeline } = client;
  const shows = async (change: (text: string) => readonly string[]): Promise<void> => {
    client.wholeTimeline = async (which) => {
      const whole = await wholeTimeline(which);
      if (!whole.ok) return whole;
      const items = whole.value.flatMap((item): TimelineItem[] =>
        item.kind === 'message' ? change(item.text).map((text) => ({ ...item, text })) : [item],
      );
      return { ok: true, value: items };
    };
    await judgeOpenHouses();
  };
  await expect(shows((text) => [`${text}, they say`])).rejects.toThrow('ben is shown');
  await expect(shows((text) => [text, text])).rejects.toThrow('more often than it was said');
  client.wholeTimeline = wholeTimeline;
});

test('an alarm that nobody expected is found beside the one that is expected, then and later', async () => {
  const { client } = ben;
  const { subscribe } = client;
  const told = (...codes: readonly string[]): void => {
    const alarms = codes.map((code) => ({ code, at: 0, repair: 'none', step: null }) as const);
    client.subscribe = (topic, key, listener) =>
      subscribe(topic, key, (value) => listener(topic === 'room' && value !== null ? { ...value, alarms } : value));
  };
  told('history-forked', 'policy-sender');
  await expect(alarm(ben, room, 'policy-sender')).rejects.toThrow('history-forked');
  await expect(judgeOpenHouses()).rejects.toThrow('history-forked');
  told('policy-sender');
  await alarm(ben, room, 'policy-sender');
  told('policy-sender', 'history-forked');
  await expect(judgeOpenHouses()).rejects.toThrow('history-forked');
  client.subscribe = subscribe;
});

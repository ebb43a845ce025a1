/** Connections that break all the time, and entries that do not open: nothing is lost, nothing comes twice, order is the same. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SocketPort } from '@alcove/client';
import { nodePorts } from '@alcove/platform-node';
import { openHouse, until, type House } from '@alcove/testkit/house';
import { changingEntries, tamperWith } from './tamper.ts';
import {
  accountOf,
  acquaint,
  directChat,
  groupOf,
  hears,
  lines,
  messages,
  online,
  say,
  seesRoom,
  texts,
} from './talk.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** Breaks the connection after every few messages, either way; the numbers repeat so that a failure can be seen again. */
function brittle(inner: SocketPort, seed: number): SocketPort {
  let state = seed;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % 17;
  return {
    open(events) {
      let left = 6 + next();
      const spend = (): boolean => left-- > 0;
      const link = inner.open({
        onOpen: () => events.onOpen(),
        onClose: (code) => events.onClose(code),
        onMessage: (bytes) => (spend() ? events.onMessage(bytes) : link.close()),
      });
      return { send: (bytes) => (spend() ? link.send(bytes) : link.close()), close: () => link.close() };
    },
  };
}

test('two people on lines that break every few frames', async () => {
  const { socket } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const ana = await house.person('ana', { socket: brittle(socket, 7), random: () => 0 });
  const ben = await house.person('ben', { socket: brittle(socket, 11), random: () => 0 });
  const room = await directChat(ana, 'ben');
  await until(ben.client, 'rooms', null, (rooms) => rooms.length === 1);
  const said: string[] = [];
  for (let n = 0; n < 20; n++) {
    said.push(`ana ${String(n)}`, `ben ${String(n)}`);
    await Promise.all([say(ana, room, `ana ${String(n)}`), say(ben, room, `ben ${String(n)}`)]);
  }
  const views = await Promise.all(
    [ana, ben].map(({ client }) =>
      until(
        client,
        'timeline',
        room,
        (view) => texts(view).length === said.length && messages(view).every(({ seq }) => seq !== null),
        50_000,
      ),
    ),
  );
  expect(texts(views[0] ?? null)).toEqual(texts(views[1] ?? null));
  expect([...texts(views[0] ?? null)].toSorted()).toEqual(said.toSorted());
  for (const who of ['ana', 'ben']) {
    const own = texts(views[0] ?? null).filter((text) => text.startsWith(who));
    expect(own).toEqual(Array.from({ length: 20 }, (_, n) => `${who} ${String(n)}`));
  }
});

test('a commit that does not open: the room is joined again, and the talk goes on', async () => {
  const tampered = tamperWith(nodePorts({ server: house.url, folder: await house.emptyFolder() }).socket);
  const ana = await house.person('ana');
  const ben = await house.person('ben', { socket: tampered.socket });
  const cleo = await house.person('cleo');
  await acquaint(ana, ben);
  await online(ana, ben, cleo);
  const room = await groupOf(ana, 'Sunday walk', [ben]);
  await say(ana, room, 'before');
  await hears(ben, room, 'before');
  await seesRoom(ben, room, ({ title }) => title === 'Sunday walk');
  tampered.incoming = changingEntries((core) => {
    if (core.kind !== 'commit') return core;
    tampered.incoming = (frame) => frame;
    return { ...core, body: core.body.map((byte, at) => (at === 100 ? byte ^ 1 : byte)) };
  });
  expect((await ana.client.addPeople(room, [await accountOf(cleo)])).ok).toBe(true);
  const back = await seesRoom(ben, room, ({ alarms }) => alarms.some(({ repair }) => repair === 'done'));
  await seesRoom(ana, room, ({ epoch }) => epoch >= (back?.epoch ?? Infinity));
  await say(ana, room, 'after');
  await hears(ben, room, 'after');
  await say(ben, room, 'I am back');
  const view = await hears(cleo, room, 'I am back');
  expect(lines(view)).not.toContain('removed');
  await seesRoom(ana, room, ({ members }) => members.every(({ devices }) => devices.length === 1));
});

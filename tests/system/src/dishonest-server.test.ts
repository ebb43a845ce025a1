/** What a server can do to a room, and what its members notice. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpPort } from '@alcove/client';
import { fromBase64url, toBase64url, type RoomId } from '@alcove/protocol';
import { nodePorts } from '@alcove/platform-node';
import { openHouse, PASSWORD, until, type House, type Resident } from '@alcove/testkit/house';
import { accountOf, acquaint, directChat, hears, messages, say, seesRoom, texts } from './talk.ts';
import { changingEntries, tamperWith, type Tampered } from './tamper.ts';

let house: House;
let ana: Resident;
let ben: Resident;
let room: RoomId;
let tampered: Tampered;

beforeEach(async () => {
  house = await openHouse();
  ana = await house.person('ana');
  tampered = tamperWith(nodePorts({ server: house.url, folder: await house.emptyFolder() }).socket);
  ben = await house.person('ben', { socket: tampered.socket });
  await acquaint(ana, ben);
  room = await directChat(ana, 'ben');
  await say(ana, room, 'begin');
  await hears(ben, room, 'begin');
  // All that a new room says by itself has been said.
  await seesRoom(ben, room, ({ peer }) => peer?.name === 'ANA');
  await seesRoom(ana, room, ({ peer }) => peer?.name === 'BEN');
});
afterEach(async () => {
  await house.close();
});

const unopened = (code: string): Promise<unknown> =>
  until(
    ben.client,
    'timeline',
    room,
    (view) => view?.items.some((item) => item.kind === 'unopened' && item.code === code) === true,
  );

test('[K43] a history that differs between members is noticed at the next message', async () => {
  let changed = false;
  tampered.incoming = changingEntries((core) => {
    if (core.kind !== 'application' || changed) return core;
    changed = true;
    return { ...core, at: core.at + 1 };
  });
  await say(ana, room, 'as sent');
  await hears(ben, room, 'as sent');
  await until(
    ana.client,
    'timeline',
    room,
    (view) => messages(view).every(({ seq }) => seq !== null) && texts(view).length === 2,
  );
  await say(ana, room, 'as seen');
  await hears(ben, room, 'as seen');
  await seesRoom(ben, room, ({ alarms }) => alarms.some(({ code }) => code === 'history-forked'));
  await seesRoom(ana, room, ({ alarms }) => alarms.length === 0);
});

test('[K42] a message passed off under another id is not shown', async () => {
  tampered.incoming = changingEntries((core) =>
    core.kind === 'application'
      ? { ...core, id: core.id.replace(/.$/, (c) => (c === '0' ? '1' : '0')) as typeof core.id }
      : core,
  );
  await say(ana, room, 'renamed');
  await unopened('frame-id-differs');
  expect(texts(await until(ben.client, 'timeline', room, (view) => view !== null))).toEqual(['begin']);
});

test('[K41] a message passed off as somebody else’s is not shown', async () => {
  const benId = await accountOf(ben);
  tampered.incoming = changingEntries((core) => (core.kind === 'application' ? { ...core, account: benId } : core));
  await say(ana, room, 'by ana');
  await unopened('sender-mismatch');
});

test('[K42] a message played again is not shown again', async () => {
  let first: Uint8Array<ArrayBuffer> | null = null;
  tampered.incoming = changingEntries((core) => {
    if (core.kind !== 'application') return core;
    first ??= core.body;
    return { ...core, body: first };
  });
  await say(ana, room, 'once');
  await hears(ben, room, 'once');
  await say(ana, room, 'twice');
  await until(ben.client, 'room', room, (view) => view?.unopened === 1);
  expect(texts(await until(ben.client, 'timeline', room, (view) => view !== null))).toEqual(['begin', 'once']);
  // The room is not blocked by it: what follows is read.
  tampered.incoming = (frame) => frame;
  await say(ana, room, 'after');
  await hears(ben, room, 'after');
});

test('a device list that the account did not sign is refused', async () => {
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const forging: HttpPort = {
    async request(name, body, auth) {
      const reply = await http.request(name, body, auth);
      if (name !== 'person' || reply.kind !== 'ok' || !('lists' in reply.value)) return reply;
      const lists = reply.value.lists.map((list) => {
        const bytes = fromBase64url(list);
        bytes[bytes.length - 1]! ^= 1;
        return toBase64url(bytes);
      });
      return { kind: 'ok', value: { ...reply.value, lists } };
    },
  };
  const cleo = await house.person('cleo', { http: forging });
  const found = await cleo.client.findPerson('ana');
  expect(found).toMatchObject({ ok: false, code: 'device-list-forged' });
});

test('a vault that the right password does not open ends the log-in', async () => {
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const swapped = await house.device('tablet', {
    http: {
      async request(name, body, auth) {
        const reply = await http.request(name, body, auth);
        if (name !== 'vault' || reply.kind !== 'ok' || !('wraps' in reply.value)) return reply;
        return {
          kind: 'ok',
          value: {
            ...reply.value,
            wraps: reply.value.wraps
              .toReversed()
              .map((wrap, at) => ({ ...wrap, kind: at === 0 ? ('password' as const) : ('recovery' as const) })),
          },
        };
      },
    },
  });
  expect(await swapped.client.logIn({ username: 'ana', password: PASSWORD })).toMatchObject({
    ok: false,
    code: 'vault-closed',
  });
  await until(swapped.client, 'app', null, ({ phase }) => phase === 'signed-out');
  expect(messages(await hears(ana, room, 'begin'))).toHaveLength(1);
});

/** What a hostile server can do with an account's sealed records: C42 of docs/security/claims.md. */
import type { SettingsView } from '@alcove/client';
import { openHostileHouse, type HostileHouse } from '@alcove/testkit/hostile';
import { PASSWORD, until, type Resident } from '@alcove/testkit/house';
import type { RoomId, RouteReply } from '@alcove/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { directChat, online, seesRoom } from '../talk.ts';

type Told = RouteReply<'records'>['records'][number];

let hostile: HostileHouse;
let ana: Resident;
let phone: Resident;
/** Every version of every record that the server was ever asked to tell, by account. */
const told = new Map<string, Map<string, Told>>();

beforeEach(async () => {
  told.clear();
  hostile = await openHostileHouse();
  hostile.server.begin({ claim: 'C42', replies: { records: note } });
  ana = await hostile.person('ana');
  phone = await hostile.device('phone');
  expect((await phone.client.logIn({ username: 'ana', password: PASSWORD })).ok).toBe(true);
});
afterEach(() => hostile.close());

function note(_request: unknown, reply: RouteReply<'records'>, { name }: { readonly name: string }) {
  const all = told.get(name) ?? new Map<string, Told>();
  for (const record of reply.records) all.set(`${record.name}/${String(record.version)}`, record);
  told.set(name, all);
  return reply;
}

const chose = (who: Resident, fits: (view: SettingsView) => boolean) =>
  until(who.client, 'settings', null, (view) => view !== null && fits(view));

async function choose(theme: SettingsView['theme']): Promise<void> {
  expect((await ana.client.changeSettings({ theme })).ok).toBe(true);
  await chose(ana, ({ waits }) => !waits);
  await chose(phone, (view) => view.theme === theme);
}

async function write(room: RoomId, text: string): Promise<void> {
  await ana.client.saveDraft(room, text);
  await seesRoom(phone, room, ({ draft }) => draft === text);
}

test('an older record, shown again, changes nothing, and the newest is put back [R01]', async () => {
  await hostile.person('ben');
  const room = await directChat(ana, 'ben');
  await seesRoom(phone, room, () => true);
  await choose('dark');
  await write(room, 'An earlier thought');
  const before = new Set(told.get('phone')?.values());
  await choose('light');
  await write(room, 'A later thought');
  let shown = 0;
  hostile.server.begin({
    claim: 'C42',
    replies: {
      records: (request, reply, wire) => {
        if (wire.name !== 'phone' || request.after !== 0) return reply;
        shown += 1;
        return { records: [...before], cursor: 100_000 };
      },
    },
  });
  await phone.reopen();
  await expect.poll(() => shown, { timeout: 10_000 }).toBeGreaterThan(0);
  await online(phone);
  // What it decides from now on stands on the newest it saw.
  expect((await phone.client.changeSettings({ enter: 'line' })).ok).toBe(true);
  expect((await chose(phone, ({ waits }) => !waits))?.theme).toBe('light');
  await seesRoom(phone, room, ({ draft }) => draft === 'A later thought');
  hostile.server.stopAttack();
  await chose(ana, ({ theme, enter }) => theme === 'light' && enter === 'line');
  await seesRoom(ana, room, ({ draft }) => draft === 'A later thought');
});

test('a record in the place of another, or of another account, is as good as none [R02]', async () => {
  const eve = await hostile.person('eve');
  expect((await eve.client.changeSettings({ theme: 'light', receipts: false })).ok).toBe(true);
  await eve.reopen();
  await chose(eve, ({ theme, waits }) => theme === 'light' && !waits);
  await choose('dark');
  const strangers = [...(told.get('eve')?.values() ?? [])];
  const own = [...(told.get('phone')?.values() ?? [])];
  expect(strangers.length).toBeGreaterThan(0);
  expect(own.length).toBeGreaterThan(1);
  let shown = 0;
  hostile.server.begin({
    claim: 'C42',
    replies: {
      records: (request, reply, wire) => {
        if (wire.name !== 'phone' || request.after !== 0) return reply;
        shown += 1;
        const moved = own.flatMap(({ name, version }) =>
          [...own, ...strangers].map(({ sealed }) => ({ name, version: version + 5, sealed })),
        );
        return { records: [...moved, ...strangers], cursor: 100_000 };
      },
    },
  });
  await phone.reopen();
  await expect.poll(() => shown, { timeout: 10_000 }).toBeGreaterThan(0);
  await online(phone);
  const view = await chose(phone, () => true);
  expect(view).toMatchObject({ theme: 'dark', receipts: true });
  // A place that no server has is not where it goes on from.
  hostile.server.stopAttack();
  await phone.reopen();
  await choose('system');
});

/** Whoever has the database has nothing that opens an account: each value in it, shown as a session, a token or a link, is refused. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HttpPort } from '@alcove/client';
import { createNodeHttp } from '@alcove/platform-node';
import { openHouse, PASSWORD, type House } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk, knocks } from './devices.ts';
import { Mailbox } from './mailbox.ts';
import { directChat, hears, online, say } from './talk.ts';

const ADDRESS = 'ana@example.org';

let house: House;
let box: Mailbox;
beforeEach(async () => {
  box = await Mailbox.open();
  house = await openHouse({ mail: { smtpUrl: box.url, from: 'Alcove <door@alcove.example>' } });
});
afterEach(async () => {
  const { faults } = house;
  await house.close();
  await box.close();
  expect(faults).toEqual([]);
});

/** Everything in every table: texts, the longer words in them, and bytes in each writing that a token could have. */
function stolen(): ReadonlySet<string> {
  const database = new DatabaseSync(join(house.serverFolder, 'alcove.db'), { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const rows = tables.flatMap(({ name }) => database.prepare(`SELECT * FROM ${String(name)}`).all());
  database.close();
  const found = new Set<string>();
  for (const value of rows.flatMap((row) => Object.values(row))) {
    const writings =
      value instanceof Uint8Array
        ? (['base64url', 'hex', 'latin1'] as const).map((how) => Buffer.from(value).toString(how))
        : [String(value)];
    for (const text of writings) for (const [word] of text.matchAll(/[\w.-]{8,2048}/gu)) found.add(word);
  }
  return found;
}

/** Where it got somebody in. */
async function opens(value: string): Promise<string[]> {
  const as = createNodeHttp(house.url, { load: async () => value, save: async () => undefined });
  const nobody: HttpPort = createNodeHttp(house.url, { load: async () => null, save: async () => undefined });
  const link = { token: value };
  const tries = {
    session: await as.request('accessToken', {}, { kind: 'session' }),
    bearer: await nobody.request('vault', {}, { kind: 'bearer', token: value }),
    reset: await nobody.request('resetOpen', link, { kind: 'none' }),
    verify: await nobody.request('verifyEmail', link, { kind: 'none' }),
  };
  return Object.entries(tries).flatMap(([name, { kind }]) => (kind === 'ok' ? [name] : []));
}

const tokenOf = (fragment: string | null): string => fragment?.split('=')[1] ?? '';

test('no value of the database is a session, an access token or a link', async () => {
  const [ana, ben] = [await house.person('ana'), await house.person('ben')];
  await online(ana, ben);
  const room = await directChat(ana, 'ben');
  await say(ana, room, 'something to steal');
  await hears(ben, room, 'something to steal');
  const door = await house.device('door');
  await knocks(door, 'ben');
  expectOk(await ana.client.setEmail({ address: ADDRESS, password: PASSWORD }));
  expectOk(await ana.client.verifyEmail(tokenOf((await box.next(ADDRESS)).fragment)));
  const away = await house.device('away');
  expectOk(await away.client.askReset('ana'));
  const reset = await box.next(ADDRESS, ({ fragment }) => fragment?.startsWith('reset') === true);
  expectOk(await ana.client.setEmail({ address: 'other@example.org', password: PASSWORD }));
  const verify = await box.next('other@example.org');

  const values = stolen();
  expect(values.size).toBeGreaterThan(50);
  const opened: string[] = [];
  for (const value of values) for (const what of await opens(value)) opened.push(`${what} by ${value}`);
  expect(opened).toEqual([]);

  // What their owners hold does open: this is how it would look.
  const [session] = globSync('*/session', { cwd: join(house.serverFolder, '..') });
  const cookie = readFileSync(join(house.serverFolder, '..', session ?? ''), 'utf8');
  expect(await opens(cookie)).toEqual(['session']);
  expect(await opens(tokenOf(reset.fragment))).toEqual(['reset']);
  expect(await opens(tokenOf(verify.fragment))).toEqual(['verify']);
});

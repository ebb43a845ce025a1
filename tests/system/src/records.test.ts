/** An account's records, as a device that comes into many rooms reads them: each is fetched when it changed, not with every room. */
import { nodePorts } from '@alcove/platform-node';
import type { HttpPort } from '@alcove/client';
import { openHouse, PASSWORD, until, type House } from '@alcove/testkit/house';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOk } from './devices.ts';
import { groupOf } from './talk.ts';

let house: House;
beforeEach(async () => void (house = await openHouse()));
afterEach(async () => {
  const { faults } = house;
  await house.close();
  expect(faults).toEqual([]);
});

const ROOMS = 6;

test('a new device is told of each record once, however many rooms it comes into', async () => {
  const ana = await house.person('ana');
  const ben = await house.person('ben');
  const rooms = [];
  for (let n = 0; n < ROOMS; n++) rooms.push(await groupOf(ana, `Room ${String(n)}`, [ben]));
  await until(ana.client, 'app', null, ({ archive }) => archive.state === 'current');

  const told = new Map<string, number>();
  const { http } = nodePorts({ server: house.url, folder: await house.emptyFolder() });
  const counting: HttpPort = {
    async request(name, body, auth) {
      const outcome = await http.request(name, body, auth);
      if (
        name === 'records' &&
        outcome.kind === 'ok' &&
        'records' in outcome.value &&
        Array.isArray(outcome.value.records)
      )
        for (const record of outcome.value.records as { name: string; version: number }[]) {
          const key = `${record.name}/${String(record.version)}`;
          told.set(key, (told.get(key) ?? 0) + 1);
        }
      return outcome;
    },
  };
  const tablet = await house.device('tablet', { http: counting });
  expectOk(await tablet.client.logIn({ username: 'ana', password: PASSWORD }));
  for (const room of rooms) {
    const view = await until(tablet.client, 'room', room, (shown) => (shown?.epoch ?? 0) > 0 && shown?.title !== '');
    expect(view?.title).toMatch(/^Room \d$/u);
  }
  expect(told.size).toBeGreaterThanOrEqual(ROOMS);
  expect(Math.max(...told.values())).toBe(1);
});

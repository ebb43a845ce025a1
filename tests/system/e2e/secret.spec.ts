/** A secret chat of two browsers, while each of the two people has another device on which nothing of it appears. */
import { en } from '@alcove/locales';
import { until } from '@alcove/testkit/house';
import { expect, test } from './support/fixtures.ts';
import { tabTo } from './support/keys.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import type { Neighbour } from './support/neighbour.ts';
import type { Person } from './support/person.ts';
import { within, words } from './support/words.ts';

const DESK = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const;
const PHONE = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' } as const;
const { secret } = en;

async function look(person: Person, screen: string): Promise<void> {
  await expectAccessible(person.page, screen);
  await expectNothingSideways(person.page, screen);
}

/** Something passes the same server afterwards: what was to come before it has come. */
async function knowsNothing(
  device: Neighbour,
  room: Awaited<ReturnType<Neighbour['roomCalled']>>,
  last: string,
): Promise<void> {
  await device.finds(room, last);
  const rooms = await until(device.client, 'rooms', null, () => true);
  expect(rooms.map(({ kind }) => kind)).not.toContain('secret');
}

test('two browsers talk in secret: begun by keys, over restarts, unknown to other devices, over with one of the two', async ({
  newMember,
  newDeviceOf,
}) => {
  test.setTimeout(240_000);
  const [ines, soren] = [await newMember('Ines', DESK), await newMember('Soren', PHONE)];
  const complaints = collectComplaints(ines.page);
  await ines.writeTo(soren);
  await ines.say('Is this you?');
  await soren.button(within(en.shell.people)).last().click();
  await soren.openRoom('Ines');
  await soren.say('It is me');
  await ines.sees('It is me');
  const [tablet, laptop] = [await newDeviceOf(ines), await newDeviceOf(soren)];
  const chat = await tablet.roomCalled('Soren');

  await test.step('begun by keys, with the device they wrote from', async () => {
    await ines.openPeople();
    await tabTo(ines.button(secret.startWith('Soren')));
    await ines.page.keyboard.press('Enter');
    const dialog = ines.page.getByRole('dialog');
    await expect(dialog.getByRole('radio')).toHaveCount(2);
    await expect(dialog.getByRole('radio').first()).toBeChecked();
    await expect(dialog.getByText(secret.wroteLast)).toBeVisible();
    await look(ines, 'start a secret chat');
    await tabTo(dialog.getByRole('button', { name: secret.go }));
    await ines.page.keyboard.press('Enter');
    await expect(ines.page.getByText(words(secret.readers('Soren', 'browser')))).toBeVisible();
    await ines.say('Only for you');
  });
  await test.step('on the other side', async () => {
    await soren.button(within(en.shell.back)).click();
    const row = soren.page.getByRole('link', { name: within(secret.mark) });
    await row.click();
    await soren.sees('Only for you');
    await look(soren, 'a secret chat, narrow');
    await soren.say('And for nobody else');
    await ines.sees('And for nobody else');
    await ines.openPeople();
    await expect(ines.page.getByRole('list', { name: words(en.rooms.people) }).getByText('Browser')).toHaveCount(2);
    await look(ines, 'about a secret chat');
  });
  await test.step('the other devices know nothing, and a restart changes nothing', async () => {
    await tablet.say(chat, 'From the tablet, for all');
    await knowsNothing(laptop, await laptop.roomCalled('Ines'), 'From the tablet, for all');
    await knowsNothing(tablet, chat, 'From the tablet, for all');
    await ines.page.reload();
    await ines.sees('And for nobody else');
    await ines.say('Still here');
    await soren.sees('Still here');
  });
  await test.step('it is over when one of its devices is removed', async () => {
    const { devices } = (await until(laptop.client, 'devices', null, (view) => view?.devices.length === 2)) ?? {};
    const gone = devices?.find(({ isThis }) => !isThis)?.device;
    if (gone === undefined) throw new Error('no other device');
    expect(await laptop.client.removeDevices([gone], soren.password)).toMatchObject({ ok: true });
    const ended = ines.page.getByRole('region', { name: words(secret.ended['device-gone']('Soren')) });
    await expect(ended).toBeVisible();
    await expect(ines.composer).toHaveCount(0);
    await ines.sees('And for nobody else');
    await look(ines, 'a secret chat that is over');
    await ended.getByRole('button', { name: words(secret.startWith('Soren')) }).click();
    await expect(ines.page.getByText(words(secret.only('Soren', 'terminal')))).toBeVisible();
  });
  expect(complaints).toEqual([]);
});

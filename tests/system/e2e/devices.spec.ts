/** One person with several browsers: letting one in, being asked about one, removing one. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import type { Person } from './support/person.ts';
import { within, words } from './support/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' } as const;
const DESK = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const;
const { door, wanting, question, list, removed } = en.devices;

/** Logs in with somebody else's browser, and stands before the door. */
async function knock(device: Person, owner: Person): Promise<void> {
  await device.page.goto('/');
  await device.button(en.arriving.signUp.haveAccount).click();
  await device.field(en.arriving.logIn.handle).fill(owner.handle);
  await device.field(en.arriving.logIn.password).fill(owner.password);
  await device.button(en.arriving.logIn.go).click();
  await expect(device.heading(door.title)).toBeVisible();
  await expect(device.page.getByRole('img', { name: door.square })).toBeVisible();
}

const inside = (person: Person) => expect(person.button(en.shell.newThing).first()).toBeVisible();

test('a phone is let in by the number both show, with its rooms; then it is removed', async ({
  newMember,
  newPerson,
  newNeighbour,
}) => {
  const ines = await newMember('Ines', DESK);
  const phone = await newPerson('Ines', PHONE);
  const soren = await newNeighbour('Soren');
  const complaints = collectComplaints(phone.page);
  await soren.say(await soren.writeTo(ines), 'Before the phone');

  await knock(phone, ines);
  await expectAccessible(phone.page, 'the door');
  await expectNothingSideways(phone.page, 'the door');
  // By keyboard alone: the notice is where the person is, its button in reach.
  await ines.page
    .getByRole('button', { name: words(en.shell.urgentGo) })
    .first()
    .press('Enter');
  const asked = ines.page.getByRole('dialog');
  await expect(asked.getByRole('heading', { name: words(wanting.title) })).toBeFocused();
  await expectAccessible(ines.page, 'a device wants in');
  await asked.getByRole('button', { name: words(wanting.compare) }).press('Enter');

  await expect(phone.heading(door.compareTitle)).toBeVisible();
  const shown = (page: Person['page']) => page.locator('.compare-number [aria-hidden]').allInnerTexts();
  await expect(asked.locator('.compare-number')).toBeVisible();
  expect(await shown(phone.page)).toEqual(await shown(ines.page));
  expect((await shown(phone.page)).join('')).toMatch(/^\d{8}$/);
  await expectAccessible(phone.page, 'the number');
  await expectNothingSideways(phone.page, 'the number');
  await expectAccessible(ines.page, 'the number at the desk');
  await phone.button(door.same).press('Enter');
  await expect(phone.heading(door.waitingTitle)).toBeVisible();
  await asked.getByRole('button', { name: words(wanting.yes) }).press('Enter');
  await expect(ines.page.getByText(wanting.letIn)).toBeVisible();
  await inside(phone);
  const tabs = phone.page.getByRole('navigation', { name: words(en.shell.regionTabs) });
  await tabs.getByRole('button', { name: within(en.shell.people) }).click();
  await phone.openRoom('Soren');
  // What the server refuses, a console mentions.
  expect(complaints.filter((complaint) => !complaint.includes('Failed to load resource'))).toEqual([]);

  await ines.openSettings();
  const devices = ines.page.getByRole('region', { name: words(list.title) });
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await expect(devices.getByText(list.here)).toBeVisible();
  await expectAccessible(ines.page, 'devices');
  const row = devices.getByRole('listitem').filter({ hasNotText: list.here });
  await row.getByRole('button').click();
  await ines.page.getByRole('menuitem', { name: words(list.rename) }).click();
  await ines.page.getByRole('dialog').getByLabel(list.name, { exact: true }).fill('Pocket');
  await ines.page
    .getByRole('dialog')
    .getByRole('button', { name: words(en.common.save) })
    .click();
  await expect(devices.getByText('Pocket')).toBeVisible();
  await row.getByRole('button').click();
  await ines.page.getByRole('menuitem', { name: words(list.remove) }).click();
  const sure = ines.page.getByRole('alertdialog');
  await expect(sure.getByText(list.removeLead)).toBeVisible();
  await expectAccessible(ines.page, 'remove a device');
  await sure.getByRole('button', { name: words(list.remove) }).click();
  await expect(phone.heading(removed.title)).toBeVisible({ timeout: 5_000 });
  await expectAccessible(phone.page, 'removed');
  await expectNothingSideways(phone.page, 'removed');
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await phone.page.reload();
  await expect(phone.heading(removed.title)).toBeVisible();
  await phone.button(removed.go).click();
  await expect(phone.heading(en.arriving.signUp.title)).toBeVisible();
});

test('a device that came in by password is asked about, on a phone, and removed by one tap', async ({
  newMember,
  newPerson,
}) => {
  const ines = await newMember('Ines', PHONE);
  const laptop = await newPerson('Ines', DESK);
  await knock(laptop, ines);
  await laptop.button(within(door.byPassword)).click();
  await inside(laptop);
  const row = ines.page.getByRole('button', { name: within(question.task) });
  await expect(row.first()).toBeVisible();
  // Kept until it is answered.
  await ines.page.reload();
  await row.first().click();
  const asked = ines.page.getByRole('alertdialog');
  await expect(asked.getByText(question.lead)).toBeVisible();
  await expectAccessible(ines.page, 'was this you');
  await expectNothingSideways(ines.page, 'was this you');
  await asked.getByRole('button', { name: words(question.no) }).click();
  await expect(ines.page.getByText(question.removed)).toBeVisible();
  await expect(row).toHaveCount(0);
  await expect(laptop.heading(removed.title)).toBeVisible({ timeout: 5_000 });
});

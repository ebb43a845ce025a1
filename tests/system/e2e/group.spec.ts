/** A group of three: made, named, joined, renamed, left; and somebody removed, who reads nothing of what follows. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { within, words } from './support/words.ts';

test('three people talk in a room, one is removed, one leaves', async ({ newMember, newPerson }) => {
  const [ines, soren, amara] = [await newMember('Ines'), await newMember('Soren'), await newPerson('Amara')];
  await amara.signUp();
  await ines.makeRoom('Tide sensors', [soren, amara]);
  await expect(ines.page.getByText(words(en.rooms.onlyPeople(3)))).toBeVisible();
  await ines.say('Welcome, both');

  for (const person of [soren, amara]) {
    await person.openRoom('Tide sensors');
    await person.sees('Welcome, both');
  }
  await soren.say('Hello from Soren');
  await amara.sees('Hello from Soren');
  await ines.sees('Hello from Soren');

  await test.step('whoever is called by name is lit where they are, and the name is marked', async () => {
    await soren.openSettings();
    await ines.composer.pressSequentially('Ask @sor');
    await expect(ines.page.getByRole('option', { name: within('Soren') })).toHaveAttribute('aria-selected', 'true');
    await ines.composer.press('Enter');
    await ines.composer.pressSequentially('about the clamps');
    await ines.composer.press('Enter');
    const row = soren.page.getByRole('link', { name: within('Tide sensors') });
    await expect(row.first()).toContainText(en.common.forYou(1));
    await soren.openRoom('Tide sensors');
    await expect(soren.message('about the clamps').locator('.at-me')).toHaveText('@Soren');
    await expect(amara.message('about the clamps').locator('.at-one')).toHaveText('@Soren');
    await expect(row.first()).not.toContainText(en.common.forYou(1));
  });

  await soren.openPeople();
  await soren.button(en.rooms.rename).click();
  await soren.page.getByRole('dialog').getByRole('textbox').fill('Tide and wind');
  await soren.page.getByRole('dialog').getByRole('button', { name: en.rooms.saveName }).click();
  await expect(amara.heading('Tide and wind')).toBeVisible();
  await expect(amara.page.getByText(words(en.timeline.renamed('Soren', 'Tide and wind')))).toBeVisible();

  await ines.openPeople();
  await ines.button(en.rooms.removeName('Amara')).click();
  await ines.page
    .getByRole('alertdialog')
    .or(ines.page.getByRole('dialog'))
    .getByRole('button', { name: within('Remove') })
    .last()
    .click();
  await expect(soren.page.getByText(words(en.timeline.removed('Ines', ['Amara'])))).toBeVisible();
  await ines.say('Between the two of us');
  await soren.sees('Between the two of us');
  await expect(amara.page.getByText(words(en.composer.youLeft)).first()).toBeVisible();
  await expect(amara.message('Between the two of us')).toHaveCount(0);
  await expect(amara.message('Hello from Soren')).toHaveCount(1);

  await soren.button(en.rooms.leave).click();
  await soren.page
    .getByRole('alertdialog')
    .or(soren.page.getByRole('dialog'))
    .getByRole('button', { name: en.rooms.leaveNow, exact: true })
    .click();
  await expect(ines.page.getByText(words(en.timeline.left('Soren')))).toBeVisible();
  await expect(ines.page.getByText(words(en.rooms.onlyYou))).toBeVisible();
});

test('somebody added later reads from then on, and everybody sees who added them', async ({
  newMember,
  newNeighbour,
}) => {
  const [ines, soren, amara] = [await newMember('Ines'), await newMember('Soren'), await newNeighbour('Amara')];
  await ines.makeRoom('Boat shed', [soren]);
  await ines.say('Before Amara');
  await soren.openRoom('Boat shed');
  await soren.sees('Before Amara');

  await soren.openPeople();
  await soren.button(en.rooms.addPeople).first().click();
  const dialog = soren.page.getByRole('dialog');
  // Nobody knows her name before she accepts.
  await soren.choose(dialog, { name: amara.handle, handle: amara.handle });
  await dialog.getByRole('button', { name: words(en.rooms.add(1)) }).click();
  await expect(ines.page.getByText(words(en.timeline.added('Soren', [amara.handle])))).toBeVisible();

  await ines.say('After Amara');
  const shed = await amara.roomCalled('Boat shed');
  await amara.client.acceptRequest(shed);
  await amara.finds(shed, 'After Amara');
  expect(await amara.texts(shed)).toEqual(['After Amara']);
  await expect(ines.page.getByText(words(en.timeline.added('Soren', ['Amara'])))).toBeVisible();
});

test('the panel says in plain words how a room is kept private', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('Hello');
  await soren.openRoom('Ines');
  await soren.sees('Hello');
  await ines.openPeople();
  const panel = ines.page.getByRole('complementary');
  await expect(panel.getByRole('heading', { name: en.rooms.privateTitle })).toBeVisible();
  await expect(panel.getByText(en.rooms.allInOrder)).toBeVisible();
  await panel.getByText(en.rooms.details, { exact: true }).click();
  await expect(panel.getByText(en.rooms.round, { exact: true })).toBeVisible();

  await soren.openPeople();
  const digits: string[] = [];
  for (const person of [ines, soren]) {
    await person.button(new RegExp(`^${en.trust.compare}`, 'u')).click();
    digits.push(await person.page.getByRole('dialog').getByLabel(en.trust.digits).innerText());
  }
  expect(digits[0]?.replaceAll(/\D/gu, '')).toMatch(/^\d{60}$/u);
  expect(digits[0]).toBe(digits[1]);
});

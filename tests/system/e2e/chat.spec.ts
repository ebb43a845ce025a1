/** Two people who have never met: accounts, finding each other, a first message to somebody who is away, a chat that goes both ways. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { readSquare } from './support/square.ts';
import { words, within } from './support/words.ts';

test('a first message waits for somebody who is away, and the answer comes back live', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await soren.goAway();

  await ines.writeTo(soren);
  await ines.say('Are you coming to the **boat shed**?');
  await expect(ines.message('boat shed').getByText(en.timeline.sent)).toBeVisible();

  await soren.comeBack();
  await soren.openRoom('Ines');
  await soren.sees('Are you coming to the boat shed?');
  await expect(soren.message('boat shed').locator('strong')).toHaveText('boat shed');
  await expect(ines.message('boat shed').getByText(en.timeline.read)).toBeVisible();

  await soren.say('On my way');
  await ines.sees('On my way');
});

test('one’s own square is one’s own link, which leads to a chat, also through sign-up', async ({
  newMember,
  newPerson,
  server,
}) => {
  const [ines, amara] = [await newMember('Ines'), await newPerson('Amara')];
  await ines.openSettings();
  await ines.button(en.settings.showQr).click();
  const link = await readSquare(ines.page.getByRole('img', { name: words(en.settings.qr) }));
  expect(link).toBe(`${server.url}/u/${ines.handle}`);
  await expect(ines.field(en.settings.link)).toHaveValue(link);

  await amara.signUpFrom(link);
  await amara.button(en.shell.writeTo.go(ines.handle)).click();
  await amara.say('Found you by your link');

  await ines.openRoom('Amara');
  await ines.sees('Found you by your link');
});

test('an unknown handle and one of one’s own get a sentence each', async ({ newMember }) => {
  const ines = await newMember('Ines');
  await ines.startNew(en.shell.newChat);
  const dialog = ines.page.getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: en.people.findLabel });

  await field.fill('nobody-here');
  await field.press('Enter');
  await expect(dialog.getByText(within('Nobody here has the handle'))).toBeVisible();
  await expect(field).toHaveValue('nobody-here');

  await field.fill(ines.handle);
  await field.press('Enter');
  await expect(dialog.getByText(words(en.people.self))).toBeVisible();
});

test('what one does to a message reaches the other', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('The tide turns at six');
  await soren.openRoom('Ines');
  await soren.sees('The tide turns at six');

  await soren.act('The tide turns at six', en.timeline.reply);
  await soren.say('Then we start at five');
  await expect(ines.message('Then we start at five').getByText('The tide turns at six')).toBeVisible();

  await soren.message('The tide turns at six').first().hover();
  await soren
    .message('The tide turns at six')
    .first()
    .getByRole('button', { name: en.timeline.reactWith('👍') })
    .click();
  await expect(ines.page.getByRole('button', { name: /👍 1/u })).toBeVisible();

  await ines.act('The tide turns at six', en.timeline.edit);
  await ines.composer.fill('The tide turns at seven');
  await ines.composer.press('Enter');
  await expect(soren.message('The tide turns at seven').getByText(en.timeline.edited)).toBeVisible();

  await ines.act('The tide turns at seven', en.timeline.deleteForEveryone);
  await ines.page
    .getByRole('alertdialog')
    .or(ines.page.getByRole('dialog'))
    .getByRole('button', { name: en.timeline.delete, exact: true })
    .click();
  await expect(soren.page.getByText(words(en.timeline.deletedBy('Ines')))).toBeVisible();
  await expect(soren.page.getByText('The tide turns at seven')).toHaveCount(0);
});

test('somebody who writes is seen writing', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('Hello');
  await soren.openRoom('Ines');
  await soren.composer.pressSequentially('I am just');
  await expect(ines.page.getByText(within('Soren is writing')).first()).toBeVisible();
});

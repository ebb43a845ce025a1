/** What people say of themselves: set in one browser, seen in another, and by nobody who is blocked. */
import { en } from '@alcove/locales';
import { until } from '@alcove/testkit/house';
import { expect, test } from './support/fixtures.ts';
import { tabTo } from './support/keys.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import { within, words } from './support/words.ts';

const { profile } = en;
const STILL = { reducedMotion: 'reduce' } as const;
const NARROW = { ...STILL, viewport: { width: 360, height: 740 } } as const;

test('picture, bio and a status with an end, by key, reach a friend on a phone; whoever is blocked hears nothing', async ({
  newMember,
  newNeighbour,
}) => {
  const [ines, soren] = [await newMember('Ines', STILL), await newMember('Soren', NARROW)];
  const [mallory, amara] = [await newNeighbour('Mallory'), await newNeighbour('Amara')];
  const complaints = [collectComplaints(ines.page), collectComplaints(soren.page)];
  await ines.writeTo(mallory);
  await ines.say('Hello');
  const shut = await mallory.roomCalled('Ines');
  await ines.openPeople();
  // Who was asked and has not answered is known by their handle.
  await ines.button(words(en.contacts.blockName(mallory.handle))).click();
  await ines.page.getByRole('alertdialog').getByRole('button', { name: en.contacts.block, exact: true }).click();
  await ines.writeTo(amara);
  await ines.say('Hello');
  const friends = await amara.roomCalled('Ines');
  await ines.writeTo(soren);
  await ines.say('Is the tide right?');

  const own = ines.button(within(en.accounts.title)).first();
  await tabTo(own, 'Shift+Tab');
  await ines.page.keyboard.press('Enter');
  await ines.page
    .getByRole('dialog', { name: words(en.accounts.title) })
    .getByRole('button', { name: words(profile.ownWords) })
    .press('Enter');
  const dialog = ines.page.getByRole('dialog', { name: words(profile.statusTitle) });
  await dialog.getByRole('radio', { name: profile.states.busy }).press('Space');
  await dialog.getByRole('textbox', { name: profile.words }).fill('In the workshop');
  await dialog.getByRole('button', { name: profile.emojiPick }).press('Enter');
  await ines.page.getByRole('dialog', { name: en.composer.emoji }).getByRole('option').nth(12).click();
  await dialog.getByRole('radio', { name: profile.untils.hour }).press('Space');
  await expectAccessible(ines.page, 'status');
  await expectNothingSideways(ines.page, 'status');
  await dialog.getByRole('textbox', { name: profile.words }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(own).toContainText('In the workshop');
  await expect(own).toContainText(profile.states.busy);

  await ines.openSettings();
  await ines.field(profile.bio).fill('Keeps the float switches honest.');
  await ines.field(profile.bio).press('Enter');
  await expect(ines.page.getByText(profile.bioSaved)).toBeVisible();

  // Larger than what is told, and with something in the file that stays here.
  const drawn = await ines.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(900, 600);
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.fillStyle = '#c86';
    context.fillRect(0, 0, 900, 600);
    context.fillStyle = '#246';
    context.fillRect(300, 100, 300, 400);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())];
  });
  const file = Buffer.from(drawn);
  const secret = Buffer.from('Taken at 59.9139 N, 10.7522 E');
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, secret.length + 2]), secret]);
  const chooser = ines.page.waitForEvent('filechooser');
  await ines.button(profile.pictureChoose).press('Enter');
  await (
    await chooser
  ).setFiles({
    name: 'me.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.concat([file.subarray(0, 2), comment, file.subarray(2)]),
  });
  const cropping = ines.page.getByRole('dialog', { name: words(profile.pictureTitle) });
  await cropping.getByRole('slider', { name: profile.zoom }).press('End');
  await cropping.getByRole('slider', { name: profile.sideways }).press('ArrowRight');
  await expectAccessible(ines.page, 'cropping a picture');
  await expectNothingSideways(ines.page, 'cropping a picture');
  await cropping.getByRole('button', { name: profile.pictureTake }).press('Enter');
  await expect(cropping).toHaveCount(0);
  await expect(ines.button(profile.pictureRemove)).toBeVisible();
  await expectAccessible(ines.page, 'settings with a picture');

  await soren.button(within(en.shell.people)).last().click();
  await soren.openRoom('Ines');
  const face = soren.page.locator('.room-head .face img');
  await expect(face).toBeVisible();
  await expect.poll(() => face.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
  const peer = (await until(amara.client, 'room', friends, (room) => room?.peer?.picture != null))?.peer;
  const told = peer == null ? null : await amara.client.picture(peer.account);
  expect(told?.type).toBe('image/webp');
  expect(told?.bytes.length).toBeLessThanOrEqual(24_576);
  expect(Buffer.from(told?.bytes ?? []).includes('Taken at')).toBe(false);
  await expect(soren.page.locator('.room-head')).toContainText(profile.states.busy);
  await soren.openPeople();
  const panel = soren.page.getByRole('complementary', { name: en.rooms.about });
  await expect(panel).toContainText('In the workshop');
  await expect(panel).toContainText(/until \d\d:\d\d/u);
  await expect(panel).toContainText('Keeps the float switches honest.');
  await expectAccessible(soren.page, 'somebody with a status');
  await expectNothingSideways(soren.page, 'somebody with a status');
  // Whoever looks at the app is here, unless they say something else.
  await soren.say('Half past six');
  await ines.openRoom('Soren');
  await ines.sees('Half past six');
  await expect(ines.page.locator('.room-head')).toContainText(profile.states.here);

  const view = await until(mallory.client, 'room', shut, (room) => room !== null);
  expect(view?.members.map(({ status, bio, picture }) => [status, bio, picture])).toEqual([
    [null, '', null],
    [null, '', null],
  ]);

  await ines.openSettings();
  await ines.button(profile.pictureRemove).press('Enter');
  await expect(face).toHaveCount(0);
  expect(complaints).toEqual([[], []]);
});

/**
 * What the real client and the real server put on the screens, in one walk: no accessibility violation in light and in dark, nothing
 * sideways on the narrowest phone, and no complaint of the browser about the page, its content policy included. Every state there is, and
 * that nothing shifts or moves, is looked at in gallery.spec.ts, with made-up data; arriving.spec.ts has the way in.
 */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import { within, words } from './support/words.ts';

/** Nothing fades while axe looks: half-way colours are nobody's. */
const STILL = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const;
const LONG = `A very long word: ${'tide'.repeat(60)}`;
const WIDE = `\`\`\`ts\nconst tide = '${'x'.repeat(200)}';\n\`\`\``;

test('a request, bubbles, rows, settings and security, as they really come', async ({ newMember, newNeighbour }) => {
  test.setTimeout(240_000);
  const [ines, soren] = [await newMember('Ines', STILL), await newNeighbour('Soren')];
  const complaints = collectComplaints(ines.page);
  const dialog = ines.page.getByRole('dialog').or(ines.page.getByRole('alertdialog'));
  let isFirst = true;
  const look = async (screen: string): Promise<void> => {
    // Wide code is moved from inside its message: from outside, all messages are one stop.
    await expectAccessible(ines.page, screen, { again: !isFirst, without: 'pre' });
    isFirst = false;
    await expectNothingSideways(ines.page, screen);
  };
  const escape = async (): Promise<void> => {
    await ines.page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  };

  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'The tide turns at **six**', LONG, WIDE);
  const group = await soren.makeRoom('Tide sensors', [ines]);
  await soren.say(group, 'See `tide.ts` and [the log](https://example.org/log)', '> quoted\n\n- one\n- two', WIDE);

  await test.step('what is new, and a request', async () => {
    await expect(ines.heading(en.shell.frontTitle)).toBeVisible();
    await ines.page
      .getByRole('link', { name: within('Soren') })
      .first()
      .click();
    await expect(ines.button(en.contacts.accept)).toBeVisible();
    await look('a request');
  });
  for (const [title, room] of [
    ['Soren', chat],
    ['Tide sensors', group],
  ] as const) {
    await test.step(title, async () => {
      await ines.openRoom(title);
      // The chat was read as a request before.
      if (room === group) await expect(ines.page.getByRole('separator', { name: /^New since/u })).toBeVisible();
      await ines.say('Half past five');
      const theirs = await soren.finds(room, 'Half past five');
      await soren.client.react(room, theirs.id, '👍', true);
      await soren.client.send(room, { text: 'An answer', replyTo: theirs.id, mentions: [] });
      await ines.sees('An answer');
      await ines.openPeople();
      await ines.page.getByText(en.rooms.details, { exact: true }).click();
      await look(title);
    });
  }
  await test.step('settings, and what they fetch', async () => {
    const { access, settings } = en;
    await ines.openSettings();
    await expect(ines.heading(settings.title)).toBeVisible();
    await ines.button(access.happened.all).click();
    await expect(ines.page.getByText(access.happened.kinds.connected()).first()).toBeVisible();
    await look('settings');
    await ines.button(access.secondFactor.turnOn).click();
    await dialog.getByLabel(access.passwordNow, { exact: true }).fill(ines.password);
    await dialog.getByRole('button', { name: words(access.secondFactor.next) }).click();
    await expect(dialog.getByRole('img', { name: access.secondFactor.square })).toBeVisible();
    await look('the square for an authenticator');
    await escape();
    await ines.button(en.devices.list.add).click();
    await expect(dialog).toBeVisible();
    await escape();
    await ines.button(within(en.security.title)).last().click();
    await expect(ines.heading(en.security.calm)).toBeVisible();
    await look('security');
  });
  await test.step('no such place', async () => {
    await ines.page.goto(`/r/${'A'.repeat(43)}`);
    await expect(ines.heading(en.shell.gone)).toBeVisible();
  });
  expect(complaints).toEqual([]);
});

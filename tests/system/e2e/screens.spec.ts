/**
 * Every screen, held to the same: no accessibility violation in light and in dark, nothing sideways on the narrowest phone, no
 * complaint of the browser about the page (its content policy included), nothing that moves by itself while it opens.
 */
import { en } from '@alcove/locales';
import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import { Person } from './support/person.ts';
import { within, words } from './support/words.ts';

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };
/** Nothing fades while axe looks: half-way colours are nobody's. */
const STILL = { viewport: DESK, reducedMotion: 'reduce' } as const;

/** Whatever lies over the screen, put away by key. */
async function escape(overlay: Locator): Promise<void> {
  await overlay.page().keyboard.press('Escape');
  await expect(overlay).toHaveCount(0);
}

test('arriving: sign-up, recovery card and check, first rooms, log-in, a second tab', async ({ newPerson }) => {
  test.setTimeout(180_000);
  const ines = await newPerson('Ines', STILL);
  const complaints = collectComplaints(ines.page);
  const look = async (screen: string): Promise<void> => {
    await expectAccessible(ines.page, screen);
    await expectNothingSideways(ines.page, screen);
  };

  await test.step('sign-up, empty and with mistakes', async () => {
    await ines.openSignUp();
    await look('sign-up');
    await ines.button(en.arriving.signUp.go).click();
    await expect(ines.page.getByText(en.arriving.signUp.nameMissing)).toBeVisible();
    await look('sign-up with mistakes');
  });
  await test.step('recovery card', async () => {
    await ines.fillSignUp();
    await ines.button(en.arriving.signUp.go).click();
    await ines.readRecoveryCard();
    await look('recovery card');
    await ines.button(within(en.arriving.keep.hand)).click();
    await ines.button(en.arriving.keep.kept).click();
    await expect(ines.heading(en.arriving.check.title)).toBeVisible();
    await look('recovery check');
    await ines.button(en.arriving.check.go).click();
    await look('recovery check with mistakes');
    await ines.typeAskedWords();
    await ines.button(en.arriving.check.go).click();
  });
  await test.step('first rooms', async () => {
    await expect(ines.heading(en.arriving.rooms.title)).toBeVisible();
    await look('your rooms');
    await ines.button(en.arriving.rooms.goIn).click();
    await expect(ines.heading(en.shell.firstTitle)).toBeVisible();
    await look('the empty front');
    await ines.page.goto('/r/nothing-like-it');
    await ines.page.goto(`/r/${'A'.repeat(43)}`);
    await expect(ines.heading(en.shell.gone)).toBeVisible();
    await look('no such place');
  });
  await test.step('a second tab', async () => {
    const second = new Person('Ines', await ines.page.context().newPage());
    await second.page.goto('/');
    await expect(second.heading(en.arriving.elsewhere.title)).toBeVisible();
    await expectAccessible(second.page, 'elsewhere');
    await expectNothingSideways(second.page, 'elsewhere');
    await second.page.close();
  });
  await test.step('log-in, and with a wrong password', async () => {
    await ines.page.bringToFront();
    await ines.logOut();
    await look('log-in');
    await ines.logIn('not the password at all');
    await expect(ines.page.getByText(en.failures['login-failed'])).toBeVisible();
    await look('log-in with a wrong password');
  });
  // The refusal of the wrong password is the one thing a console may mention.
  expect(complaints.filter((complaint) => !complaint.includes('401'))).toEqual([]);
});

test('inside: rooms, bubbles, dialogs, menus, settings', async ({ newMember, newNeighbour }) => {
  test.setTimeout(420_000);
  const [ines, soren] = [await newMember('Ines', STILL), await newNeighbour('Soren')];
  const complaints = collectComplaints(ines.page);
  const dialog = ines.page.getByRole('dialog').or(ines.page.getByRole('alertdialog'));
  const look = async (screen: string): Promise<void> => {
    await expectAccessible(ines.page, screen);
    await expectNothingSideways(ines.page, screen);
  };

  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'The tide turns at **six**', 'See `tide.ts` and [the log](https://example.org/log)');
  const group = await soren.makeRoom('Tide sensors', [ines]);
  await soren.say(group, 'Welcome to the group', '> quoted\n\n- one\n- two\n\n```ts\nconst tide = 6;\n```');

  await test.step('what is new', async () => {
    await expect(ines.heading(en.shell.frontTitle)).toBeVisible();
    await look('what is new');
  });
  await test.step('a request', async () => {
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
    const style = title === 'Soren' ? 'bubbles' : 'rows';
    await test.step(style, async () => {
      await ines.openRoom(title);
      await expect(ines.page.getByRole('separator', { name: /^New since/u })).toBeVisible();
      await ines.say('Half past five');
      await ines.say('Wrong line');
      const theirs = await soren.finds(room, 'Half past five');
      await soren.client.react(room, theirs.id, '👍', true);
      await soren.client.send(room, { text: 'An answer', replyTo: theirs.id, mentions: [] });
      await ines.sees('An answer');
      await ines.act('Half past five', en.timeline.edit);
      await ines.composer.fill('Half past six');
      await ines.composer.press('Enter');
      await expect(ines.message('Half past six').getByText(en.timeline.edited)).toBeVisible();
      await ines.act('Wrong line', en.timeline.deleteForEveryone);
      await expectAccessible(ines.page, `${style}: delete dialog`);
      await dialog.getByRole('button', { name: en.timeline.delete, exact: true }).click();
      await expect(ines.page.getByText(words(en.timeline.deletedByYou))).toBeVisible();
      await look(style);
    });
    await test.step(`${style}: a message in use`, async () => {
      await ines.message('An answer').hover();
      await expectAccessible(ines.page, `${style}: toolbar`);
      await ines.message('An answer').getByRole('button', { name: en.timeline.more }).click();
      await expect(ines.page.getByRole('menu')).toBeVisible();
      await expectAccessible(ines.page, `${style}: message menu`);
      await escape(ines.page.getByRole('menu'));
      await ines.act('An answer', en.timeline.reply);
      await ines.composer.fill(':thu');
      await expectAccessible(ines.page, `${style}: replying, with suggestions`);
      await ines.composer.fill('');
      await ines.button(en.composer.stopReply).click();
      await ines.message('Half past six').getByText(en.timeline.edited).click();
      await expect(dialog).toBeVisible();
      await look(`${style}: versions`);
      await escape(dialog);
      await ines.page
        .getByRole('group', { name: en.composer.region })
        .getByRole('button', { name: en.composer.emoji })
        .click();
      await expect(dialog).toBeVisible();
      await expectAccessible(ines.page, `${style}: emoji`);
      await escape(dialog);
    });
    await test.step(`${style}: people`, async () => {
      await ines.openPeople();
      await ines.page.getByText(en.rooms.details, { exact: true }).click();
      await look(`${style}: panel`);
      if (title === 'Soren') {
        await ines.button(new RegExp(`^${en.trust.compare}`, 'u')).click();
        await expect(dialog).toBeVisible();
        await look('compare dialog');
        await escape(dialog);
        await ines.button(en.contacts.blockName('Soren')).click();
        await look('block dialog');
        await dialog.getByRole('button', { name: en.contacts.keep }).click();
        await expect(ines.button(en.rooms.leave)).toBeHidden();
      } else {
        await ines.button(en.rooms.leave).click();
        await look('leave dialog');
        await dialog.getByRole('button', { name: en.rooms.stay }).click();
      }
    });
  }

  await test.step('dialogs that begin something', async () => {
    await ines.startNew(en.shell.newChat);
    await dialog.getByRole('textbox', { name: en.people.findLabel }).fill(soren.handle);
    await dialog.getByRole('button', { name: words(en.people.find) }).click();
    await expect(dialog.getByRole('button', { name: /^Open the chat with/u })).toBeVisible();
    await look('new chat');
    await escape(dialog);
    await ines.makeRoom('Boat shed', [soren]);
    await ines.openPeople();
    await ines.button(en.rooms.removeName('Soren')).click();
    await look('remove dialog');
    await dialog.getByRole('button', { name: en.rooms.cancel }).click();
    await ines.button(en.rooms.rename).click();
    await look('rename dialog');
    await escape(dialog);
    await ines.button(en.rooms.addPeople).first().click();
    await look('add people');
    await escape(dialog);
    await ines.startNew(en.shell.newRoom);
    await look('new group');
    await escape(dialog);
  });
  await test.step('jump box, keys, settings', async () => {
    await ines.page.keyboard.press('Control+k');
    await expect(dialog.getByRole('option').first()).toBeVisible();
    await look('jump box');
    await ines.page.keyboard.type('nothing like it');
    await expectAccessible(ines.page, 'jump box without results');
    await escape(dialog);
    await ines.openSettings();
    await expect(ines.heading(en.settings.title)).toBeVisible();
    await look('settings');
    await ines.button(en.settings.keysShow).click();
    await look('keys');
    await escape(dialog);
    await ines.button(en.settings.logOut).first().click();
    await look('log-out dialog');
    await escape(dialog);
  });
  await test.step('forced colours, and more contrast', async () => {
    await ines.openRoom('Soren');
    await ines.page.emulateMedia({ forcedColors: 'active' });
    await ines.sees('An answer');
    await ines.page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
    await expectAccessible(ines.page, 'more contrast');
  });
  expect(complaints).toEqual([]);
});

for (const [where, viewport] of [
  ['at a desk', { width: 1280, height: 800 }],
  ['on a phone', PHONE],
] as const) {
  test(`the account ${where}: security, and what the settings ask`, async ({ newMember }) => {
    test.setTimeout(240_000);
    const ines = await newMember('Ines', { viewport, reducedMotion: 'reduce' });
    const complaints = collectComplaints(ines.page);
    const dialog = ines.page.getByRole('dialog').or(ines.page.getByRole('alertdialog'));
    const look = async (screen: string): Promise<void> => {
      await expectAccessible(ines.page, `${where}: ${screen}`);
      await expectNothingSideways(ines.page, `${where}: ${screen}`);
    };
    const { access, settings } = en;
    await ines.openSettings();
    await ines.button(within(en.security.title)).last().click();
    await expect(ines.heading(en.security.calm)).toBeVisible();
    await look('security');
    await ines.page.goBack();
    for (const [button, screen] of [
      [access.passwordChange, 'change the password'],
      [access.passkeys.add, 'add a passkey'],
      [access.secondFactor.turnOn, 'the second step'],
      [settings.recoveryNew, 'a new recovery code'],
    ] as const) {
      await test.step(screen, async () => {
        await ines.button(button).click();
        await expect(dialog).toBeVisible();
        await look(screen);
        await escape(dialog);
      });
    }
    await test.step('the second step, begun', async () => {
      await ines.button(access.secondFactor.turnOn).click();
      await dialog.getByLabel(access.passwordNow, { exact: true }).fill(ines.password);
      await dialog.getByRole('button', { name: words(access.secondFactor.next) }).click();
      await expect(dialog.getByRole('img', { name: access.secondFactor.square })).toBeVisible();
      await look('the square for an authenticator');
      await escape(dialog);
    });
    await test.step('the check of the card, and what happened', async () => {
      await ines.button(settings.recoveryCheck).click();
      await look('check the card');
      await ines.button(access.happened.all).click();
      await expect(ines.page.getByText(access.happened.kinds.connected()).first()).toBeVisible();
      await look('what happened');
    });
    await test.step('add a device', async () => {
      await ines.button(en.devices.list.add).click();
      await expect(dialog).toBeVisible();
      await look('add a device');
      await escape(dialog);
    });
    expect(complaints).toEqual([]);
  });
}

test('on a phone: list, room, panel, sheet, settings', async ({ newMember, newNeighbour }) => {
  test.setTimeout(180_000);
  const phone = { viewport: PHONE, hasTouch: true, isMobile: true, reducedMotion: 'reduce' } as const;
  const [ines, soren] = [await newMember('Ines', phone), await newNeighbour('Soren')];
  const complaints = collectComplaints(ines.page);
  const look = async (screen: string): Promise<void> => {
    await expectAccessible(ines.page, `phone: ${screen}`);
    await expectNothingSideways(ines.page, `phone: ${screen}`);
  };
  await expect(ines.button(en.shell.newRoom)).toBeVisible();
  await look('empty list');
  const chat = await soren.writeTo(ines);
  await soren.say(
    chat,
    'The tide turns at six',
    `A very long word: ${'tide'.repeat(60)}`,
    '```\n' + 'x'.repeat(200) + '\n```',
  );
  await ines.button(within(en.shell.people)).last().tap();
  await expect(ines.page.getByRole('link', { name: within('Soren') })).toBeVisible();
  await look('list');
  await ines.page.getByRole('link', { name: within('Soren') }).tap();
  await ines.sees('The tide turns at six');
  await look('a request');
  await ines.button(en.contacts.accept).tap();
  await expect(ines.composer).toBeVisible();
  await look('room');
  await ines.openPeople();
  await look('panel');
  await ines.button(en.rooms.close).tap();
  await ines.button(within(en.shell.back)).tap();
  await ines.openSettings();
  await look('settings');
  expect(complaints).toEqual([]);
});

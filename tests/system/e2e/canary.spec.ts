/**
 * The canaries of tests/system/src/canary.test.ts once more, through the real app: a distinctive text is typed into its fields, and must be
 * in nothing that the server receives, stores or prints. Ends with a text that the server must know, to show that the search finds.
 */
import { join } from 'node:path';
import { en } from '@alcove/locales';
import type { Browser } from '@playwright/test';
import { filesIn, findCanaries, type Haystack } from '../src/canary-needles.ts';
import { openTap } from '../src/canary-tap.ts';
import { expect, FREELY, test } from './support/fixtures.ts';
import { Neighbour } from './support/neighbour.ts';
import { Person } from './support/person.ts';
import { ServerProcess } from './support/server-process.ts';
import { within, words } from './support/words.ts';

/** The server must know it. */
const HANDLE = 'bekannter-vogel';
const CANARIES = {
  name: 'Anzeige Stieglitz 71',
  newName: 'Anzeige Gimpel 72',
  notAHandle: 'kein Name: Wendehals 73',
  text: 'Text vom **Zaunkönig** 🪶 74',
  edited: 'Bearbeitet: Neuntöter 75',
  emojiSearch: 'Bildchen Rohrammer 76',
  title: 'Titel Kernbeißer 77',
  newTitle: 'Titel Bluthänfling 78',
  draft: 'Entwurf einer Nachtigall 79',
  jump: 'Sprung Mauersegler 80',
  bio: 'Über mich: züchtet Zilpzalpe 81',
  status: 'Unterwegs mit dem Kleiber 82',
  device: 'Gerät im Nistkasten 83',
  pin: 'Geheimzahl Bienenfresser 84',
  wrongPassword: 'Falsches-Passwort-Girlitz-85',
  newPassword: 'Neues-Passwort-Ziegenmelker-86',
  wrongWords: 'zwergdommel zwergdommel zwergdommel',
} as const;

interface Left {
  readonly received: readonly Haystack[];
  readonly stored: readonly Haystack[];
  readonly printed: readonly Haystack[];
  readonly secrets: Readonly<Record<string, string>>;
}

async function talk(ana: Person, ben: Neighbour): Promise<void> {
  await ana.startNew(en.shell.newChat);
  const field = ana.page.getByRole('dialog').getByRole('textbox', { name: en.people.findLabel });
  await field.fill(CANARIES.notAHandle);
  await field.press('Enter');
  await ana.page.keyboard.press('Escape');
  await ana.writeTo(ben);
  await ana.say(CANARIES.text);
  const chat = await ben.roomCalled(CANARIES.name);
  await ben.finds(chat, CANARIES.text);
  await ana.composer.press('ArrowUp');
  await ana.composer.fill(CANARIES.edited);
  await ana.composer.press('Enter');
  await ben.finds(chat, CANARIES.edited);
  await ana.message(CANARIES.edited).press('+');
  await ana.page.keyboard.type(CANARIES.emojiSearch);
  await ana.page.keyboard.press('Escape');

  await ana.makeRoom(CANARIES.title, [ben]);
  await ana.openPeople();
  await ana.button(en.rooms.rename).click();
  await ana.page.getByRole('dialog').getByRole('textbox').fill(CANARIES.newTitle);
  await ana.page.getByRole('dialog').getByRole('button', { name: en.rooms.saveName }).click();
  await ben.roomCalled(CANARIES.newTitle);
  await ana.composer.fill(CANARIES.draft);
  await ana.page.keyboard.press('Control+k');
  await ana.page.getByRole('combobox', { name: en.shell.jumper.label }).fill(CANARIES.jump);
  await ana.page.keyboard.press('Escape');
}

async function sayOfOneself(ana: Person): Promise<void> {
  const dialog = ana.page.getByRole('dialog');
  await ana.openSettings();
  const name = ana.page.getByRole('textbox', { name: en.settings.name, exact: true });
  await name.fill(CANARIES.newName);
  await name.press('Enter');
  await expect(ana.page.getByText(en.settings.nameSaved)).toBeVisible();
  await ana.field(en.profile.bio).fill(CANARIES.bio);
  await ana.field(en.profile.bio).press('Enter');
  await expect(ana.page.getByText(en.profile.bioSaved)).toBeVisible();
  await ana.button(en.profile.statusSet).click();
  const status = dialog.getByRole('textbox', { name: en.profile.words });
  await status.fill(CANARIES.status);
  await status.press('Enter');
  await expect(dialog).toHaveCount(0);
  await ana
    .button(/^More for /u)
    .first()
    .click();
  await ana.page.getByRole('menuitem', { name: words(en.devices.list.rename) }).click();
  await dialog.getByRole('textbox').fill(CANARIES.device);
  await dialog.getByRole('button', { name: words(en.common.save) }).click();
  await expect(ana.page.getByText(CANARIES.device).first()).toBeVisible();
}

async function changeWhatOpens(ana: Person): Promise<void> {
  const dialog = ana.page.getByRole('dialog');
  await ana.button(en.lock.set).click();
  await dialog.getByLabel(words(en.lock.fresh)).fill(CANARIES.pin);
  await dialog.getByRole('button', { name: words(en.lock.setGo) }).click();
  await expect(dialog).toHaveCount(0);
  await ana.button(en.settings.recoveryCheck).click();
  for (const typed of [CANARIES.wrongWords, ana.recoveryWords.join(' ')]) {
    await ana.field(en.settings.typeTwelve).fill(typed);
    await ana.button(en.settings.checkGo).click();
  }
  await expect(ana.page.getByText(en.settings.checkGood)).toBeVisible();
  await ana.button(en.access.passwordChange).click();
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(ana.password);
  await dialog.getByLabel(en.access.passwordNew, { exact: true }).fill(CANARIES.newPassword);
  await dialog.getByRole('button', { name: words(en.access.passwordChange) }).click();
  await expect(ana.page.getByText(en.access.passwordChanged)).toBeVisible();
  await ana.logOut();
  await ana.logIn(CANARIES.wrongPassword);
  await expect(ana.page.getByText(en.failures['login-failed'])).toBeVisible();
  await ana.logIn(CANARIES.newPassword);
  await expect(ana.page.getByRole('link', { name: within(CANARIES.newTitle) }).first()).toBeVisible();
}

/** A server behind a tap, and what is to be found or not. Whatever runs is ended before it is looked through. */
async function live(browser: Browser): Promise<Left> {
  const tap = await openTap();
  const server = await ServerProcess.start({ ...FREELY, ALCOVE_LOG_LEVEL: 'trace', ALCOVE_ORIGIN: tap.origin });
  tap.forwardTo(Number(new URL(server.url).port));
  const context = await browser.newContext({ baseURL: tap.origin });
  try {
    const ben = await Neighbour.signUp(tap.origin, 'Ben');
    const ana = new Person(CANARIES.name, await context.newPage(), { handle: HANDLE, recoveryWords: [] });
    await ana.signUp();
    await talk(ana, ben);
    await sayOfOneself(ana);
    await changeWhatOpens(ana);
    await ben.close();
    await server.end('SIGTERM');
    return {
      received: tap.received(),
      stored: filesIn(join(server.dataFolder, 'data')),
      printed: [{ name: 'output', bytes: Buffer.from(server.output) }],
      secrets: { ...CANARIES, password: ana.password, words: ana.recoveryWords.join(' ') },
    };
  } finally {
    await context.close();
    await tap.close();
    await server.dispose();
  }
}

test('nothing typed into the app is in what the server receives, stores or prints', async ({ browser }) => {
  const { received, stored, printed, secrets } = await live(browser);
  for (const known of [received, stored]) expect(findCanaries(known, { HANDLE })).not.toEqual([]);
  expect(printed[0]?.bytes.length).toBeGreaterThan(0);
  expect(findCanaries([...received, ...stored, ...printed], secrets)).toEqual([]);
  expect(findCanaries(printed, { HANDLE })).toEqual([]);
});

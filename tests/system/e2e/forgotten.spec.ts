/** A forgotten password, in a browser: with the recovery card, and with a letter. */
import { en } from '@alcove/locales';
import { PASSWORD_WAIT_MS } from '@alcove/protocol';
import { Mailbox } from '../src/mailbox.ts';
import { expect, FREELY, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import { Person } from './support/person.ts';
import { ServerProcess } from './support/server-process.ts';
import { within, words } from './support/words.ts';

const FRESH = 'velvet anchor morning thimble';
const PHONE = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' } as const;
const FORGOTTEN = en.access.forgotten;

test('the recovery card brings everything back, under a new password', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines', { reducedMotion: 'reduce' }), await newMember('Soren')];
  await soren.writeTo(ines);
  await soren.say('Before it was forgotten');
  await expect(ines.page.getByText('Before it was forgotten').first()).toBeVisible();
  await ines.logOut();
  await ines.page.setViewportSize(PHONE.viewport);
  await ines.button(FORGOTTEN.link).click();
  await expect(ines.heading(FORGOTTEN.title)).toBeVisible();
  await expect(ines.page.getByText(FORGOTTEN.byDevice)).toBeVisible();
  await ines.button(FORGOTTEN.cardGo).click();
  await expect(ines.page.getByText(en.settings.typeTwelveFirst)).toBeVisible();
  await expectAccessible(ines.page, 'forgotten, with mistakes');
  await expectNothingSideways(ines.page, 'forgotten, with mistakes');
  await ines.field(en.settings.typeTwelve).fill(ines.recoveryWords.toReversed().join(' '));
  await ines.field(en.access.passwordNew).fill(FRESH);
  await ines.button(FORGOTTEN.cardGo).click();
  await expect(ines.page.getByText(en.failures['recovery-code-wrong'])).toBeVisible();
  await ines.field(en.settings.typeTwelve).fill(ines.recoveryWords.join(' '));
  await ines.page.setViewportSize({ width: 1280, height: 720 });
  await ines.button(FORGOTTEN.cardGo).click();
  await ines.openRoom('Soren');
  await ines.sees('Before it was forgotten');
});

test('forgotten on the device that is in: a day and a restart later it is set there, and nothing else is lost', async ({
  server,
  newMember,
}) => {
  const t = en.access.unknown;
  const [ines, soren] = [await newMember('Ines', PHONE), await newMember('Soren')];
  await soren.writeTo(ines);
  await soren.say('Before it was forgotten');
  const reads = async (): Promise<void> => {
    await ines.comeBack();
    await ines.page.getByRole('button', { name: within(en.shell.people) }).click();
    await ines.openRoom('Soren');
    await ines.sees('Before it was forgotten');
  };
  await reads();
  await ines.comeBack();
  await ines.openSettings();
  await ines.button(t.link).click();
  await ines.page.getByRole('alertdialog').getByRole('button', { name: t.askGo }).click();
  await expect(ines.button(t.takeBack)).toBeVisible();
  await expect(ines.button(t.setGo)).toHaveCount(0);

  const ahead = PASSWORD_WAIT_MS + 60_000;
  await server.end('SIGTERM');
  await server.startLater(ahead);
  await ines.page.clock.setFixedTime(Date.now() + ahead);
  await ines.page.reload();
  await ines.button(t.setGo).click();
  const dialog = ines.page.getByRole('dialog');
  const field = dialog.getByLabel(en.access.passwordNew, { exact: true });
  await field.fill('short');
  await dialog.getByRole('button', { name: words(t.setGo) }).click();
  await expect(field).toBeFocused();
  await expectAccessible(ines.page, 'a new password, a day later');
  await expectNothingSideways(ines.page, 'a new password, a day later');
  await field.fill(FRESH);
  await dialog.getByRole('button', { name: words(t.setGo) }).click();
  await expect(ines.page.getByText(en.access.passwordChanged)).toBeVisible();
  await expect(ines.button(t.takeBack)).toHaveCount(0);

  await ines.comeBack();
  await ines.logOut();
  await ines.logIn();
  await expect(ines.page.getByText(en.failures['login-failed'])).toBeVisible();
  await ines.logIn(FRESH);
  await expect(ines.heading(en.settings.title)).toBeVisible();
  await reads();
});

test('an address, its letter, and a new beginning by another letter', async ({ browser }) => {
  const box = await Mailbox.open();
  const server = await ServerProcess.start({
    ...FREELY,
    ALCOVE_SMTP_URL: box.url,
    ALCOVE_MAIL_FROM: 'Alcove <door@alcove.example>',
  });
  try {
    const open = async (name: string, options = {}): Promise<Person> => {
      const context = await browser.newContext({ baseURL: server.url, ...options });
      return new Person(name, await context.newPage());
    };
    const ines = await open('Ines', PHONE);
    await ines.signUp();
    await ines.openSettings();
    await ines.button(en.access.address.add).click();
    const dialog = ines.page.getByRole('dialog');
    await dialog.getByLabel(en.access.address.label, { exact: true }).fill('ines@example.org');
    await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(ines.password);
    await expectAccessible(ines.page, 'add an address');
    await dialog.getByRole('button', { name: words(en.access.address.send) }).click();
    await expect(ines.page.getByText(/Waiting for the link/u)).toBeVisible();
    const letter = await box.next('ines@example.org');
    await ines.page.goto(`/#${letter.fragment ?? ''}`);
    await expect(ines.heading(en.access.address.checked)).toBeVisible();
    expect(new URL(ines.page.url()).hash).toBe('');
    await ines.button(en.access.address.go).click();
    await ines.page.goto('/settings');
    await expect(ines.page.getByText('ines@example.org')).toBeVisible();
    // From now on the letters to her are in German.
    const told = ines.page.waitForResponse(/\/email\/language$/u);
    await ines.page.getByText('Deutsch', { exact: true }).click();
    await expect(ines.heading('Einstellungen')).toBeVisible();
    expect((await told).ok()).toBe(true);

    const away = await open('Ines', PHONE);
    await away.page.goto('/');
    await away.button(en.arriving.signUp.haveAccount).click();
    await away.button(FORGOTTEN.link).click();
    await away.page.getByText(FORGOTTEN.ways.letter).click();
    await expect(away.page.getByText(FORGOTTEN.limits[1])).toBeVisible();
    await away.field(FORGOTTEN.who).fill(ines.handle);
    await expectAccessible(away.page, 'asking for a letter');
    await expectNothingSideways(away.page, 'asking for a letter');
    await away.button(FORGOTTEN.letterGo).click();
    await expect(away.page.getByText(FORGOTTEN.sent)).toBeVisible();
    const reset = await box.next('ines@example.org', ({ fragment }) => fragment?.startsWith('reset') === true);
    expect(reset.subject).toMatch(/^Neu beginnen\?/u);
    await away.page.goto(`/#${reset.fragment ?? ''}`);
    await expect(away.page.getByText(FORGOTTEN.limits[1])).toBeVisible();
    await away.field(en.access.passwordNew).fill(FRESH);
    await expectAccessible(away.page, 'starting anew');
    await away.button(en.access.anew.go).click();
    await away.keepRecoveryWords();
    await away.button(en.arriving.rooms.goIn).click();
    await expect(away.button(en.shell.newThing).first()).toBeVisible();
    // Whoever was in is out.
    await expect(ines.page.getByText('Dieses Gerät wurde abgemeldet').first()).toBeVisible();
  } finally {
    await server.dispose();
    await box.close();
  }
});

/** A browser profile that is put back from a backup: it says so, sends nothing, and comes in again as a new device with what it had. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '@alcove/locales';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { expect, FREELY, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import { Neighbour } from './support/neighbour.ts';
import { Person } from './support/person.ts';
import { ServerProcess } from './support/server-process.ts';
import { within } from './support/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce', locale: 'en-GB' } as const;
const { copied } = en.devices;

test('an old profile that is put back comes in as a new device, with what it had not sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'alcove-profile-'));
  const [profile, backup] = [join(folder, 'profile'), join(folder, 'backup')];
  const server = await ServerProcess.start({ ...FREELY });
  const soren = await Neighbour.signUp(server.url, 'Soren');
  const { launchOptions = {} } = test.info().project.use;
  const open = (): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, { ...launchOptions, ...PHONE, baseURL: server.url });
  const pageOf = async (context: BrowserContext) => context.pages()[0] ?? context.newPage();
  /** The browser opens what was open: that would be a second tab. */
  const close = async (context: BrowserContext, page: Page): Promise<void> => {
    await page.goto('about:blank');
    await context.close();
  };

  let context = await open();
  const ines = new Person('Ines', await pageOf(context));
  await ines.signUp();
  await ines.writeTo(soren);
  await ines.say('Before the backup');
  const room = await soren.roomCalled('Ines');
  await soren.finds(room, 'Before the backup');
  await server.end('SIGTERM');
  await ines.say('Written on the train');
  await close(context, ines.page);
  await cp(profile, backup, { recursive: true });
  await server.start();
  context = await open();
  ines.page = await pageOf(context);
  await ines.page.goto('/');
  await soren.finds(room, 'Written on the train');
  await close(context, ines.page);
  await rm(profile, { recursive: true });
  await cp(backup, profile, { recursive: true });

  context = await open();
  ines.page = await pageOf(context);
  const complaints = collectComplaints(ines.page);
  await ines.page.goto('/');
  await expect(ines.heading(copied.title)).toBeVisible();
  await expectAccessible(ines.page, 'copied');
  await expectNothingSideways(ines.page, 'copied');
  // Over a reload too; and by keyboard alone.
  await ines.page.reload();
  await expect(ines.heading(copied.title)).toBeFocused();
  await ines.button(copied.go).press('Enter');
  await expect(ines.page.getByText(en.failures['device-stale'])).toBeVisible();
  await expectNothingSideways(ines.page, 'the log-in after it');
  await ines.logIn();
  await ines.button(within(en.shell.people)).click();
  await ines.openRoom(soren.handle);
  await ines.sees('Before the backup');
  // Kept; the archive may have told meanwhile that it was sent.
  await ines.sees('Written on the train');
  await ines.say('Here again');
  await soren.finds(room, 'Here again');
  // The refusal of the old copy is the one thing a console may mention.
  expect(complaints.filter((each) => !each.includes('409'))).toEqual([]);

  await context.close();
  await soren.close();
  await server.dispose();
  await rm(folder, { recursive: true, force: true });
});

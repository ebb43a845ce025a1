/**
 * When things are not as they should be: each gets its sentence, and nothing that was written is lost. (Wrong password, taken handle
 * and weak password are in arriving.spec.ts; a full disk and malformed frames in the tests of the server.)
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { en } from '@alcove/locales';
import type { BrowserContext } from '@playwright/test';
import { expect, FREELY, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';
import { ServerProcess } from './support/server-process.ts';
import { makeNewer, readStoredBytes } from './support/stored.ts';
import { STORED, within } from './support/words.ts';

const HOUR_MS = 3_600_000;

/** A module that sets the clock of the process that imports it. */
function clockAhead(ms: number): string {
  const code = `const Real = Date; globalThis.Date = class extends Real {
    constructor(...at) { if (at.length === 0) super(Real.now() + ${String(ms)}); else super(...at); }
    static now() { return Real.now() + ${String(ms)}; }
  };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Settings of a server that takes a message every five seconds. */
function slowly(server: ServerProcess): Record<string, string> {
  const file = join(server.dataFolder, 'slowly.json');
  const limits = { overrides: { 'message.send': { limit: 12, windowSeconds: 60, burst: 2 } } };
  writeFileSync(file, JSON.stringify({ limits }));
  return { ALCOVE_CONFIG: file };
}

/** A module after which the database of the process that imports it grows by a few pages and no more, as on a full disk. */
const GROWS_NO_MORE = `data:text/javascript,${encodeURIComponent(`
  import { DatabaseSync } from 'node:sqlite';
  const { exec } = DatabaseSync.prototype;
  DatabaseSync.prototype.exec = function (sql) {
    exec.call(this, sql);
    if (!sql.includes('journal_mode=WAL')) return;
    const { page_count } = this.prepare('PRAGMA page_count').get();
    exec.call(this, 'PRAGMA max_page_count=' + (page_count + 10));
  };
`)}`;

/** There is room in it again: what was in the way is taken out. */
function growAgain(server: ServerProcess): void {
  const database = new DatabaseSync(join(server.dataFolder, 'data', 'alcove.db'));
  database.exec(
    'CREATE TABLE room_made (bytes BLOB); INSERT INTO room_made VALUES (zeroblob(4000000)); DROP TABLE room_made',
  );
  database.close();
}

/** Ends the session on the server, behind the browser's back: as another device of theirs would. */
async function endSession(context: BrowserContext, server: ServerProcess): Promise<void> {
  const cookies = await context.cookies(server.url);
  const reply = await fetch(`${server.url}/api/v1/session`, {
    method: 'DELETE',
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      origin: server.url,
      'x-alcove': '1',
    },
  });
  expect(reply.ok, await reply.text()).toBe(true);
}

test('a session that ended: a notice, the log-in, and everything is there', async ({
  newMember,
  newNeighbour,
  server,
}) => {
  const [ines, soren] = [await newMember('Ines'), await newNeighbour('Soren')];
  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'Before it ended');
  await ines.openRoom('Soren');
  await ines.say('Sent before');
  await soren.finds(chat, 'Sent before');

  await endSession(ines.page.context(), server);
  await expect(
    ines.page.getByText(within(en.shell.sessionNotice)).or(ines.page.getByText(en.failures['session-ended'])).first(),
  ).toBeVisible();
  await ines.say('Written meanwhile');
  await ines.composer.fill('Half a thought');
  await ines.page.reload();
  await ines.sees('Written meanwhile');
  await ines.button(en.shell.sessionGo).click();
  await ines.logIn();
  await ines.openRoom('Soren');
  await ines.sees('Before it ended');
  await expect(ines.composer).toHaveValue('Half a thought');
  await soren.finds(chat, 'Written meanwhile');
  await ines.say('Sent after');
  await soren.finds(chat, 'Sent after');
});

test('a server that answers nonsense, or not at all, while signing up', async ({ newPerson }) => {
  const ines = await newPerson('Ines');
  const { page } = ines;
  await ines.openSignUp();
  await ines.fillSignUp();
  const kept = async (): Promise<void> => {
    await expect(ines.field(en.arriving.signUp.name)).toHaveValue('Ines');
    await expect(ines.field(en.arriving.signUp.password)).toHaveValue(ines.password);
  };
  const answers: readonly [string, string][] = [
    ['<html>Bad gateway</html>', en.failures['server-garbage']],
    ['{"surprise":true}', en.failures['server-garbage']],
  ];
  for (const [body, sentence] of answers) {
    await page
      .context()
      .route('**/api/**', (route) => route.fulfill({ status: 200, contentType: 'application/json', body }));
    await ines.button(en.arriving.signUp.go).click();
    await expect(page.getByText(sentence)).toBeVisible();
    await kept();
    await page.context().unroute('**/api/**');
    await ines.field(en.arriving.signUp.name).fill('Ines');
  }
  await page.context().route('**/api/**', (route) => route.abort());
  await ines.button(en.arriving.signUp.go).click();
  await expect(page.getByText(en.failures['server-unreachable']).or(page.getByText(en.failures.offline))).toBeVisible();
  await kept();
  await page.context().unroute('**/api/**');

  await ines.button(en.arriving.signUp.go).click();
  await ines.readRecoveryCard();
});

test('nonsense and silence inside: finding somebody, sending too much', async ({ newMember, newNeighbour, server }) => {
  const [ines, soren] = [await newMember('Ines'), await newNeighbour('Soren')];
  const { page } = ines;

  await test.step('an unknown person while there is no network', async () => {
    await ines.startNew(en.shell.newChat);
    const dialog = page.getByRole('dialog', { name: en.people.newChatTitle });
    const field = dialog.getByRole('textbox', { name: en.people.findLabel });
    await field.fill('nobody-here');
    await page.context().setOffline(true);
    await field.press('Enter');
    await expect(
      dialog.getByText(en.failures.offline).or(dialog.getByText(en.failures['server-unreachable'])),
    ).toBeVisible();
    await expect(field).toHaveValue('nobody-here');
    await page.context().setOffline(false);
    await page.keyboard.press('Escape');
  });
  await test.step('nonsense for an answer, and for a connection', async () => {
    await page
      .context()
      .route('**/api/**', (route) => route.fulfill({ contentType: 'application/json', body: '{"surprise":true}' }));
    await ines.startNew(en.shell.newChat);
    const dialog = page.getByRole('dialog', { name: en.people.newChatTitle });
    const field = dialog.getByRole('textbox', { name: en.people.findLabel });
    await field.fill('nobody-here');
    await field.press('Enter');
    await expect(dialog.getByText(en.failures['server-garbage'])).toBeVisible();
    await expect(field).toHaveValue('nobody-here');
    await page.keyboard.press('Escape');
    await server.end('SIGTERM');
    await server.start();
    await expect(page.getByText(en.shell.nonsense)).toBeVisible();
    await page.context().unroute('**/api/**');
    await expect(page.getByText(en.shell.nonsense)).toBeHidden({ timeout: 40_000 });
  });
  await test.step('a message that is too long', async () => {
    await ines.writeTo(soren);
    const long = 'é'.repeat(31_000);
    await ines.composer.fill(long);
    await expect(page.getByText(/^A message holds 60 KB\. This one is .* over\. Your text is kept\.$/u)).toBeVisible();
    await ines.composer.press('Enter');
    await expect(ines.composer).toHaveValue(long);
    await expect(page.getByRole('article').filter({ hasText: 'ééé' })).toHaveCount(0);
    await ines.composer.fill('é'.repeat(30_720));
    await ines.composer.press('Enter');
    await expect(ines.composer).toHaveValue('');
    const chat = await soren.roomCalled('Ines');
    await soren.finds(chat, 'ééé');
  });
});

test('a server that asks to slow down or has no space left, and a device that has none: said, kept, and gone on with', async ({
  newMember,
  server,
}) => {
  const ines = await newMember('Ines');
  const { page } = ines;
  await ines.makeRoom('Tide log', []);
  await ines.say('As it should be');
  await expect(ines.message('As it should be').getByText(STORED)).toBeVisible();

  await test.step('slowed down', async () => {
    await server.end('SIGTERM');
    await server.start(slowly(server));
    await expect(page.getByText(en.shell.offline)).toBeHidden();
    for (const text of ['First of three', 'Second of three', 'Third of three']) await ines.say(text);
    await expect(ines.message('Third of three').getByText(/^Slowed down, goes on in \d+ s$/u)).toBeVisible();
    await ines.composer.fill('Fourth, in line');
    await ines.button(/^Send, in \d+ s$/u).click();
    await expect(ines.composer).toHaveValue('');
    await expect(ines.message('Fourth, in line').getByText(STORED)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/ of three$|^Fourth, in line$/u)).toHaveText([
      'First of three',
      'Second of three',
      'Third of three',
      'Fourth, in line',
    ]);
  });
  await test.step('no space left on the server', async () => {
    await server.end('SIGTERM');
    await server.start({ NODE_OPTIONS: `--import=${GROWS_NO_MORE}` });
    await ines.say('x'.repeat(50_000));
    await ines.say('Kept here');
    const said = ines.message('Kept here').getByText(en.timeline.waitingFor['storage-full-server']);
    await expect(said).toBeVisible();
    await expect(page.getByText(en.shell.offline)).toBeHidden();
    growAgain(server);
    await expect(ines.message('Kept here').getByText(STORED)).toBeVisible({ timeout: 30_000 });
  });
  await test.step('no space left on the device', async () => {
    const devtools = await page.context().newCDPSession(page);
    const { origin } = new URL(server.url);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    const notice = page.getByRole('alert').filter({ hasText: en.shell.deviceFull });
    const refusal = page.getByText(en.failures['storage-full-device']);
    // What the database's log holds already is written over first.
    let last = '';
    for (let count = 1; count <= 60 && !(await refusal.first().isVisible()); count += 1) {
      last = `Too much ${String(count)}:`;
      await ines.say(`${last} ${'y'.repeat(50_000)}`);
      await expect(ines.message(last).getByText(STORED).or(refusal).or(notice).first()).toBeVisible();
    }
    const failed = ines.message(last);
    await expect(failed.getByText(en.failures['storage-full-device'])).toBeVisible();
    await expect(notice).toBeVisible();
    await expect(failed.getByRole('button', { name: en.timeline.takeBack })).toBeVisible();
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await failed.getByRole('button', { name: en.timeline.tryAgain }).click();
    await expect(failed.getByText(STORED)).toBeVisible();
    // The message before may have been refused as well: it says so until somebody tries it again.
    await expect(notice).toBeHidden();
    await page.reload();
    await ines.sees(last);
  });
});

test('a clock an hour late: said, and messages show the time of the server', async ({ browser }) => {
  // The same as a late device: a server that is ahead of it.
  const server = await ServerProcess.start({ ...FREELY, NODE_OPTIONS: `--import=${clockAhead(HOUR_MS)}` });
  try {
    const context = await browser.newContext({ baseURL: server.url });
    const ines = new Person('Ines', await context.newPage());
    await ines.signUp();
    await expect(ines.page.getByText(within(en.shell.clockNotice(60)))).toBeVisible();
    await ines.makeRoom('Tide log', []);
    await ines.say('What time is it');
    await expect(ines.message('What time is it').getByText(STORED)).toBeVisible();
    const at = await ines.message('What time is it').locator('time').first().getAttribute('datetime');
    expect(Math.abs(Date.parse(at ?? '') - Date.now() - HOUR_MS)).toBeLessThan(2 * 60_000);
    await context.close();
  } finally {
    await server.dispose();
  }
});

test('what is stored here has no readable content, and a newer version’s database is left alone', async ({
  browser,
}) => {
  const server = await ServerProcess.start(FREELY);
  try {
    // No service worker: it would answer every address with the app.
    const context = await browser.newContext({ baseURL: server.url, serviceWorkers: 'block' });
    const ines = new Person('Wilhelmina', await context.newPage());
    await ines.signUp();
    await ines.makeRoom('Quasarfeldspar', []);
    await ines.say('Marmaladezeppelin at dawn');
    await expect(ines.message('Marmaladezeppelin').getByText(STORED)).toBeVisible();
    await ines.composer.fill('Halfwrittenplatypus');
    await ines.openSettings();
    await expect(ines.page.getByRole('link', { name: within('Quasarfeldspar') }).first()).toContainText(en.shell.draft);

    // A tab that hands over closes its databases in order, which moves what is in their logs into the files themselves.
    const second = new Person(ines.name, await context.newPage());
    await second.comeBack();
    await second.button(en.arriving.elsewhere.go).click();
    await second.openRoom('Quasarfeldspar');
    await second.sees('Marmaladezeppelin at dawn');
    await second.page.close();
    await ines.goAway();
    // A page of the same origin that does not start the app.
    await ines.page.goto('/icon.svg');
    const stored = await readStoredBytes(ines.page);
    expect(stored.length).toBeGreaterThan(50_000);
    // The needle is in the haystack at all: names of tables are readable.
    expect(stored.includes('SQLite format 3')).toBe(true);
    const secrets = [ines.name, ines.password, 'Quasarfeldspar', 'Marmaladezeppelin', 'Halfwrittenplatypus'];
    for (const secret of [...secrets, ines.recoveryWords.slice(0, 3).join(' ')]) {
      expect.soft(stored.includes(Buffer.from(secret, 'utf8')), `${secret} in UTF-8`).toBe(false);
      expect.soft(stored.includes(Buffer.from(secret, 'utf16le')), `${secret} in UTF-16`).toBe(false);
      expect
        .soft(stored.includes(Buffer.from(secret).toString('base64').slice(0, 10)), `${secret} in base64`)
        .toBe(false);
    }

    await makeNewer(ines.page);
    await ines.comeBack();
    await expect(ines.heading(en.arriving.broken.title)).toBeVisible();
    await expect(ines.page.getByText(en.failures['newer-database'])).toBeVisible();
    await context.close();
  } finally {
    await server.dispose();
  }
});

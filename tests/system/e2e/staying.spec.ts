/** Nothing is lost: reloads, a cut network, a closed lid, a killed server or tab, a second tab, a screen that breaks, logging out and in again. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { Person } from './support/person.ts';
import { STORED, within } from './support/words.ts';

test('messages written without a network wait, survive a reload, and go out once and in order', async ({
  newMember,
}) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('Before the cut');
  await soren.openRoom('Ines');
  await soren.sees('Before the cut');

  await ines.isKeptForOffline();
  await ines.page.context().setOffline(true);
  for (const text of ['one', 'two', 'three']) await ines.say(`Offline ${text}`);
  await expect(ines.message('Offline three').getByText(en.timeline.waitingFor.offline)).toBeVisible();
  // An unanswered send is noticed after ten seconds of silence, the notice waits three more.
  await expect(ines.page.getByText(en.shell.offline).first()).toBeVisible({ timeout: 30_000 });
  await ines.page.reload();
  await expect(ines.message('Offline three').getByText(en.timeline.waitingFor.offline)).toBeVisible();

  await ines.page.context().setOffline(false);
  await soren.sees('Offline three');
  for (const person of [ines, soren]) {
    const texts = await person.page.getByRole('article').filter({ hasText: 'Offline' }).allInnerTexts();
    expect(texts.map((text) => /Offline (\w+)/u.exec(text)?.[1])).toEqual(['one', 'two', 'three']);
  }
});

test('a killed server loses and doubles nothing', async ({ newMember, lidOf, server }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('While it lives');
  await soren.openRoom('Ines');
  await soren.sees('While it lives');

  await server.end('SIGKILL');
  await ines.say('While it is dead');
  await soren.say('Same here');
  await expect(ines.message('While it is dead').getByText(en.timeline.waitingFor.offline)).toBeVisible();
  await server.start();
  await soren.sees('While it is dead');
  await ines.sees('Same here');
  const order = async (person: Person): Promise<string[]> =>
    (await person.page.getByRole('article').allInnerTexts()).map(
      (text) => /While it lives|While it is dead|Same here/u.exec(text)?.[0] ?? '',
    );
  expect(await order(ines)).toEqual(await order(soren));

  await test.step('and a closed lid, under which the line went dead, catches up', async () => {
    lidOf(ines).shut();
    await server.end('SIGTERM');
    await server.start();
    await soren.say('While it slept');
    await expect(soren.message('While it slept').getByText(en.timeline.sent)).toBeVisible();
    lidOf(ines).open();
    await ines.sees('While it slept');
    await expect(soren.message('While it slept').getByText(en.timeline.read)).toBeVisible();
  });
});

test('a second tab offers to take over, and the first one steps back', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('From the first tab');

  const second = new Person('Ines', await ines.page.context().newPage());
  await second.page.goto('/');
  await expect(second.heading(en.arriving.elsewhere.title)).toBeVisible();
  await second.button(en.arriving.elsewhere.go).click();
  await expect(ines.heading(en.arriving.elsewhere.title)).toBeVisible();
  await second.openRoom(soren.handle);
  await second.sees('From the first tab');
  await second.say('From the second tab');
  await soren.openRoom('Ines');
  await soren.sees('From the second tab');
});

test('logging out and in again on the same device leads back to where one was', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await ines.writeTo(soren);
  await ines.say('Kept on this device');
  await expect(ines.message('Kept on this device').getByText(STORED)).toBeVisible();

  await ines.logOut();
  await soren.openRoom('Ines');
  await soren.say('While you were out');

  await expect(ines.field(en.arriving.logIn.password)).toBeVisible();
  await ines.logIn('not the password at all');
  await expect(ines.page.getByText(en.failures['login-failed'])).toBeVisible();
  await ines.logIn();
  // In the room from which Settings were opened.
  await expect(ines.page).toHaveTitle(en.shell.title('Soren', 0));
  await expect(ines.composer).toBeVisible();
  await ines.sees('Kept on this device');
  await ines.sees('While you were out');
});

test('a half-written message outlives a reload, a killed tab and a screen that breaks', async ({
  newMember,
  newNeighbour,
}) => {
  const [ines, soren] = [await newMember('Ines'), await newNeighbour('Soren')];
  await ines.writeTo(soren);
  await ines.say('First');
  await ines.composer.fill('Half a thought');
  await ines.openSettings();
  await expect(ines.page.getByRole('link', { name: within(soren.handle) }).first()).toContainText(en.shell.draft);
  await ines.page.reload();
  await ines.openRoom(soren.handle);
  await expect(ines.composer).toHaveValue('Half a thought');

  await test.step('killed', async () => {
    const killed = ines.page;
    const killer = await killed.context().newCDPSession(killed);
    const gone = killed.waitForEvent('crash');
    ines.page = await killed.context().newPage();
    // It has nobody left to answer it.
    void killer.send('Page.crash').catch(() => undefined);
    await gone;
    await ines.comeBack();
    await ines.openRoom(soren.handle);
    await expect(ines.composer).toHaveValue('Half a thought');
  });

  await test.step('a screen that cannot be drawn says so, and is tried again', async () => {
    await ines.page.evaluate(() => {
      const { prototype } = Intl.DateTimeFormat;
      const sound = Object.getOwnPropertyDescriptor(prototype, 'format') ?? {};
      Object.assign(globalThis, { mend: () => Object.defineProperty(prototype, 'format', sound) });
      Object.defineProperty(prototype, 'format', {
        configurable: true,
        get: () => {
          throw new Error('no time can be drawn');
        },
      });
    });
    await soren.say(await soren.roomCalled('Ines'), 'What breaks it');
    await expect(ines.page.getByText(en.common.screenFailed)).toBeVisible();
    await expect(ines.page.getByText(en.common.screenFailedMore)).toBeVisible();
    await ines.page.evaluate(() => (globalThis as unknown as { mend: () => void }).mend());
    await ines.button(en.common.tryAgain).click();
    await ines.sees('What breaks it');
    await expect(ines.composer).toHaveValue('Half a thought');
  });
});

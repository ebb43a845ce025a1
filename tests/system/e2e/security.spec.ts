/** The page that says in one sentence how things stand: in order, something to do, and what could not be opened. */
import { en } from '@alcove/locales';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import type { Person } from './support/person.ts';
import { damageNewestMessage } from './support/stored-entry.ts';
import { within, words } from './support/words.ts';

const DESK = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const;
const { security } = en;

const sentence = (person: Person, text: string) => expect(person.heading(text)).toBeVisible();
const part = (person: Person, title: string) => person.page.getByRole('region', { name: words(title) });

async function look(person: Person, screen: string): Promise<void> {
  await expectAccessible(person.page, screen);
  await expectNothingSideways(person.page, screen);
}

test('in order; a device to be asked about; in order again; every part leads to where it is dealt with', async ({
  newMember,
  newPerson,
  newNeighbour,
  server,
}) => {
  const [ines, laptop, soren] = [
    await newMember('Ines', DESK),
    await newPerson('Ines', DESK),
    await newNeighbour('Soren'),
  ];
  const complaints = collectComplaints(ines.page);
  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'High water at noon', 'Low water at six');
  await ines.openRoom('Soren');
  await ines.sees('Low water at six');

  await ines.button(security.title).click();
  await sentence(ines, security.calm);
  await expect(ines.page.getByText(within(security.open(1)))).toBeVisible();
  await expect(part(ines, security.opened).getByText(security.openedOf('2', '2'))).toBeVisible();
  await expect(part(ines, security.opened).getByText(security.roomsCalm(1))).toBeVisible();
  await expect(part(ines, security.connection).getByText(security.states.online)).toBeVisible();
  await expect(part(ines, security.verified).getByText(security.noneVerified)).toBeVisible();
  await expect(part(ines, security.waysBack).getByText(security.noPasskeys)).toBeVisible();
  await look(ines, 'security, in order');

  await test.step('a device that came in by password', async () => {
    await laptop.page.goto('/');
    await laptop.button(en.arriving.signUp.haveAccount).click();
    await laptop.field(en.arriving.logIn.handle).fill(ines.handle);
    await laptop.field(en.arriving.logIn.password).fill(ines.password);
    await laptop.button(en.arriving.logIn.go).click();
    await laptop.button(within(en.devices.door.byPassword)).click();
    await sentence(ines, security.toDo(1));
    await expect(part(ines, security.devices).getByRole('listitem')).toHaveCount(2);
    await look(ines, 'security, something to do');
    await ines.page
      .getByRole('list', { name: words(security.points) })
      .getByRole('button', { name: words(security.go) })
      .click();
    await ines.page
      .getByRole('alertdialog')
      .getByRole('button', { name: words(en.devices.question.yes) })
      .click();
    await sentence(ines, security.calm);
    await expect(ines.page.getByText(within(security.open(2)))).toBeVisible();
  });
  await test.step('a row leads to its section, which has an address', async () => {
    await part(ines, security.waysBack)
      .getByRole('button', { name: within(en.access.secondFactor.title) })
      .click();
    await expect(ines.page).toHaveURL(/\/settings\/second-factor$/u);
    await expect(ines.heading(en.access.secondFactor.title)).toBeInViewport();
    await ines.page.goBack();
    await sentence(ines, security.calm);
  });
  await test.step('a connection that was lost, and what ended it', async () => {
    const connection = part(ines, security.connection);
    const earlier = connection.getByRole('list', { name: words(security.before) }).getByRole('listitem');
    await expect(earlier).toHaveCount(0);
    await server.end('SIGTERM');
    await expect(earlier).toHaveCount(1);
    await expect(earlier).toContainText(security.lostBy.closed);
    await server.start();
    await expect(connection.getByText(security.states.online)).toBeVisible();
    await expect(earlier).toHaveCount(1);
    await look(ines, 'security, with an earlier connection');
  });
  expect(complaints).toEqual([]);
});

test('a message that could not be opened is counted', async ({ newMember, newNeighbour, server }) => {
  const [ines, soren] = [await newMember('Ines', DESK), await newNeighbour('Soren')];
  const room = await soren.writeTo(ines);
  await soren.say(room, 'The tide turns at six');
  await ines.openRoom('Soren');
  await ines.sees('The tide turns at six');
  await ines.goAway();
  await soren.say(room, 'High water at noon');
  await server.end('SIGTERM');
  damageNewestMessage(server.dataFolder);
  await server.start();
  await ines.comeBack();
  await ines.openRoom('Soren');
  await expect(ines.page.getByRole('article').filter({ hasText: /Could not be opened/u })).toHaveCount(1);
  await ines.button(security.title).click();
  const opened = part(ines, security.opened);
  await expect(opened.getByText(security.unopened(1), { exact: true })).toBeVisible();
  await expect(opened.getByText(security.openedOf('1', '2'))).toBeVisible();
  await opened.getByText(security.roomByRoom).press('Enter');
  const row = opened.getByRole('button', { name: within('Soren') });
  await expect(row).toContainText(security.unopened(1));
  await look(ines, 'security, with a message that could not be opened');
  await row.press('Enter');
  await ines.sees('The tide turns at six');
});

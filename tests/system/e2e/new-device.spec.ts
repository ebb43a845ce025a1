/**
 * The past on a new device: the first one is away, and everything is there all the same. What comes from the archive moves nothing
 * under the reader, and what is missing is said where it is missing.
 */
import type { RoomView } from '@alcove/client';
import { en } from '@alcove/locales';
import { until } from '@alcove/testkit/house';
import { expect, test } from './support/fixtures.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import type { Neighbour } from './support/neighbour.ts';
import type { Person } from './support/person.ts';
import { entries, frameOf, notchUp } from './support/scrolling.ts';
import { within } from './support/words.ts';

const MESSAGES = 300;
const SLACK_PX = 2;
const NOTCH_PX = 240;
const PATIENCE = { timeout: 60_000 };

const numbered = (from: number, to: number): string[] =>
  Array.from(
    { length: to - from },
    (_, at) => `Entry ${String(from + at)}.${' Written before.'.repeat((from + at) % 7)}`,
  );

/** Everything the first device has is in the archive; then its browser is closed. */
async function putAwayAndLeave(first: Person): Promise<void> {
  await first.openSettings();
  await expect(first.page.getByText(en.settings.historyCurrent)).toBeVisible(PATIENCE);
  await first.page.context().close();
}

async function logInAs(first: Person, second: Person): Promise<void> {
  await second.page.goto('/');
  await second.button(en.arriving.signUp.haveAccount).click();
  await second.field(en.arriving.logIn.handle).fill(first.handle);
  await second.field(en.arriving.logIn.password).fill(first.password);
  await second.button(en.arriving.logIn.go).click();
  await second.button(within(en.devices.door.byPassword)).click();
  await expect(second.button(en.shell.newThing).first()).toBeVisible(PATIENCE);
}

const rowOf = (person: Person, title: string) =>
  person.page.getByRole('navigation', { name: en.shell.regionSide }).getByRole('link', { name: within(title) });

async function begin(ines: Person, soren: Neighbour): Promise<void> {
  const room = await soren.makeRoom('Tide log', [ines]);
  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'Only for you');
  await soren.say(room, ...numbered(0, MESSAGES));
  await expect(rowOf(ines, 'Tide log')).toContainText(en.common.unread(MESSAGES), PATIENCE);
  // Until it is in the list, the front's line about the room is all that names Soren.
  await expect(rowOf(ines, 'Soren')).toBeVisible(PATIENCE);
  await ines.openRoom('Soren');
  await ines.sees('Only for you');
  await expect(rowOf(ines, 'Soren')).not.toContainText(/for you/u);
  await ines.say('And for you');
  await ines.openRoom('Tide log');
  await ines.button(within(en.timeline.toNewest)).click();
  await ines.sees(`Entry ${String(MESSAGES - 1)}.`);
  await expect(rowOf(ines, 'Tide log')).not.toContainText(/unread/u);
}

test('a new browser reads a direct chat and a long room while the first device is away, and nothing jumps', async ({
  newMember,
  newPerson,
  newNeighbour,
}) => {
  test.setTimeout(200_000);
  const [ines, soren] = [await newMember('Ines'), await newNeighbour('Soren')];
  await begin(ines, soren);
  await putAwayAndLeave(ines);

  const second = await newPerson('Ines', { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  const { page } = second;
  const complaints = collectComplaints(page);
  await logInAs(ines, second);
  await expect(rowOf(second, 'Tide log')).toBeVisible(PATIENCE);
  await test.step('the direct chat', async () => {
    await second.openRoom('Soren');
    await second.sees('Only for you');
    await second.sees('And for you');
    await expect(page.getByText(within(en.timeline.beginningDirect('Soren')))).toBeVisible();
  });
  await test.step('the room, to its beginning', async () => {
    await second.openRoom('Tide log');
    // Read there is read here.
    await expect(page.getByRole('separator', { name: /^New since/u })).toHaveCount(0);
    await second.sees(`Entry ${String(MESSAGES - 1)}.`);
    await frameOf(page).hover();
    const seen = new Set<number>();
    const jumps: number[] = [];
    while (!(await second.button(within(en.timeline.toNewest)).isVisible())) {
      for (const entry of await entries(page)) seen.add(entry);
      await page.mouse.wheel(0, -NOTCH_PX);
    }
    for (let notch = 0; notch < 300; notch++) {
      for (const entry of await entries(page)) seen.add(entry);
      const moved = await notchUp(page, NOTCH_PX);
      if (!(Math.abs(moved) <= SLACK_PX)) jumps.push(moved);
      if (seen.has(0) && (await frameOf(page).evaluate((frame) => frame.scrollTop)) === 0) break;
    }
    expect(jumps, 'px by which something moved under the reader').toEqual([]);
    expect(seen.size).toBe(MESSAGES);
    await expect(page.getByText(within(en.timeline.beginning('Tide log')))).toBeVisible();
  });
  await test.step('the settings say that all is well', async () => {
    await second.openSettings();
    await expect(page.getByText(en.settings.historyCurrent)).toBeVisible(PATIENCE);
    await expectAccessible(page, 'settings, history');
    await expectNothingSideways(page, 'settings, history');
  });
  expect(complaints).toEqual([]);
});

test('what was said while no device was there is missing out loud, on a phone too', async ({
  newMember,
  newPerson,
  newNeighbour,
}) => {
  const [ines, soren] = [await newMember('Ines'), await newNeighbour('Soren')];
  const chat = await soren.writeTo(ines);
  const phoneIsIn = (members: RoomView['members'] = []): boolean =>
    members.some(({ username, devices }) => username === ines.handle && devices.length === 2);
  await soren.say(chat, 'Before');
  await ines.openRoom('Soren');
  await ines.sees('Before');
  await putAwayAndLeave(ines);
  await soren.say(chat, 'Nobody hears this');

  const phone = await newPerson('Ines', { viewport: { width: 360, height: 740 }, reducedMotion: 'reduce' });
  await logInAs(ines, phone);
  await phone.page
    .getByRole('navigation', { name: en.shell.regionTabs })
    .getByRole('button', { name: within(en.shell.people) })
    .click();
  await phone.openRoom('Soren');
  await phone.sees('Before');
  // Missing at the end too, while nothing comes after it.
  await expect(phone.page.getByText(en.timeline.gap)).toBeVisible(PATIENCE);
  // What is said before the phone is in the room is missing as well.
  await until(soren.client, 'room', chat, (room) => phoneIsIn(room?.members), 60_000);
  await soren.say(chat, 'After');
  await phone.sees('After');
  await expect(phone.page.getByText(en.timeline.gap)).toBeVisible(PATIENCE);
  await expect(phone.message('Nobody hears this')).toHaveCount(0);
  await expectAccessible(phone.page, 'a gap in the past');
  await expectNothingSideways(phone.page, 'a gap in the past');
});

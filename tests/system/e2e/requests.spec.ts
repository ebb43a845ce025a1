/** Whoever is no contact asks first, and learns nothing until they are accepted; with keys alone, and as narrow as a phone is. */
import { en } from '@alcove/locales';
import { until } from '@alcove/testkit/house';
import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { expectRing, tabTo } from './support/keys.ts';
import { collectComplaints, expectAccessible, expectNothingSideways } from './support/looking.ts';
import type { Neighbour } from './support/neighbour.ts';
import type { Person } from './support/person.ts';
import { within, words } from './support/words.ts';

const { contacts } = en;
const STILL = { reducedMotion: 'reduce' } as const;
const NARROW = { ...STILL, viewport: { width: 360, height: 740 } } as const;

type RoomId = Awaited<ReturnType<Neighbour['writeTo']>>;

const isFocused = (button: Locator): Promise<boolean> =>
  button.evaluate((element) => element === document.activeElement);

const listed = (person: Person, list: string, name: string): Locator =>
  person.page.getByRole('list', { name: list }).getByRole('link', { name: within(name) });

/** Something that passes the same browser and the same server after all that came before: they are read, and the reader is seen. */
async function readsOf(ines: Person, friend: Neighbour, room: RoomId, text: string): Promise<void> {
  await friend.say(room, text);
  await listed(ines, en.shell.people, friend.name).click();
  await ines.sees(text);
  await until(
    friend.client,
    'timeline',
    room,
    (view) =>
      view?.items.some((item) => item.kind === 'message' && item.text === text && item.send?.state === 'read') === true,
  );
}

const peerName = async (of: Neighbour, room: RoomId): Promise<string | undefined> =>
  (await until(of.client, 'room', room, (view) => view !== null))?.peer?.name;

test('a stranger waits in Requests and learns nothing; accepted by key, they see that it is read and written', async ({
  newMember,
  newNeighbour,
}) => {
  const ines = await newMember('Ines', STILL);
  const [soren, olha] = [await newNeighbour('Soren'), await newNeighbour('Olha')];
  const complaints = collectComplaints(ines.page);
  await ines.writeTo(olha);
  await ines.say('Is anybody there?');
  const friends = await olha.roomCalled('Ines');

  const room = await soren.writeTo(ines);
  await soren.say(room, 'Do you remember me?');
  const request = listed(ines, contacts.requests, 'Soren');
  await expect(request).toBeVisible();
  await expect(listed(ines, en.shell.people, 'Soren')).toHaveCount(0);
  await expect(ines.page).not.toHaveTitle(/\(/u);
  await tabTo(request, 'Shift+Tab');
  await ines.page.keyboard.press('Enter');
  await ines.sees('Do you remember me?');
  const asking = ines.page.getByRole('region', { name: words(contacts.wouldLike('Soren')) });
  await expect(asking).toBeVisible();
  await expect(ines.composer).toHaveCount(0);
  await ines.message('Do you remember me?').hover();
  await expect(ines.message('Do you remember me?').getByRole('toolbar')).toHaveCount(0);
  await expectAccessible(ines.page, 'a request');
  await expectNothingSideways(ines.page, 'a request');
  await readsOf(ines, olha, friends, 'Here I am');
  expect((await soren.finds(room, 'Do you remember me?')).send?.state).toBe('sent');
  expect(await peerName(soren, room)).toBe(ines.handle);

  await request.click();
  await tabTo(asking.getByRole('button', { name: contacts.accept }));
  await ines.page.keyboard.press('Enter');
  await expect(ines.composer).toBeFocused();
  await expect(listed(ines, en.shell.people, 'Soren')).toBeVisible();
  await expect(ines.page.getByRole('list', { name: contacts.requests })).toHaveCount(0);
  await until(
    soren.client,
    'timeline',
    room,
    (view) => view?.items.some((item) => item.kind === 'message' && item.send?.state === 'read') === true,
  );
  await until(soren.client, 'room', room, (view) => view?.peer?.name === 'Ines');
  await ines.page.keyboard.type('Of course');
  await until(soren.client, 'room', room, (view) => view?.typing.some(({ name }) => name === 'Ines') === true);
  await ines.page.keyboard.press('Enter');
  await soren.finds(room, 'Of course');
  expect(complaints).toEqual([]);
});

test('on a narrow screen, by keys: declined is gone and comes back; somebody blocked reaches nobody, and asks anew', async ({
  newMember,
  newNeighbour,
}) => {
  const ines = await newMember('Ines', NARROW);
  const [soren, mallory] = [await newNeighbour('Soren'), await newNeighbour('Mallory')];
  const complaints = collectComplaints(ines.page);
  const keys = ines.page.keyboard;
  const press = async (goal: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
    await tabTo(goal, key);
    await keys.press('Enter');
  };
  const look = async (screen: string): Promise<void> => {
    await expectAccessible(ines.page, screen);
    await expectNothingSideways(ines.page, screen);
  };
  const settings = ines.page.getByRole('region', { name: words(contacts.sectionTitle) });
  /** From wherever one is, within the few regions of a screen. */
  const undo = async (said: string): Promise<void> => {
    await expect(ines.page.getByText(said)).toBeVisible();
    const button = ines.button(en.common.undo);
    // What was offered before it is over first.
    await expect(button).toHaveCount(1);
    for (let region = 0; region < 3 && !(await isFocused(button)); region++) await keys.press('F6');
    await expect(button).toBeFocused();
    await expectRing(ines.page);
    await keys.press('Enter');
    await expect(button).toHaveCount(0);
  };
  const toPeople = (): Promise<void> =>
    press(ines.page.getByRole('navigation').getByRole('button', { name: within(en.shell.people) }));

  const chat = await soren.writeTo(ines);
  await soren.say(chat, 'Hello from the pier');
  await toPeople();
  await press(listed(ines, contacts.requests, 'Soren'), 'Shift+Tab');
  await ines.sees('Hello from the pier');
  await look('a request, narrow');
  await press(ines.button(contacts.decline));
  await undo(contacts.declined);
  await ines.sees('Hello from the pier');
  await press(ines.button(contacts.decline));
  await expect(ines.page.getByText(contacts.declined)).toBeVisible();
  await look('a toast that offers Undo');
  await soren.say(chat, 'And now?');

  const other = await mallory.writeTo(ines);
  await mallory.say(other, 'You will answer me');
  await press(listed(ines, contacts.requests, 'Mallory'));
  await ines.sees('You will answer me');
  await press(ines.button(contacts.blockName('Mallory')));
  await undo(contacts.blockedNow);
  await ines.sees('You will answer me');
  await press(ines.button(contacts.blockName('Mallory')));
  await mallory.say(other, 'Answer');
  await mallory.makeRoom('Come here', [ines]);
  const third = await soren.makeRoom('Boat shed', [ines]);
  await soren.say(third, 'Who holds the clamps?');

  // What was said after it is here, and so is all that was said before.
  await press(ines.page.getByRole('navigation').getByRole('button', { name: within(en.shell.rooms) }));
  await expect(listed(ines, contacts.requests, 'Boat shed')).toBeVisible();
  await expect(ines.page.getByText('Come here')).toHaveCount(0);
  await toPeople();
  await expect(ines.page.getByRole('main').getByRole('link')).toHaveCount(0);
  expect((await soren.finds(chat, 'And now?')).send?.state).toBe('sent');
  expect((await mallory.finds(other, 'Answer')).send?.state).toBe('sent');

  await press(ines.ownPortrait, 'Shift+Tab');
  await press(ines.button(en.shell.settings));
  await expect(settings.getByRole('list', { name: contacts.blockedTitle })).toContainText('Mallory');
  await look('contacts and requests');
  await press(settings.getByRole('button', { name: words(contacts.bringBackName('Soren')) }));
  await expect(settings.getByRole('list', { name: contacts.contactsTitle })).toContainText('Soren');
  await press(settings.getByRole('button', { name: words(contacts.removeName('Soren')) }));
  await expect(settings.getByRole('list', { name: contacts.contactsTitle })).toHaveCount(0);
  await undo(contacts.removed);
  await expect(settings.getByRole('list', { name: contacts.contactsTitle })).toContainText('Soren');
  await press(settings.getByRole('button', { name: words(contacts.unblockName('Mallory')) }));
  await expect(settings.getByRole('list', { name: contacts.blockedTitle })).toHaveCount(0);
  await press(ines.button(within(en.shell.back)), 'Shift+Tab');
  await toPeople();
  await expect(listed(ines, contacts.requests, 'Mallory')).toBeVisible();
  await until(
    soren.client,
    'timeline',
    chat,
    (view) =>
      view?.items.some(
        (item) => item.kind === 'message' && item.text === 'And now?' && item.send?.state === 'delivered',
      ) === true,
  );
  expect(complaints).toEqual([]);
});

test('what somebody blocked says in a room in common is folded, and their chat says why it is shut', async ({
  newMember,
  newNeighbour,
}) => {
  const ines = await newMember('Ines', STILL);
  const mallory = await newNeighbour('Mallory');
  await ines.writeTo(mallory);
  await ines.say('Hello');
  const chat = await mallory.roomCalled('Ines');
  await ines.makeRoom('Boat shed', [mallory]);
  const common = await mallory.roomCalled('Boat shed');
  await mallory.say(common, 'Something nobody wants to read');
  await ines.sees('Something nobody wants to read');

  await ines.openRoom('Mallory');
  await ines.openPeople();
  await ines.button(contacts.blockName('Mallory')).click();
  const dialog = ines.page.getByRole('alertdialog', { name: words(contacts.blockTitle('Mallory')) });
  await expectAccessible(ines.page, 'block dialog');
  await dialog.getByRole('button', { name: contacts.block, exact: true }).click();
  await expect(ines.composer).toHaveCount(0);
  const shut = ines.page.getByRole('region', { name: words(contacts.youBlocked('Mallory')) });
  await expect(shut).toBeVisible();
  await expectAccessible(ines.page, 'a blocked chat');
  await expectNothingSideways(ines.page, 'a blocked chat');
  await mallory.say(chat, 'Why?');

  await ines.openRoom('Boat shed');
  await expect(ines.page.getByText('Something nobody wants to read')).toHaveCount(0);
  const folded = ines.message(contacts.blockedMessage);
  await expect(folded).toHaveCount(1);
  await expectAccessible(ines.page, 'folded');
  await folded.getByRole('button', { name: contacts.show }).click();
  await ines.sees('Something nobody wants to read');
});

/** Making sure once that somebody is who they say; and what happens when their account is told to be another one. */
import { en } from '@alcove/locales';
import { anewList, newKeyPair } from '@alcove/testkit/hostile';
import type { AccountId } from '@alcove/protocol';
import { expect, test } from './support/fixtures.ts';
import { expectAccessible, expectNothingSideways } from './support/looking.ts';
import type { Person } from './support/person.ts';
import { within, words } from './support/words.ts';

const { trust } = en;
const compareButton = new RegExp(`^${trust.compare}`, 'u');

async function openCompare(person: Person): Promise<void> {
  await person.openPeople();
  await person.page.getByRole('complementary').getByRole('button', { name: compareButton }).click();
  await expect(person.page.getByRole('dialog').getByLabel(trust.digits)).toBeVisible();
}

async function meet(ines: Person, soren: Person): Promise<void> {
  await ines.writeTo(soren);
  await ines.say('Hello');
  await soren.openRoom('Ines');
  await soren.sees('Hello');
}

test('two people scan each other once, and the mark is there in every room', async ({ newMember }) => {
  const [ines, soren] = [await newMember('Ines'), await newMember('Soren')];
  await meet(ines, soren);
  await openCompare(soren);
  const square = await soren.page.getByRole('img', { name: trust.square }).screenshot();

  await openCompare(ines);
  const dialog = ines.page.getByRole('dialog');
  await expectAccessible(ines.page, 'compare');
  await expectNothingSideways(ines.page, 'compare');
  await dialog.getByRole('button', { name: trust.differ }).click();
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed');
  await dialog.getByRole('button', { name: trust.scan }).click();
  await expect(dialog.getByText(trust.scanner.noCamera)).toBeVisible();
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(dialog.getByText(trust.noSquare)).toBeVisible();
  await dialog.locator('input[type=file]').setInputFiles({ name: 'theirs.png', mimeType: 'image/png', buffer: square });
  await expect(dialog.getByRole('heading', { name: words(trust.done('Soren')) })).toBeVisible();
  await dialog.getByRole('button', { name: trust.close, exact: true }).click();
  await expect(ines.page.getByRole('heading', { level: 1 }).getByText(trust.verified)).toBeAttached();

  await ines.makeRoom('Boat shed', [soren]);
  await ines.openPeople();
  const member = ines.page.getByRole('complementary').getByRole('listitem').filter({ hasText: soren.handle });
  await expect(member.getByText(trust.verified)).toBeAttached();
  await expectAccessible(ines.page, 'verified in a room');

  await ines.openRoom('Soren');
  await ines.openPeople();
  await ines.button(trust.unverify).click();
  await expect(ines.page.getByRole('heading', { level: 1 }).getByText(trust.verified)).toHaveCount(0);
});

/** From now on the server tells this browser that the account was started anew. */
async function startAnew(person: Person, account: AccountId): Promise<void> {
  const aik = newKeyPair();
  await person.page.context().route(/\/people\?/u, async (route) => {
    const reply = await route.fetch();
    const told = (await reply.json()) as { account: AccountId; lists: string[] };
    if (told.account !== account) return route.fulfill({ response: reply });
    const asked = new URL(route.request().url());
    asked.searchParams.set('after', '0');
    const whole = (await (await route.fetch({ url: asked.href })).json()) as { lists: string[] };
    return route.fulfill({
      response: reply,
      json: { ...told, lists: [anewList(aik, 'forged', account, whole.lists)] },
    });
  });
}

test('a changed identity of somebody verified stops sending until it is accepted', async ({
  newMember,
  newNeighbour,
}) => {
  const ines = await newMember('Ines');
  const soren = await newNeighbour('Soren');
  await ines.writeTo(soren);
  await ines.say('Hello');
  const room = await soren.roomCalled('Ines');
  await soren.finds(room, 'Hello');
  await openCompare(ines);
  await ines.page.getByRole('dialog').getByRole('button', { name: trust.same }).click();
  await ines.page.getByRole('dialog').getByRole('button', { name: trust.close, exact: true }).click();
  await startAnew(ines, await soren.account());
  // A person who is looked up is asked for again.
  await ines.startNew(en.shell.newChat);
  const search = ines.page.getByRole('dialog');
  await search.getByRole('textbox', { name: en.people.findLabel }).fill(soren.handle);
  await search.getByRole('button', { name: words(en.people.find) }).click();
  await expect(search.getByText(within('was started anew')).first()).toBeVisible();
  await ines.page.keyboard.press('Escape');

  const notice = ines.page.getByRole('alert').filter({ hasText: 'was started anew' });
  await expect(notice).toContainText(trust.changedBlocks);
  await ines.say('Is this you?');
  await expect(ines.message('Is this you?').getByText(trust.waits)).toBeAttached();
  await expectAccessible(ines.page, 'changed identity');
  await expectNothingSideways(ines.page, 'changed identity');
  await ines.page.reload();
  await expect(notice).toBeVisible();
  await expect(ines.message('Is this you?').getByText(trust.waits)).toBeAttached();

  await notice.getByRole('button', { name: trust.accept }).click();
  const asked = ines.page.getByRole('alertdialog');
  await asked.getByRole('button', { name: trust.accept }).click();
  await expect(notice).toHaveCount(0);
  await soren.finds(room, 'Is this you?');
});

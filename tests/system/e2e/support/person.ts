/**
 * Somebody with a browser: does what a person does, by the names the interface shows. Owns no expectation beyond "it could be
 * done"; the specs say what must be true afterwards.
 */
import { en } from '@alcove/locales';
import { expect, type Locator, type Page } from '@playwright/test';
import { words, within } from './words.ts';

const fresh = (): string => Math.random().toString(36).slice(2, 8);

/** Whom one can find: somebody with a browser, or without a screen. */
type Findable = Pick<Person, 'name' | 'handle'>;

/** What somebody knows of an account that they have. */
export interface Known {
  readonly handle: string;
  readonly recoveryWords: string[];
}

export class Person {
  readonly name: string;
  readonly handle: string;
  readonly password: string = 'harbour light tuesday anchor';
  page: Page;
  /** The twelve words as the card showed them. */
  recoveryWords: string[] = [];

  constructor(name: string, page: Page, known?: Known) {
    this.name = name;
    this.handle = known?.handle ?? `${name.toLowerCase()}-${fresh()}`;
    this.recoveryWords = known?.recoveryWords ?? [];
    this.page = page;
  }

  /* arriving */

  async openSignUp(path = '/'): Promise<void> {
    await this.page.goto(path);
    const makeAccount = this.button(en.arriving.logIn.newHere);
    const go = this.button(en.arriving.signUp.go);
    await expect(makeAccount.or(go).first()).toBeVisible();
    if (await makeAccount.isVisible()) await makeAccount.click();
  }

  async fillSignUp(): Promise<void> {
    await this.field(en.arriving.signUp.name).fill(this.name);
    await this.field(en.arriving.signUp.handle).fill(this.handle);
    await this.field(en.arriving.signUp.password).fill(this.password);
  }

  /** All of it: account, recovery card kept by hand and checked, first rooms screen passed. */
  async signUp(): Promise<void> {
    await this.signUpFrom('/');
    await this.button(en.arriving.rooms.goIn).click();
    await this.isInside();
  }

  async isInside(): Promise<void> {
    await expect(this.button(en.shell.newThing).or(this.button(en.shell.newRoom)).first()).toBeVisible();
  }

  /** Starting at an address; what comes after the recovery card depends on it. */
  async signUpFrom(path: string): Promise<void> {
    await this.openSignUp(path);
    await this.fillSignUp();
    await this.button(en.arriving.signUp.go).click();
    await this.keepRecoveryWords();
  }

  async readRecoveryCard(): Promise<void> {
    const card = this.page.getByRole('region', { name: en.arriving.card.region });
    // The card has its twelve lines before it has the words.
    await expect(card.getByRole('listitem').filter({ hasText: /[a-z]{3}/u })).toHaveCount(12);
    const lines = await card.getByRole('listitem').allInnerTexts();
    this.recoveryWords = lines.map((line) => line.replace(/^\s*\d+\s*/, '').trim());
  }

  async keepRecoveryWords(): Promise<void> {
    await this.readRecoveryCard();
    await this.button(within(en.arriving.keep.hand)).click();
    await this.button(en.arriving.keep.kept).click();
    await this.typeAskedWords();
    await this.button(en.arriving.check.go).click();
  }

  /** Fills the fields that ask for words, by their numbers. */
  async typeAskedWords(): Promise<void> {
    const fields = this.page.getByRole('textbox', { name: /^Word \d+$/ });
    await expect(fields).toHaveCount(2);
    for (const field of await fields.all()) {
      const label = (await field.getAttribute('aria-label')) ?? (await this.labelOf(field));
      const word = this.recoveryWords[Number(/\d+/.exec(label)?.[0]) - 1];
      await field.fill(word ?? 'nothing');
    }
  }

  async logIn(password = this.password): Promise<void> {
    const handle = this.field(en.arriving.logIn.handle);
    if (await handle.isVisible()) await handle.fill(this.handle);
    await this.field(en.arriving.logIn.password).fill(password);
    await this.button(en.arriving.logIn.go).click();
  }

  /** Through Settings, as far as the log-in screen. */
  async logOut(): Promise<void> {
    await this.openSettings();
    await this.button(en.settings.logOut).first().click();
    await this.page
      .getByRole('alertdialog')
      .or(this.page.getByRole('dialog'))
      .getByRole('button', { name: words(en.settings.logOut) })
      .click();
    await expect(this.field(en.arriving.logIn.password)).toBeVisible();
  }

  /** On a phone they are behind the portrait. */
  async openSettings(): Promise<void> {
    const settings = this.page.getByRole('link', { name: en.shell.settings }).or(this.button(en.shell.settings));
    await expect(settings.or(this.ownPortrait).first()).toBeVisible();
    if ((await settings.count()) === 0) await this.ownPortrait.click();
    await settings.first().click();
  }

  /* other accounts */

  get ownPortrait(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${en.accounts.title}, `, 'u') });
  }

  /** What the portrait opens: a popover, or a sheet on a phone. */
  async openAccounts(): Promise<Locator> {
    await this.ownPortrait.click();
    const list = this.page.getByRole('dialog', { name: words(en.accounts.title) });
    await expect(list).toBeVisible();
    return list;
  }

  /** Closes the tab, as one closes a lid; what the browser stored stays. */
  async goAway(): Promise<void> {
    const old = this.page;
    // A browser of one's own ends with its last tab.
    this.page = await old.context().newPage();
    await old.close();
  }

  /** The app's files are kept by the browser: from now on it opens without a network. */
  async isKeptForOffline(): Promise<void> {
    await expect
      .poll(() => this.page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 30_000 })
      .toBe('activated');
  }

  async comeBack(): Promise<void> {
    await this.page.goto('/');
  }

  /* people and rooms */

  async writeTo(other: Findable): Promise<void> {
    await this.startNew(en.shell.newChat);
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: en.people.findLabel }).fill(other.handle);
    await dialog.getByRole('button', { name: words(en.people.find) }).click();
    await dialog.getByRole('button', { name: /^(Write to|Open the chat with)/ }).click();
    await expect(this.composer).toBeVisible();
  }

  async makeRoom(title: string, people: readonly Findable[]): Promise<void> {
    await this.startNew(en.shell.newRoom);
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: en.rooms.nameLabel }).fill(title);
    for (const person of people) await this.choose(dialog, person);
    await dialog.getByRole('button', { name: words(en.rooms.make) }).click();
    await expect(this.heading(title)).toBeVisible();
  }

  async choose(dialog: Locator, person: Findable): Promise<void> {
    const field = dialog.getByRole('textbox', { name: en.rooms.whoComes });
    await field.fill(person.handle);
    await dialog.getByRole('button', { name: words(en.people.find) }).click();
    // Somebody known stands in the list before being chosen; the field is emptied once they are.
    await expect(field).toHaveValue('');
    await expect(dialog.getByText(person.name).first()).toBeVisible();
  }

  /** The pencil of the sidebar, then one of its two entries. */
  async startNew(what: string): Promise<void> {
    await this.button(en.shell.newThing).first().click();
    await this.page.getByRole('menuitem', { name: words(what) }).click();
  }

  async openRoom(title: string): Promise<void> {
    await this.page
      .getByRole('link', { name: within(title) })
      .first()
      .click();
    // Whoever is no contact yet asks first.
    const accept = this.button(en.contacts.accept);
    await expect(this.composer.or(accept).first()).toBeVisible();
    if (await accept.isVisible()) await accept.click();
    await expect(this.composer).toBeVisible();
  }

  /* messages */

  get composer(): Locator {
    return this.page
      .getByRole('textbox', { name: /^Message/u })
      .or(this.page.getByRole('combobox', { name: /^Message/u }));
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await expect(this.composer).toHaveValue('');
  }

  /** The people panel of the open room. */
  async openPeople(): Promise<void> {
    const panel = this.page.getByRole('heading', { name: en.rooms.privateTitle });
    if (!(await panel.isVisible()))
      await this.button(new RegExp(`^(${en.rooms.people}|${en.rooms.about})$`, 'u'))
        .first()
        .click();
    await expect(panel).toBeVisible();
  }

  /** Something from a message's own menu. */
  async act(text: string, action: string): Promise<void> {
    const message = this.message(text).first();
    await message.hover();
    await message.getByRole('button', { name: en.timeline.more }).click();
    // The item's name ends with its key.
    await this.page.getByRole('menuitem', { name: within(action) }).click();
  }

  message(text: string): Locator {
    return this.page.getByRole('article').filter({ hasText: text });
  }

  async sees(text: string): Promise<void> {
    await expect(this.message(text)).toHaveCount(1);
  }

  /* parts */

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name: typeof name === 'string' ? words(name) : name });
  }

  field(label: string): Locator {
    return this.page.getByLabel(words(label));
  }

  heading(text: string): Locator {
    return this.page.getByRole('heading', { name: words(text) });
  }

  private async labelOf(field: Locator): Promise<string> {
    return field.evaluate((input) => (input instanceof HTMLInputElement ? (input.labels?.[0]?.textContent ?? '') : ''));
  }
}

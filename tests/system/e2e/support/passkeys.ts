/** Chromium's virtual authenticator, and adding a passkey as a person does. */
import { en } from '@alcove/locales';
import { expect, type CDPSession, type Page } from '@playwright/test';
import type { Person } from './person.ts';
import { words } from './words.ts';

const PASSKEYS = en.access.passkeys;

interface Authenticator {
  readonly cdp: CDPSession;
  readonly id: string;
}

export async function authenticator(page: Page, hasPrf: boolean): Promise<Authenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return { cdp, id: authenticatorId };
}

export async function addPasskey(person: Person, name: string): Promise<void> {
  await person.openSettings();
  await person.button(PASSKEYS.add).click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByLabel(PASSKEYS.name, { exact: true }).fill(name);
  await dialog.getByLabel(en.access.passwordNow, { exact: true }).fill(person.password);
  await dialog.getByRole('button', { name: words(PASSKEYS.addGo) }).click();
  await expect(dialog).toHaveCount(0);
  await expect(person.page.getByRole('list', { name: PASSKEYS.title }).getByText(name)).toBeVisible();
}

import { expect, test } from '@playwright/test';
import { openStoreTab, startStoreSite, type StoreSite } from './store-site.ts';

let site: StoreSite;
test.beforeAll(async () => {
  site = await startStoreSite();
});
test.afterAll(() => site.close());

test('the store contract holds on OPFS', async ({ page }) => {
  const tab = await openStoreTab(page, site.url);
  expect(await tab.ask('cases')).toBeGreaterThan(25);
  expect(await tab.ask('contract')).toEqual([]);
});

test('a second tab is refused and harms nothing; it gets the database when the first closes it', async ({
  context,
}) => {
  const first = await openStoreTab(await context.newPage(), site.url);
  const second = await openStoreTab(await context.newPage(), site.url);
  expect(await first.ask('open')).toBe('open');
  expect(await first.ask('write', 5)).toBe(5);
  expect(await second.ask('open')).toBe('busy');
  expect(await first.ask('write', 1)).toBe(6);
  await first.ask('close');
  expect(await second.ask('open')).toBe('open');
  expect(await second.ask('write', 1)).toBe(7);
});

test('a tab that is killed loses nothing it was told is written, and frees the database', async ({ context }) => {
  const first = await openStoreTab(await context.newPage(), site.url);
  await first.ask('open');
  const written = Number(await first.ask('write', 20));
  void first.ask('write', 10_000).catch(() => undefined);
  await first.page.close({ runBeforeUnload: false });
  const second = await openStoreTab(await context.newPage(), site.url);
  expect(await second.ask('open')).toBe('open');
  expect(Number(await second.ask('write', 0))).toBeGreaterThanOrEqual(written);
});

test('a full disk is `full`, and what was there stays', async ({ context }) => {
  const page = await context.newPage();
  const tab = await openStoreTab(page, site.url);
  await tab.ask('open');
  const written = await tab.ask('write', 3);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 12_000_000 });
  expect(await tab.ask('fillUp')).toBe('full');
  expect(Number(await tab.ask('write', 0))).toBeGreaterThanOrEqual(Number(written));
});

test('the store key is kept over a reload and cannot be taken out of the browser', async ({ page }) => {
  const tab = await openStoreTab(page, site.url);
  expect(await tab.ask('loadKey')).toBeNull();
  await tab.ask('saveKey', 7);
  const again = await openStoreTab(page, site.url);
  expect(await again.ask('loadKey')).toBe('07'.repeat(32));
  const kept = await page.evaluate(async () => {
    const opening = indexedDB.open('alcove-keys', 1);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const asking = opening.result.transaction('keys').objectStore('keys').get('spec');
    await new Promise((resolve) => (asking.onsuccess = resolve));
    const { wrap, sealed } = asking.result as { wrap: CryptoKey; sealed: Uint8Array };
    const exported = await crypto.subtle.exportKey('raw', wrap).then(
      () => 'given out',
      () => 'refused',
    );
    return { exported, sealed: [...sealed] };
  });
  expect(kept.exported).toBe('refused');
  expect(kept.sealed.join()).not.toContain('7,7,7,7');
  await again.ask('clearKey');
  expect(await again.ask('loadKey')).toBeNull();
});

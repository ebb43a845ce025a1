/** Somebody whose browser keeps its profile in a folder, whose files can be looked through as whoever copies the disk could. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserType, LaunchOptions } from '@playwright/test';
import type { Haystack } from '../../src/canary-needles.ts';
import { Person } from './person.ts';

export interface Keeper {
  readonly person: Person;
  /** Every file of the browser's profile, as it lies on the disk now. */
  image(): readonly Haystack[];
  close(): Promise<void>;
}

export async function openKeeper(
  browser: BrowserType,
  options: LaunchOptions,
  server: string,
  name: string,
): Promise<Keeper> {
  const folder = mkdtempSync(join(tmpdir(), 'alcove-profile-'));
  const context = await browser.launchPersistentContext(folder, {
    ...options,
    baseURL: server,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  return {
    person: new Person(name, context.pages()[0] ?? (await context.newPage())),
    image: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => ({ name: path.slice(folder.length + 1), bytes: readFileSync(path) })),
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

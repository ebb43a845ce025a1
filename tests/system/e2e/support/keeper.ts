/** Somebody whose browser keeps its profile in a folder, whose files can be looked through as whoever copies the disk could. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, BrowserType, LaunchOptions } from '@playwright/test';
import type { Haystack } from '../../src/canary-needles.ts';
import { lidOver, type Lid } from './lid.ts';
import { Person, type Known } from './person.ts';

export interface Keeper {
  readonly person: Person;
  readonly lid: Lid;
  /** Every file of the browser's profile, as it lies on the disk now. */
  image(): readonly Haystack[];
  /** Once its context is closed: the whole profile. */
  copyTo(profile: string): void;
  close(): Promise<void>;
}

/** What a keeper's browser is opened with. */
export interface Launching {
  readonly browser: BrowserType;
  readonly options: LaunchOptions;
  /** The address of the server. */
  readonly server: string;
}

/** `from`: the profile of a browser that was closed, which this one goes on with, and whose it is. */
export async function openKeeper(
  { browser, options, server }: Launching,
  name: string,
  look: BrowserContextOptions = {},
  from?: { readonly profile: string; readonly known: Known },
): Promise<Keeper> {
  const folder = mkdtempSync(join(tmpdir(), 'alcove-profile-'));
  if (from !== undefined) cpSync(from.profile, folder, { recursive: true });
  const context = await browser.launchPersistentContext(folder, {
    ...options,
    baseURL: server,
    locale: 'en-GB',
    ...look,
  });
  const lid = lidOver(folder);
  return {
    lid,
    person: new Person(name, context.pages()[0] ?? (await context.newPage()), from?.known),
    copyTo: (profile) => cpSync(folder, profile, { recursive: true }),
    image: () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => ({ name: path.slice(folder.length + 1), bytes: readFileSync(path) })),
    async close() {
      lid.open();
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

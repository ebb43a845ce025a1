/**
 * People in real browsers, for measurements: the built web app, the real server, and for each person a browser with a profile on disk,
 * as people have it. In a private window every write of a file is a question to another process, which is not what is measured.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '@alcove/locales';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { buildWeb } from '../../../scripts/build-web.ts';
import { CHROMIUM_ARGS, ensureChromium } from '../../../scripts/chromium.ts';
import { Person } from '../../../tests/system/e2e/support/person.ts';
import { ServerProcess } from '../../../tests/system/e2e/support/server-process.ts';

/** What stretching a password takes on a busy machine, and more. */
const PATIENCE_MS = 60_000;

export interface Window {
  readonly name: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface BrowserHouse {
  readonly server: ServerProcess;
  /** Signed up and at home, in the order they were asked for. */
  readonly people: readonly Person[];
  /** The browser of the n-th of them is ended and opened on the same profile: an empty page. */
  again(n: number): Promise<Page>;
  close(): Promise<void>;
}

export async function openBrowserHouse(...windows: readonly Window[]): Promise<BrowserHouse> {
  buildWeb();
  const executablePath = await ensureChromium();
  const server = await ServerProcess.start({ ALCOVE_LIMITS: 'off', ALCOVE_LOG_LEVEL: 'error' });
  const folder = await mkdtemp(join(tmpdir(), 'alcove-browsers-'));
  const contexts: BrowserContext[] = [];
  const close = async (): Promise<void> => {
    for (const context of contexts) await context.close();
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  };
  const launch = async ({ name, viewport }: Window, n: number): Promise<Page> => {
    const context = await chromium.launchPersistentContext(join(folder, name), {
      executablePath,
      args: [...CHROMIUM_ARGS],
      baseURL: server.url,
      ...(viewport === undefined ? {} : { viewport }),
    });
    contexts[n] = context;
    return context.newPage();
  };
  const open = async (window: Window, n: number): Promise<Person> => arrive(await launch(window, n), window.name);
  try {
    const people = await Promise.all(windows.map(open));
    return {
      server,
      people,
      close,
      async again(n) {
        const window = windows[n];
        if (window === undefined) throw new Error(`nobody is number ${String(n)}`);
        await contexts[n]?.close();
        return launch(window, n);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** As `Person.signUp`, with more patience. */
async function arrive(page: Page, name: string): Promise<Person> {
  const person = new Person(name, page);
  await person.openSignUp();
  await person.fillSignUp();
  await person.button(en.arriving.signUp.go).click();
  const card = person.page.getByRole('region', { name: en.arriving.card.region });
  await card
    .getByRole('listitem')
    .filter({ hasText: /[a-z]{3}/u })
    .nth(11)
    .waitFor({ timeout: PATIENCE_MS });
  await person.keepRecoveryWords();
  await person.button(en.arriving.rooms.goIn).click({ timeout: PATIENCE_MS });
  return person;
}

/**
 * Wall-clock time at which a text was drawn: the frame after it entered the page. The page waits by itself, nobody asks it
 * over and over, which on two processors would be a good part of what is measured.
 */
export function drawnAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): boolean => {
          const here = [...document.querySelectorAll('article')].some((article) =>
            article.textContent.includes(wanted),
          );
          if (here) requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
          return here;
        };
        const observer = new MutationObserver(() => {
          if (look()) observer.disconnect();
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    text,
  );
}

/** Sends the text with Enter. Wall-clock time of the key, taken in the page before anyone else hears it. */
export async function pressEnter(from: Person, text: string): Promise<number> {
  await from.composer.fill(text);
  const pressed = from.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const note = (): void => resolve(performance.timeOrigin + performance.now());
        document.addEventListener('keydown', note, { capture: true, once: true });
      }),
  );
  await from.composer.press('Enter');
  return pressed;
}

/**
 * `npm run bench -- keypress`: from the key that sends a message in one browser to the message on the other browser's screen. Two browsers
 * with a profile each, the real server, loopback; everything a message goes through is in it: sealing, the sender's disk, the
 * server's disk, opening, the receiver's disk, drawing. Times are wall-clock times of both pages, which share one machine's clock.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '@alcove/locales';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { buildWeb } from '../../scripts/build-web.ts';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.ts';
import { Person } from '../../tests/system/e2e/support/person.ts';
import { ServerProcess } from '../../tests/system/e2e/support/server-process.ts';
import { quantile, report, round } from './measure/report.ts';

const WARM_UP = 5;
const MESSAGES = 60;
const PATIENCE_MS = 60_000;

/**
 * Wall-clock time at which a text was drawn: the frame after it entered the page. The page waits by itself, nobody asks it
 * over and over, which on two processors would be a good part of what is measured.
 */
function drawnAt(page: Page, text: string): Promise<number> {
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

/** Wall-clock time of the Enter that sent the text, taken in the page before anyone else hears the key. */
async function pressEnter(from: Person, text: string): Promise<number> {
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

async function measure(from: Person, to: Person): Promise<{ there: number[]; own: number[] }> {
  const there: number[] = [];
  const own: number[] = [];
  for (let n = 0; n < WARM_UP + MESSAGES; n++) {
    const text = `word-${String(n)}-end`;
    const drawn = Promise.all([drawnAt(from.page, text), drawnAt(to.page, text)]);
    const pressedAt = await pressEnter(from, text);
    const [ownAt, thereAt] = await drawn;
    if (n < WARM_UP) continue;
    own.push(ownAt - pressedAt);
    there.push(thereAt - pressedAt);
  }
  return { there, own };
}

/** As `Person.signUp`, with the patience that stretching a password wants on a busy machine. */
async function arrive(context: BrowserContext, name: string): Promise<Person> {
  const person = new Person(name, await context.newPage());
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

buildWeb();
const executablePath = await ensureChromium();
const server = await ServerProcess.start({ ALCOVE_LIMITS: 'off', ALCOVE_LOG_LEVEL: 'error' });
const folder = await mkdtemp(join(tmpdir(), 'alcove-keypress-'));
// A profile on disk, as people have it: in a private window every write of a file is a question to another process.
const contexts = await Promise.all(
  ['ana', 'ben'].map((name) =>
    chromium.launchPersistentContext(join(folder, name), {
      executablePath,
      args: [...CHROMIUM_ARGS],
      baseURL: server.url,
    }),
  ),
);
try {
  const [ana, ben] = await Promise.all(contexts.map((context, n) => arrive(context, n === 0 ? 'Ana' : 'Ben')));
  if (ana === undefined || ben === undefined) throw new Error('two people are needed');
  await ana.writeTo(ben);
  await ana.say('hello');
  await ben.openRoom('Ana');
  await ben.sees('hello');
  const { there, own } = await measure(ana, ben);
  const row = (what: string, times: readonly number[]): Record<string, string | number> => {
    const sorted = times.toSorted((a, b) => a - b);
    return {
      what,
      messages: times.length,
      'p50 ms': round(quantile(sorted, 0.5)),
      'p90 ms': round(quantile(sorted, 0.9)),
      'p99 ms': round(quantile(sorted, 0.99)),
    };
  };
  report('keypress', [row('on the other screen', there), row('on the own screen', own)]);
} finally {
  for (const context of contexts) await context.close();
  await server.dispose();
  await rm(folder, { recursive: true, force: true });
}

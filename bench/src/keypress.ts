/**
 * `npm run bench -- keypress`: from the key that sends a message in one browser to the message on the other browser's screen. Two browsers
 * with a profile each, the real server, loopback; everything a message goes through is in it: sealing, the sender's disk, the
 * server's disk, opening, the receiver's disk, drawing. Times are wall-clock times of both pages, which share one machine's clock.
 */
import { en } from '@alcove/locales';
import { chromium, type Browser, type Page } from '@playwright/test';
import { buildWeb } from '../../scripts/build-web.ts';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.ts';
import { Person } from '../../tests/system/e2e/support/person.ts';
import { ServerProcess } from '../../tests/system/e2e/support/server-process.ts';
import { quantile, report, round } from './measure/report.ts';

const WARM_UP = 5;
const MESSAGES = 60;
const PATIENCE_MS = 60_000;

interface Watch {
  /** Wall-clock time at which a text was first drawn, by text. */
  readonly drawn: Map<string, number>;
}
declare global {
  var alcoveWatch: Watch | undefined;
}

/** Notes when texts that begin with `word-` come onto the screen: the frame after they entered the page. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const drawn = new Map<string, number>();
    const look = (): void => {
      for (const article of document.querySelectorAll('[role="article"], article')) {
        const text = /word-\d+-end/.exec(article.textContent)?.[0];
        if (text === undefined || drawn.has(text)) continue;
        drawn.set(text, Number.NaN);
        requestAnimationFrame(() => drawn.set(text, performance.timeOrigin + performance.now()));
      }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    globalThis.alcoveWatch = { drawn };
  });
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

async function drawnAt(page: Page, text: string): Promise<number> {
  const handle = await page.waitForFunction((wanted) => globalThis.alcoveWatch?.drawn.get(wanted) || undefined, text, {
    polling: 5,
    timeout: PATIENCE_MS,
  });
  return (await handle.jsonValue()) ?? Number.NaN;
}

async function measure(from: Person, to: Person): Promise<{ there: number[]; own: number[] }> {
  const there: number[] = [];
  const own: number[] = [];
  for (let n = 0; n < WARM_UP + MESSAGES; n++) {
    const text = `word-${String(n)}-end`;
    const pressedAt = await pressEnter(from, text);
    const [ownAt, thereAt] = await Promise.all([drawnAt(from.page, text), drawnAt(to.page, text)]);
    if (n < WARM_UP) continue;
    own.push(ownAt - pressedAt);
    there.push(thereAt - pressedAt);
  }
  return { there, own };
}

/** As `Person.signUp`, with the patience that stretching a password wants on a busy machine. */
async function arrive(browser: Browser, origin: string, name: string): Promise<Person> {
  const context = await browser.newContext({ baseURL: origin });
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
const browsers = await Promise.all([1, 2].map(() => chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] })));
try {
  const [ana, ben] = await Promise.all(
    browsers.map((browser, n) => arrive(browser, server.url, n === 0 ? 'Ana' : 'Ben')),
  );
  if (ana === undefined || ben === undefined) throw new Error('two people are needed');
  await ana.writeTo(ben);
  await ana.say('hello');
  await ben.openRoom('Ana');
  await ben.sees('hello');
  await Promise.all([watch(ana.page), watch(ben.page)]);
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
  for (const browser of browsers) await browser.close();
  await server.dispose();
}

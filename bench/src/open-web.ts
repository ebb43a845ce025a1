/**
 * `npm run bench -- open-web`: what a person waits for in the browser. How much the first visit fetches, how long it takes from asking for the page
 * to the list of rooms when the browser was closed, with the server and without one, and from choosing a room that was open before to its
 * messages. A phone's width, and again with the page slowed down as if the processor were a quarter as fast.
 */
import { setTimeout } from 'node:timers/promises';
import { en } from '@alcove/locales';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.ts';
import { Neighbour } from '../../tests/system/e2e/support/neighbour.ts';
import { within } from '../../tests/system/e2e/support/words.ts';
import { openBrowserHouse, type BrowserHouse } from './measure/browser-house.ts';
import { quantile, report, round, type Row } from './measure/report.ts';

const VIEWPORT = { width: 1280, height: 800 };
const ROOMS = 20;
const EACH = 50;
const OPENINGS = 7;
const SWITCHES = 20;
const SLOWED = 4;
const STAYED_MS = 5_000;
const PATIENCE_MS = 60_000;

const line = (n: number): string => `Line ${String(n)}.${' The tide is measured again.'.repeat(n % 5)}`;
const roomName = (n: number): string => `Room ${String(n)}`;

const times = (what: string, samples: readonly number[]): Row => {
  const sorted = samples.toSorted((a, b) => a - b);
  return { what, p50: round(quantile(sorted, 0.5)), slowest: round(sorted.at(-1) ?? 0), unit: 'ms' };
};

async function slow(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

/** Of the visit of somebody new, up to the screen that welcomes them: KB over the wire, compressed. */
async function firstVisit(house: BrowserHouse): Promise<readonly Row[]> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...CHROMIUM_ARGS] });
  const page = await browser.newPage({ baseURL: house.server.url });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map<string, string>();
  let code = 0;
  let other = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (['Document', 'Script', 'Stylesheet'].includes(kinds.get(requestId) ?? '')) code += encodedDataLength;
    else other += encodedDataLength;
  });
  await page.goto('/');
  await page.locator('button').first().waitFor({ timeout: PATIENCE_MS });
  const rows = [
    { what: 'first visit: page, code, styles', p50: round(code / 1_000), slowest: '–', unit: 'KB' },
    { what: 'first visit: typefaces and the rest', p50: round(other / 1_000), slowest: '–', unit: 'KB' },
  ];
  await browser.close();
  return rows;
}

/** ms from asking for the page to the first frame with the list of rooms in it, with the browser's process there. */
async function opening(house: BrowserHouse, rate: number): Promise<number> {
  const page = await house.again(0);
  await slow(page, rate);
  await page.addInitScript(() => {
    const seen = new Promise<number>((resolve) => {
      const look = (): void => {
        if (document.querySelector('nav a[href^="/r/"]') === null) return void requestAnimationFrame(look);
        requestAnimationFrame(() => resolve(performance.now()));
      };
      requestAnimationFrame(look);
    });
    Object.assign(globalThis, { seen });
  });
  await page.goto('/', { waitUntil: 'commit' });
  return page.evaluate(() => (globalThis as unknown as { seen: Promise<number> }).seen);
}

/** ms from the click to the first frame with the other room's newest line in it. */
async function switching(page: Page, to: string): Promise<number> {
  const shown = await page.evaluateHandle(
    ({ title, newest }) => ({
      after: new Promise<number>((resolve) => {
        const from = (event: Event): void => {
          const look = (): void => {
            const isThere =
              document.title.includes(title) &&
              [...document.querySelectorAll('.tl-scroll:not(.tl-opening) article')].some((article) =>
                article.textContent.includes(newest),
              );
            if (isThere) resolve(performance.now() - event.timeStamp);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        };
        document.addEventListener('pointerdown', from, { capture: true, once: true });
      }),
    }),
    { title: to, newest: line(EACH - 1) },
  );
  await page
    .getByRole('navigation', { name: en.shell.regionSide })
    .getByRole('link', { name: within(to) })
    .first()
    .click();
  return shown.evaluate(({ after }) => after);
}

async function switches(page: Page, rate: number): Promise<number[]> {
  const both = [roomName(ROOMS - 1), roomName(ROOMS - 2)] as const;
  for (const one of both) await switching(page, one);
  await slow(page, rate);
  const samples: number[] = [];
  for (let n = 0; n < SWITCHES; n++) samples.push(await switching(page, both[n % 2 === 0 ? 0 : 1]));
  return samples;
}

async function several(house: BrowserHouse, rate: number): Promise<number[]> {
  const samples: number[] = [];
  // The first one stays open for as long as somebody's does at least: the browser keeps the page's code compiled a few seconds after it ran.
  await opening(house, 1);
  await setTimeout(STAYED_MS);
  for (let n = 0; n < OPENINGS; n++) samples.push(await opening(house, rate));
  return samples;
}

const house = await openBrowserHouse({ name: 'Ana', viewport: VIEWPORT });
const soren = await Neighbour.signUp(house.server.url, 'Soren');
try {
  const [ana] = house.people;
  if (ana === undefined) throw new Error('somebody is needed');
  const rows: Row[] = [...(await firstVisit(house))];
  for (let n = 0; n < ROOMS; n++) {
    const room = await soren.makeRoom(roomName(n), [ana]);
    await soren.say(room, ...Array.from({ length: EACH }, (_, at) => line(at)));
  }
  await ana.openRoom(roomName(ROOMS - 1));
  await ana.sees(line(EACH - 1));
  await ana.isKeptForOffline();
  rows.push(times('closed browser, server there: the list', await several(house, 1)));
  rows.push(times(`the same, page slowed ${String(SLOWED)} times`, await several(house, SLOWED)));
  await opening(house, 1);
  const page = await house.again(0);
  await page.goto('/');
  rows.push(times('a room that was open before', await switches(page, 1)));
  rows.push(times(`the same, page slowed ${String(SLOWED)} times`, await switches(page, SLOWED)));
  await house.server.end('SIGTERM');
  rows.push(times('closed browser, no server: the list', await several(house, 1)));
  report('open-web', rows, { rooms: ROOMS, messagesEach: EACH });
} finally {
  await soren.close();
  await house.close();
}

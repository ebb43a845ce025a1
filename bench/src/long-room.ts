/**
 * `npm run bench -- long-room [messages]`: a phone's width and a room of 10 000 messages, filled by somebody without a screen. How long a typed letter
 * and a sent message take to be drawn, and how scrolling back through half of them goes: frames a second, frames that took too
 * long, how far the message in the middle moved by itself, and memory.
 */
import type { Page } from '@playwright/test';
import { Neighbour } from '../../tests/system/e2e/support/neighbour.ts';
import type { Person } from '../../tests/system/e2e/support/person.ts';
import { drawnAt, openBrowserHouse, pressEnter } from './measure/browser-house.ts';
import { quantile, report, round, type Row } from './measure/report.ts';

const MESSAGES = Number(process.argv[2] ?? 10_000);
const BACK = MESSAGES / 2;
/** How many are under way at once while the room is filled. */
const CHUNK = 100;
const SAMPLES = 60;
/** A flick of a finger: px per frame. */
const FLICK_PX = 60;
const PATIENCE_MS = 300_000;
/** A frame that misses its place at 55 a second. */
const LONG_FRAME_MS = 1000 / 55;

const textOf = (n: number): string => `Entry ${String(n)}.${' The tide is measured again.'.repeat(n % 7)}`;

const times = (what: string, samples: readonly number[]): Row => {
  const sorted = samples.toSorted((a, b) => a - b);
  return { what, p50: round(quantile(sorted, 0.5)), p95: round(quantile(sorted, 0.95)), unit: 'ms' };
};

/** From the key to the frame that shows its letter. */
async function typed(person: Person): Promise<number[]> {
  const samples: number[] = [];
  await person.composer.fill('');
  await person.composer.focus();
  for (let n = 0; n < SAMPLES; n++) {
    // Listening first: a key is not a question, and would overtake the one that asks the page to listen.
    const drawn = await person.page.evaluateHandle(() => ({
      after: new Promise<number>((resolve) => {
        document.addEventListener(
          'keydown',
          (event) => {
            const shown = (): void => resolve(performance.now() - event.timeStamp);
            // The frame after the one in which the letter entered the field.
            document.addEventListener('input', () => requestAnimationFrame(() => setTimeout(shown)), { once: true });
          },
          { capture: true, once: true },
        );
      }),
    }));
    await person.page.keyboard.press('a');
    samples.push(await drawn.evaluate(({ after }) => after));
  }
  await person.composer.fill('');
  return samples;
}

async function sent(person: Person): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < SAMPLES; n++) {
    const drawn = drawnAt(person.page, `said-${String(n)}-end`);
    const at = await pressEnter(person, `said-${String(n)}-end`);
    samples.push((await drawn) - at);
  }
  return samples;
}

interface Scrolled {
  readonly frames: readonly number[];
  readonly worstDriftPx: number;
}

/** Scrolls upwards in every frame until the entry has been on screen. */
function scrollBack(page: Page, until: string): Promise<Scrolled> {
  return page.locator('.tl-scroll').evaluate(
    async (frame, { step, last }) => {
      const next = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const frames: number[] = [];
      let worst = 0;
      let before = await next();
      for (;;) {
        const middle = frame.getBoundingClientRect().top + frame.clientHeight / 2;
        const rows = [...frame.querySelectorAll<HTMLElement>('[data-row]')];
        const row = rows.find((one) => one.getBoundingClientRect().bottom >= middle);
        if (rows.some((one) => one.textContent.includes(last))) return { frames, worstDriftPx: worst };
        const was = row?.getBoundingClientRect().top ?? 0;
        const room = Math.min(step, frame.scrollTop);
        frame.scrollBy({ top: -room, behavior: 'instant' });
        const now = await next();
        frames.push(now - before);
        before = now;
        if (row?.isConnected === true) worst = Math.max(worst, Math.abs(row.getBoundingClientRect().top - was - room));
      }
    },
    { step: FLICK_PX, last: until },
  );
}

/** Bytes of the page's JavaScript heap, after collecting garbage. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await session.send('Runtime.getHeapUsage')) as { usedSize: number };
  await session.detach();
  return usedSize;
}

const house = await openBrowserHouse({ name: 'Ana', viewport: { width: 390, height: 844 } });
const soren = await Neighbour.signUp(house.server.url, 'Soren');
try {
  const [ana] = house.people;
  if (ana === undefined) throw new Error('somebody is needed');
  const room = await soren.makeRoom('Tide log', [ana]);
  const filled = performance.now();
  for (let n = 0; n < MESSAGES; n += CHUNK) {
    await soren.say(room, ...Array.from({ length: CHUNK }, (_, i) => textOf(n + i)));
  }
  await ana.openRoom('Tide log');
  await ana.page
    .locator('.tl-scroll')
    .getByText(textOf(MESSAGES - 1))
    .or(ana.page.getByRole('button', { name: /newest/iu }))
    .first()
    .waitFor({ timeout: PATIENCE_MS });
  const newest = ana.page.getByRole('button', { name: /newest/iu });
  if (await newest.isVisible()) await newest.click();
  await ana.page.getByText(textOf(MESSAGES - 1)).waitFor({ timeout: PATIENCE_MS });
  console.log(`filled and received in ${String(Math.round((performance.now() - filled) / 1000))} s`);

  const letters = await typed(ana);
  const messages = await sent(ana);
  const heapBefore = await heapOf(ana.page);
  await ana.page.locator('.tl-scroll').hover();
  await ana.page.mouse.wheel(0, -400);
  const { frames, worstDriftPx } = await scrollBack(ana.page, `Entry ${String(MESSAGES - BACK)}.`);
  const heapAfter = await heapOf(ana.page);
  const seconds = frames.reduce((sum, ms) => sum + ms, 0) / 1000;
  report('long-room', [
    times('a typed letter is drawn', letters),
    times('a sent message is drawn', messages),
    { what: `scrolling back ${String(BACK)} messages`, p50: round(frames.length / seconds), unit: 'frames/s' },
    {
      what: 'frames slower than 55 a second',
      p50: round((100 * frames.filter((ms) => ms > LONG_FRAME_MS * 1.05).length) / frames.length),
      unit: '%',
    },
    { what: 'the message in the middle moved by', p50: round(worstDriftPx), unit: 'px at most' },
    { what: 'JavaScript heap before', p50: round(heapBefore / 1e6), unit: 'MB' },
    { what: 'JavaScript heap after', p50: round(heapAfter / 1e6), unit: 'MB' },
  ]);
} finally {
  await soren.close();
  await house.close();
}

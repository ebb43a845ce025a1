/**
 * The gallery in a browser: every state of the app with made-up data (apps/web/gallery), as the real server hands it out with its
 * headers. States change without loading the page, so that going through all of them costs little more than looking.
 */
import { expect, type Browser, type BrowserContextOptions, type Page, type ViewportSize } from '@playwright/test';
import { buildGallery } from '../../../../scripts/build-web.ts';
import { collectComplaints, expectAccessible } from './looking.ts';
import { KNOWN, lookAtScreen, whatMoves } from './screen-faults.ts';
import { notchUp } from './scrolling.ts';
import { ServerProcess } from './server-process.ts';

const NOTCH_PX = 240;

export interface GalleryState {
  readonly name: string;
  readonly on: 'phone' | 'desk' | 'both';
  readonly alone: boolean;
}

/** apps/web/gallery/main.tsx. */
interface InPage {
  readonly gallery: {
    readonly states: readonly GalleryState[];
    show(name: string, opened?: () => void): Promise<void>;
    speak(language: string): Promise<void>;
  };
}

export class Gallery {
  readonly #server: ServerProcess;

  private constructor(server: ServerProcess) {
    this.#server = server;
  }

  static async open(): Promise<Gallery> {
    return new Gallery(await ServerProcess.start({ ALCOVE_WEB_ROOT: buildGallery() }));
  }

  async enter(browser: Browser, look: BrowserContextOptions): Promise<Visit> {
    const context = await browser.newContext({ baseURL: this.#server.url, ...look });
    const visit = new Visit(await context.newPage());
    await visit.load();
    return visit;
  }

  async close(): Promise<void> {
    await this.#server.dispose();
  }
}

/** One page of the gallery. */
export class Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
  states: readonly GalleryState[] = [];
  #hasAxe = false;

  constructor(page: Page) {
    this.page = page;
    this.complaints = collectComplaints(page);
  }

  async load(): Promise<void> {
    await this.page.goto('/gallery.html?wait');
    this.#hasAxe = false;
    await this.page.waitForFunction(() => document.documentElement.dataset['gallery'] === 'ready');
    this.states = await this.page.evaluate(() => (globalThis as unknown as InPage).gallery.states);
  }

  /** Answers how much of what was there moved while the state appeared: cumulative layout shift. */
  async show(name: string): Promise<number> {
    return this.page.evaluate(async (state) => {
      let shift = 0;
      const count = (entries: PerformanceEntryList): void => {
        for (const entry of entries) shift += (entry as PerformanceEntry & { value: number }).value;
      };
      const observer = new PerformanceObserver((list) => count(list.getEntries()));
      observer.observe({ type: 'layout-shift' });
      await (globalThis as unknown as InPage).gallery.show(state, () => {
        count(observer.takeRecords());
        observer.disconnect();
      });
      return shift;
    }, name);
  }

  /** Another language, in what is open. */
  async speak(language: string): Promise<void> {
    await this.page.evaluate((next) => (globalThis as unknown as InPage).gallery.speak(next), language);
  }

  /** Everything that can be read or is read out, in order. */
  async words(): Promise<readonly string[]> {
    return this.page.evaluate(() => {
      const said: string[] = [document.title];
      const all = document.body.querySelectorAll('*');
      for (const element of all) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.push(element.getAttribute(name) ?? '');
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent ?? '');
      }
      return said.filter((text) => text.trim() !== '');
    });
  }

  /** Scrolls the timeline up until every such part is there. */
  async bring(selectors: readonly string[]): Promise<void> {
    for (const selector of selectors) {
      const part = this.page.locator(selector).first();
      while ((await part.count()) === 0) await notchUp(this.page, NOTCH_PX);
    }
  }

  /** What of this state was not looked at in another one: in words and colours, and that nothing moves. */
  async expectSound(name: string): Promise<void> {
    await this.expectWhole(name);
    await expectAccessible(this.page, name, { without: KNOWN, again: this.#hasAxe });
    this.#hasAxe = true;
    expect.soft(await this.page.evaluate(whatMoves), `what moves in ${name}`).toEqual([]);
  }

  /** The same state in a narrower window, and back. */
  async expectWholeAt(sizes: readonly ViewportSize[], name: string): Promise<void> {
    const before = this.page.viewportSize();
    for (const size of sizes) {
      await this.page.setViewportSize(size);
      await this.expectWhole(name);
    }
    if (before !== null) await this.page.setViewportSize(before);
  }

  async expectWhole(name: string): Promise<void> {
    const width = this.page.viewportSize()?.width ?? 0;
    await this.page.evaluate(async () => {
      // What follows the window has followed it a frame later.
      for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => void requestAnimationFrame(resolve));
    });
    const faults = await this.page.evaluate(lookAtScreen, `${String(width)} px`);
    expect.soft(faults, `${name} at ${String(width)} px`).toEqual([]);
  }
}

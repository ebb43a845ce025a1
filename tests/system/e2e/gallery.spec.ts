/**
 * Every state of the app, held to the same, with made-up data and in one page: no accessibility violation in light and in dark, nothing
 * sideways, cut or lost from 1280 px down to 320 px (1280 px zoomed to 400 %), at most one filled button, nothing that shifts while it appears or
 * moves by itself afterwards, no state told by colour alone. What needs the real client and server is in screens.spec.ts.
 */
import { expect, test as plain } from '@playwright/test';
import { Gallery, type Visit } from './support/gallery.ts';
import { looksOf, rowsOf, skeletonAndRow } from './support/looks.ts';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
/** 1280 px zoomed to 200 %, a narrow phone, and 1280 px zoomed to 400 %, which is narrower than any phone. */
const NARROWER = [
  { width: 640, height: 450 },
  { width: PHONE.width, height: PHONE.height },
  { width: 320, height: 640 },
] as const;
const STILL = { reducedMotion: 'reduce' } as const;
const MOST_SHIFT = 0.02;

/** One for each worker, so that these tests go side by side as all others do. */
const test = plain.extend<object, { gallery: Gallery }>({
  gallery: [
    async ({}, use) => {
      const gallery = await Gallery.open();
      await use(gallery);
      await gallery.close();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

async function expectAt(visit: Visit, name: string): Promise<void> {
  expect.soft(await visit.show(name), `how much shifts while ${name} appears`).toBeLessThanOrEqual(MOST_SHIFT);
  await visit.expectSound(name);
}

/** In the gallery's chunks the schemas ask whether code may be made before they are told not to (no-eval.ts); in the app they are told first. */
function complaintsIn({ complaints }: Visit): string[] {
  return complaints.filter((complaint) => !complaint.includes("requires 'TrustedScript' assignment"));
}

/** Side by side, or the rest would wait for one of them. */
const PARTS = 3;
for (let part = 0; part < PARTS; part++) {
  test(`every state at a desk, and in narrower windows (${String(part + 1)} of ${String(PARTS)})`, async ({
    browser,
    gallery,
  }) => {
    const visit = await gallery.enter(browser, { viewport: DESK, ...STILL });
    const states = visit.states.filter(({ on }) => on !== 'phone').filter((_, at) => at % PARTS === part);
    for (const { name, alone } of states.toSorted((a, b) => Number(a.alone) - Number(b.alone))) {
      if (alone) await visit.load();
      await expectAt(visit, name);
      await visit.expectWholeAt(NARROWER, name);
    }
    // What cannot be drawn tells the console about it, and nobody else.
    expect(complaintsIn(visit).filter((complaint) => !complaint.startsWith('TypeError'))).toEqual([]);
    await visit.page.context().close();
  });
}

test('what opens on a phone alone, and the lists there', async ({ browser, gallery }) => {
  test.setTimeout(240_000);
  const visit = await gallery.enter(browser, { viewport: PHONE, hasTouch: true, isMobile: true, ...STILL });
  const both = [
    'front',
    'requests',
    'room',
    'direct',
    'room-panel',
    'new-menu',
    'new-chat',
    'new-room',
    'emoji',
    'jump',
    'jump-messages',
    'search-arriving',
    'search-chips',
    'panel-search',
    'panel-search-found',
    'panel-search-chips',
    'panel-search-nothing',
    'panel-search-offline',
    'day-dialog',
  ];
  for (const { name, on } of visit.states) if (on === 'phone' || both.includes(name)) await expectAt(visit, name);
  expect(complaintsIn(visit)).toEqual([]);
  await visit.page.context().close();
});

test('German on a phone: drawn anew in place, and nothing cut or sideways', async ({ browser, gallery }) => {
  test.setTimeout(120_000);
  const visit = await gallery.enter(browser, { viewport: PHONE, hasTouch: true, isMobile: true, ...STILL });
  // Where what opens a state is a name in English, it is looked at and not compared.
  const compared = ['front', 'room', 'direct', 'room-secret', 'settings', 'security-alarm', 'log-in', 'recovery'];
  const looked = ['sign-up-mistakes', 'log-in-failed', 'direct-compare', 'settings-lock', 'recovery-check', 'new-room'];
  for (const name of [...compared, ...looked]) {
    await visit.speak('en');
    await visit.show(name);
    await visit.speak('de');
    await visit.expectWhole(`${name} in German`);
    if (!compared.includes(name)) continue;
    const inPlace = await visit.words();
    await visit.show(name);
    expect.soft(inPlace, name).toEqual(await visit.words());
  }
  expect(complaintsIn(visit)).toEqual([]);
  await visit.page.context().close();
});

test('states that differ in more than colour, where colours are not the app’s own', async ({ browser, gallery }) => {
  const visit = await gallery.enter(browser, { viewport: DESK, ...STILL });
  const DIFFERENT = {
    parts: [
      ['.count-lit', '.count:not(.count-lit)'],
      ['.seg-one[data-selected]', '.seg-one:not([data-selected])'],
      ['.ib[aria-pressed="true"]', '.ib:not([aria-pressed])'],
      ['.btn-go:not([disabled])', '.btn-go[disabled]'],
      ['.notice-plain', '.notice-lamp', '.notice-brick'],
      ['.way-done', '.way-failed'],
    ],
    room: [
      ['.row-here', '.row:not(.row-here):not(.row-unread)', '.row-unread'],
      ['.react-mine', '.react:not(.react-mine):not(.react-add)'],
    ],
    'room-not-sent': [['.sent-waiting', '.sent-sent', '.sent-delivered', '.sent-read', '.not-sent']],
    settings: [['.switch[data-selected]', '.switch:not([data-selected])']],
  } as const;
  for (const media of [{ forcedColors: 'active' }, { forcedColors: 'none', contrast: 'more' }] as const) {
    await visit.page.emulateMedia(media);
    for (const [name, groups] of Object.entries(DIFFERENT)) {
      await visit.show(name);
      for (const group of groups) {
        // A list holds the rows that are near: what one compares may be further up.
        await visit.bring(group);
        const looks = await visit.page.evaluate(looksOf, [...group]);
        expect
          .soft(new Set(looks).size, `${JSON.stringify(media)}, ${name}: ${group.join(' and ')}`)
          .toBe(group.length);
      }
    }
  }
  await visit.page.context().close();
});

test('eight scripts in even rows, a long title and 500 unread; skeletons where the rows come', async ({
  browser,
  gallery,
}) => {
  // Beside its lines, a row has a name of 20 px and the space around both.
  for (const [viewport, font, line, around] of [
    [DESK, 15, 23, 32],
    [{ width: 1920, height: 900 }, 15, 23, 32],
    [PHONE, 16, 24, 33],
  ] as const) {
    const where = `at ${String(viewport.width)} px`;
    const visit = await gallery.enter(browser, { viewport, ...STILL });
    await visit.show('room-scripts');
    const { rows, last } = await visit.page.evaluate(rowsOf);
    expect.soft(rows.length, where).toBe(9);
    const uneven = rows.slice(0, 8).filter(({ height }) => (height - around) % line !== 0);
    expect.soft(uneven, `rows of no whole lines ${where}`).toEqual([]);
    if (viewport !== PHONE) expect.soft(new Set(rows.slice(0, 8).map(({ height }) => height)).size, where).toBe(1);
    expect.soft(new Set(rows.map(({ weights }) => weights)).size, `weights ${where}`).toBe(1);
    expect.soft(new Set(rows.map(({ edges }) => edges)).size, `edges ${where}`).toBe(1);
    for (const row of rows) {
      expect.soft([row.font, row.line], where).toEqual([font, line]);
      expect.soft(row.width, where).toBeLessThanOrEqual(44 * 16);
    }
    // Twelve people in one reaction are one small thing.
    expect.soft(last.reactionHeight, where).toBeLessThanOrEqual(32);
    expect.soft(last.reactionWidth, where).toBeLessThanOrEqual(64);
    const ready = await visit.show('room-opening').then(() => visit.page.evaluate(skeletonAndRow));
    await visit.show('room');
    const row = await visit.page.evaluate(skeletonAndRow);
    expect.soft(ready, `skeleton ${where}`).toEqual(row);
    await visit.page.context().close();
  }
});

/** How the made-up client takes its time, and when everything that is under way has come. */

/** Long enough for what stands there meanwhile to be seen: skeletons show after a tenth of a second. */
const ANSWER_MS = new URLSearchParams(location.search).has('wait') ? 20 : 350;
let answering = 0;

export async function soon<T>(value: T, ms: number = ANSWER_MS): Promise<T> {
  answering++;
  await new Promise((resolve) => setTimeout(resolve, ms));
  answering--;
  return value;
}

const frame = async (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });

/** Resolves once there is such a part. */
export async function appears(selector: string): Promise<void> {
  while (document.querySelector(selector) === null) await frame();
}

/** Frames without a change after which nothing more is expected. */
const STILL_FRAMES = 3;

/** Something fades in, which lasts longer than the page changes where frames are slow; or, on a phone, waits for the keyboard before it does. */
const isAppearing = (): boolean =>
  [...document.querySelectorAll<HTMLElement>('.veil')].some(({ style }) => style.opacity === '0') ||
  document
    .getAnimations()
    .some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);

/** Resolves once every answer is there, the faces it needs are loaded, and the page has stood still for a few frames. */
export async function settled(): Promise<void> {
  let changes = 0;
  const observer = new MutationObserver(() => changes++);
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  for (let still = 0, seen = -1; still < STILL_FRAMES;) {
    await frame();
    await document.fonts.ready;
    const coming = answering > 0 || isAppearing() || document.querySelector('.tl-opening [data-row]') !== null;
    still = !coming && changes === seen ? still + 1 : 0;
    seen = changes;
  }
  observer.disconnect();
}

/** When a list has measured its rows and gone to its place. By frames and not by the clock: a slow machine needs as many, and longer. */

/** Two frames alike: nothing was measured, nothing moved between them. */
const STILL_FRAMES = 2;
/** Something that never rests is shown all the same. */
const FRAMES_AT_MOST = 90;

/** `enough` is asked whenever the list stands still, and `then` called once, after its first yes. The answer ends the waiting. */
export function whenStill(frame: () => HTMLElement | null, enough: () => boolean, then: () => void): () => void {
  let before = '';
  let still = 0;
  let frames = 0;
  let handle = requestAnimationFrame(function look() {
    const element = frame();
    const now = `${String(element?.scrollTop)}/${String(element?.scrollHeight)}`;
    still = now === before ? still + 1 : 0;
    before = now;
    frames += 1;
    if (frames >= FRAMES_AT_MOST || (still >= STILL_FRAMES && enough())) return then();
    if (still >= STILL_FRAMES) still = 0;
    handle = requestAnimationFrame(look);
  });
  return () => cancelAnimationFrame(handle);
}

/** When a list has measured its rows and gone to its place. By frames and not by the clock: a slow machine needs as many, and longer. */

/** Two frames alike: nothing was measured, nothing moved between them. */
const STILL_FRAMES = 2;
/** Something that never rests is shown all the same. */
const FRAMES_AT_MOST = 90;

/** Calls back once; the answer ends the waiting. */
export function whenStill(frame: () => HTMLElement | null, then: () => void): () => void {
  let before = '';
  let still = 0;
  let frames = 0;
  let handle = requestAnimationFrame(function look() {
    const element = frame();
    const now = `${String(element?.scrollTop)}/${String(element?.scrollHeight)}`;
    still = now === before ? still + 1 : 0;
    before = now;
    frames += 1;
    if (still >= STILL_FRAMES || frames >= FRAMES_AT_MOST) then();
    else handle = requestAnimationFrame(look);
  });
  return () => cancelAnimationFrame(handle);
}

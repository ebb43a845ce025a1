/**
 * Lends a secret to the clipboard for a minute. Emptying it needs the page to have focus: if it has not, it happens as soon as it
 * comes back. Something else copied here meanwhile is left alone.
 */
const LOAN_MS = 60_000;

let takeBack: (() => void) | null = null;

/** False when the browser refuses; then nothing was copied. */
export async function lendToClipboard(secret: string): Promise<boolean> {
  takeBack?.();
  try {
    await navigator.clipboard.writeText(secret);
  } catch {
    return false;
  }
  const timer = setTimeout(empty, LOAN_MS);
  const end = (): void => {
    clearTimeout(timer);
    removeEventListener('focus', empty);
    removeEventListener('copy', end);
    takeBack = null;
  };
  function empty(): void {
    if (document.hasFocus()) {
      end();
      void navigator.clipboard.writeText('').catch(() => undefined);
    } else addEventListener('focus', empty, { once: true });
  }
  addEventListener('copy', end);
  takeBack = end;
  return true;
}

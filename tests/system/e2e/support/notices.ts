/** Notices of a page, written down instead of shown: the browser without a window has nowhere to show them. And a page that nobody looks at. */
import type { Page } from '@playwright/test';

export interface Told {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly isOpen: boolean;
}

interface Recorder {
  readonly told: (Notification & { readonly title: string; isOpen: boolean })[];
}

/**
 * From the next load of the page on. The permission is the browser's own, as it tells it to whoever asks (the browser without a window says
 * "denied" in the old place, whatever it was granted).
 */
export async function recordNotices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const told: unknown[] = [];
    let status: PermissionStatus | null = null;
    void navigator.permissions.query({ name: 'notifications' }).then((now) => (status = now));
    const permissionNow = (): NotificationPermission =>
      status === null || status.state === 'prompt' ? 'default' : status.state;
    class Recorded extends EventTarget {
      readonly title: string;
      readonly body: string;
      readonly silent: boolean;
      isOpen = true;
      constructor(title: string, options: NotificationOptions = {}) {
        super();
        this.title = title;
        this.body = options.body ?? '';
        this.silent = options.silent ?? false;
        told.push(this);
      }
      static get permission(): NotificationPermission {
        return permissionNow();
      }
      static async requestPermission(): Promise<NotificationPermission> {
        return Promise.resolve(permissionNow());
      }
      close(): void {
        this.isOpen = false;
      }
    }
    Object.assign(globalThis, { told, Notification: Recorded });
  });
}

export function noticesOf(page: Page): Promise<readonly Told[]> {
  return page.evaluate(() =>
    (globalThis as unknown as Recorder).told.map(({ title, body, silent, isOpen }) => ({
      title,
      body,
      silent: silent === true,
      isOpen,
    })),
  );
}

/** Presses the newest one. */
export function pressNotice(page: Page): Promise<void> {
  return page.evaluate(() => void (globalThis as unknown as Recorder).told.at(-1)?.dispatchEvent(new Event('click')));
}

/** As if another tab were in front of it, or it were back. */
export function putAside(page: Page, away: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    const state = hidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  }, away);
}

/**
 * Whether this browser shows notices of this page, as it can change at any time and outside of the app. The one place that calls the Notification API.
 * Owns no choice of what is told: that is the account's (news.ts).
 */
import { useSyncExternalStore } from 'react';

/** ask: nobody was asked yet. unsupported: there is no such thing here, or not for a page (browsers of Android). */
export type Permission = 'ask' | 'on' | 'denied' | 'unsupported';

export interface Notice {
  readonly title: string;
  readonly body: string;
  /** A later one with the same tag takes its place. */
  readonly tag: string;
}

let isRefused = false;
const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of listeners) listener();
};

export function permissionNow(): Permission {
  if (isRefused || !('Notification' in globalThis)) return 'unsupported';
  const { permission } = Notification;
  return permission === 'granted' ? 'on' : permission === 'denied' ? 'denied' : 'ask';
}

export function usePermission(): Permission {
  return useSyncExternalStore(watch, permissionNow);
}

/** Only from a button: browsers refuse whoever asks by themselves. */
export async function askPermission(): Promise<void> {
  await Notification.requestPermission();
  changed();
}

/** Null: this browser shows none now. Silent, and in the hands of the system from then on. */
export function showNotice({ title, body, tag }: Notice): Notification | null {
  if (permissionNow() !== 'on') return null;
  try {
    return new Notification(title, { body, tag, silent: true, icon: '/icon-180.png' });
  } catch {
    // It is there, and not for pages.
    isRefused = true;
    changed();
    return null;
  }
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  const last = new AbortController();
  // Who changed it in the browser's own settings comes back to the page afterwards.
  addEventListener('focus', listener, { signal: last.signal });
  void navigator.permissions?.query({ name: 'notifications' }).then(
    (status) => status.addEventListener('change', listener, { signal: last.signal }),
    () => undefined,
  );
  return () => {
    listeners.delete(listener);
    last.abort();
  };
}

/**
 * Hides everything at once, before the client has closed: what is on the screen goes with its state, and a half-written message is
 * handed over first. The client shows afterwards whether it is locked.
 */
import type { ClientApi } from '@alcove/client';
import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { dropToasts } from '../../ui/overlay/toast-store.ts';

let drawn = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  drawn = next;
  for (const listener of listeners) listener();
}

export function lockNow(client: Pick<ClientApi, 'lock'>): void {
  flushSync(() => set(true));
  dropToasts();
  void client.lock().finally(() => set(false));
}

export function useCurtain(): boolean {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => drawn,
  );
}

/**
 * The keys that work everywhere. Those with a modifier also work inside a text field; "?" only outside one. While a dialog is open,
 * only Ctrl K and search work, which close nothing that was not asked, and the lock, which must.
 */
import { useLayoutEffect, useRef } from 'react';

export interface ShellKeys {
  readonly jump: () => void;
  /** Through what was said. */
  readonly search: () => void;
  readonly move: (step: 1 | -1, unreadOnly: boolean) => void;
  readonly nextRegion: (step: 1 | -1) => void;
  readonly allKeys: () => void;
  readonly settings: () => void;
  readonly accounts: () => void;
  readonly lock: () => void;
}

export const isMac: boolean = /mac|iphone|ipad/i.test(navigator.userAgent);
/** How a key with the system's modifier is written. */
export const MOD: string = isMac ? '⌘' : 'Ctrl';

export function useKeys(keys: ShellKeys): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  // Before anything is seen: whoever sees the app can use its keys.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const act = actionOf(event, latest.current);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function actionOf(event: KeyboardEvent, keys: ShellKeys): (() => void) | null {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  if (mod && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') return keys.jump;
  if (mod && event.shiftKey && !event.altKey && event.key.toLowerCase() === 'l') return keys.lock;
  if (mod && event.shiftKey && !event.altKey && event.key.toLowerCase() === 'f') return keys.search;
  if (document.querySelector('[aria-modal="true"], [role="dialog"], [role="alertdialog"]') !== null) return null;
  if (event.key === 'F6') return () => keys.nextRegion(event.shiftKey ? -1 : 1);
  if (mod && event.key === ',') return keys.settings;
  if (mod && event.key === '.') return keys.accounts;
  if (event.altKey && !mod && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    return () => keys.move(step, event.shiftKey);
  }
  if (event.key === '?' && !mod && !event.altKey && !inTextField(event.target)) return keys.allKeys;
  return null;
}

function inTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

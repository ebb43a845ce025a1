/** What the gallery's person chose: not to say when they are here, the theme that the address asks for, and the hours of the state. */
import type { LockView, Settings, SettingsView } from '@alcove/client';
import { ME } from './demo-data.ts';

/** An app lock, where one is set. */
export const LOCK: LockView = { minutes: 5, passkey: null, triesLeft: 5, waitsUntil: null, hue: ME.hue };

export function demoSettings(hours: Settings['hours']): SettingsView {
  const { theme } = document.documentElement.dataset;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    textSize: 'normal',
    language: 'browser',
    hours,
    enter: 'send',
    receipts: true,
    typing: true,
    presence: false,
    notices: 'for-me',
    noticesShow: 'who',
    waits: false,
  };
}

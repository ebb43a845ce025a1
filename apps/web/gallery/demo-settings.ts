/** What the gallery's person chose: nothing, but the theme that the address asks for. */
import type { SettingsView } from '@alcove/client';

export function demoSettings(): SettingsView {
  const { theme } = document.documentElement.dataset;
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    textSize: 'normal',
    enter: 'send',
    receipts: true,
    typing: true,
    presence: true,
    waits: false,
  };
}

/** What a browser is and calls itself, for the person's own list of devices. A guess that they can put right by naming it. */
import type { Ports } from '@alcove/client';

/** First match wins: many browsers also name the ones they resemble. */
const BROWSERS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

export function describeDevice(userAgent: string): Pick<Ports, 'deviceKind' | 'deviceName'> {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'Browser';
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const phone = /\bMobi|\bAndroid\b|\biPhone\b|\biPad\b/.test(userAgent);
  return {
    deviceKind: phone ? 'phone' : 'browser',
    deviceName: system === undefined ? browser : `${browser}, ${system}`,
  };
}

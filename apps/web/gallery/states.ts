/** Every state of the app, by name: where it is and what the client says there. What one opens from there is in openings.ts. */
import { en } from '@alcove/locales';
import type { Act } from './acts.ts';
import { atDoor } from './demo-devices.ts';
import { OPENED_AT, roomId } from './demo-data.ts';
import { PASSWORDS } from './demo-password.ts';
import { LOCK } from './demo-settings.ts';
import { OPENINGS } from './openings.ts';
import type { GalleryState } from './state.ts';

const logIn: readonly Act[] = [
  { type: 'harbour light tuesday', into: en.arriving.logIn.password },
  { press: en.arriving.logIn.go },
];
const out = { phase: 'signed-out', me: null } as const;

export const STATES: Readonly<Record<string, GalleryState>> = {
  room: { path: `/r/${roomId(1)}` },
  'room-twelve-hours': { path: `/r/${roomId(1)}`, options: { hours: '12' } },
  'room-long': { path: `/r/${roomId(4)}` },
  'room-scripts': { path: `/r/${roomId(5)}` },
  'room-empty': { path: `/r/${roomId(10)}` },
  'room-not-sent': { path: `/r/${roomId(17)}` },
  'room-fails': { path: `/r/${roomId(18)}` },
  'room-opening': { path: `/r/${roomId(3)}`, options: { opening: true } },
  'room-session-ended': { path: `/r/${roomId(2)}`, options: { app: { trouble: 'session-ended' } } },
  'room-storage-full': { path: `/r/${roomId(2)}`, options: { app: { trouble: 'storage-full-device' } } },
  'room-rolled-back': { path: `/r/${roomId(2)}`, options: { app: { trouble: 'vault-rolled-back' } } },
  'room-clock': { path: `/r/${roomId(2)}`, options: { app: { clockSkewMs: 3_600_000 } } },
  'room-secret': { path: `/r/${roomId(19)}` },
  'room-secret-ended': { path: `/r/${roomId(25)}` },
  'room-changed': { path: `/r/${roomId(26)}` },
  'room-left': { path: `/r/${roomId(11)}` },
  'room-mended': { path: `/r/${roomId(12)}` },
  'room-arriving': { path: `/r/${roomId(13)}` },
  'room-incomplete': { path: `/r/${roomId(14)}` },
  'room-gaps': { path: `/r/${roomId(16)}` },
  'room-repair': { path: `/r/${roomId(15)}` },
  direct: { path: `/r/${roomId(6)}` },
  requests: { path: '/', options: { requests: true } },
  request: { path: `/r/${roomId(20)}`, options: { requests: true } },
  'request-group': { path: `/r/${roomId(21)}`, options: { requests: true } },
  blocked: { path: `/r/${roomId(22)}` },
  declined: { path: `/r/${roomId(23)}` },
  folded: { path: `/r/${roomId(24)}` },
  'settings-empty': { path: '/settings', options: { empty: true } },
  front: { path: '/' },
  'front-quiet': { path: '/', options: { quiet: true } },
  'front-first': { path: '/', options: { empty: true } },
  'front-drill': { path: '/', options: { app: { recoveryCheck: { lastAt: 0, due: true } } } },
  'front-task': { path: '/', options: { app: { recovery: 'put-off' } } },
  offline: {
    path: '/',
    options: { app: { connection: { state: 'offline', lostBy: 'network', since: 0, waiting: 2 } } },
  },
  'room-offline': {
    path: `/r/${roomId(1)}`,
    options: { app: { connection: { state: 'offline', lostBy: 'network', since: 0, waiting: 2 } } },
  },
  settings: { path: '/settings' },
  security: { path: '/security' },
  'security-rooms': { path: '/security', acts: [{ press: en.security.roomByRoom }], options: { standing: 'mending' } },
  'security-task': { path: '/security', options: { app: { recovery: 'put-off' } } },
  'security-mending': { path: '/security', options: { standing: 'mending' } },
  'security-alarm': { path: '/security', options: { standing: 'alarm', devices: 'question' } },
  'security-offline': {
    path: '/security',
    options: {
      app: { connection: { state: 'offline', lostBy: 'network', since: OPENED_AT - 7_200_000, waiting: 2 } },
    },
  },
  'settings-task': { path: '/settings', options: { app: { recovery: 'put-off' } } },
  'settings-password-waits': { path: '/settings', options: { app: PASSWORDS.waits() } },
  'settings-password-ready': { path: '/settings', options: { app: PASSWORDS.ready() } },
  'front-password-asked': { path: '/', options: { app: PASSWORDS.elsewhere() } },
  'front-password-changed': { path: '/', options: { app: PASSWORDS.changed() } },
  'settings-devices-asked': { path: '/settings', options: { devices: 'question' } },
  'device-wants-in': { path: '/', options: { devices: 'wanting' } },
  'device-compared': { path: '/', options: { devices: 'comparing' } },
  'device-scanned': { path: '/', options: { devices: 'scanned' } },
  'device-forged': { path: '/', options: { devices: 'forged' } },
  'device-question': { path: '/', options: { devices: 'question' } },
  door: { path: '/', options: { app: { ...out, phase: 'enrolling', enrolling: atDoor('asking') } } },
  'door-compare': { path: '/', options: { app: { ...out, phase: 'enrolling', enrolling: atDoor('comparing') } } },
  'door-mismatch': { path: '/', options: { app: { ...out, phase: 'enrolling', enrolling: atDoor('mismatch') } } },
  'door-expired': { path: '/', options: { app: { ...out, phase: 'enrolling', enrolling: atDoor('expired') } } },
  'door-entering': { path: '/', options: { app: { ...out, phase: 'enrolling', enrolling: atDoor('entering') } } },
  copied: { path: '/', options: { app: { ...out, phase: 'copied', trouble: 'device-stale' } } },
  removed: { path: '/', options: { app: { ...out, phase: 'removed', removedFrom: 'ines' as never } } },
  'settings-history': {
    path: '/settings',
    options: { app: { archive: { state: 'reading', left: 12, total: 40, code: null } } },
  },
  'settings-history-trouble': {
    path: '/settings',
    options: { app: { archive: { state: 'trouble', left: 0, total: 0, code: 'archive-rolled-back' } } },
  },
  'write-to': { path: '/u/lucia' },
  'write-to-self': { path: '/u/ines' },
  'write-to-nobody': { path: '/u/nobody' },
  'no-such-room': { path: `/r/${roomId(99)}` },
  'sign-up': { path: '/', options: { app: out } },
  'sign-up-taken': { path: '/', options: { app: out, refusal: { ok: false, code: 'username-taken' } } },
  recovery: { path: '/', options: { app: { phase: 'recovery' } } },
  'recovery-then-empty': { path: '/', options: { app: { phase: 'recovery' }, empty: true } },
  'log-in': { path: '/', options: { app: { ...out, lastUsername: 'ines' as never } } },
  'start-anew': { path: `/#reset=${'A'.repeat(43)}`, options: { app: out }, alone: true },
  'log-in-limited': {
    path: '/',
    options: {
      app: { ...out, lastUsername: 'ines' as never },
      refusal: { ok: false, code: 'rate-limited', retryAfterSeconds: 200 },
    },
    acts: logIn,
  },
  'log-in-failed': {
    path: '/',
    options: { app: { ...out, lastUsername: 'ines' as never }, refusal: { ok: false, code: 'login-failed' } },
    acts: logIn,
  },
  'log-in-second-step': {
    path: '/',
    options: { app: { ...out, lastUsername: 'ines' as never }, refusal: { ok: false, code: 'second-factor' } },
    acts: logIn,
  },
  'session-ended': { path: '/', options: { app: { ...out, lastUsername: 'ines' as never, trouble: 'session-ended' } } },
  starting: { path: '/', options: { app: { ...out, phase: 'starting' } } },
  elsewhere: { path: '/', options: { app: { ...out, phase: 'elsewhere' } } },
  'broken-lost': { path: '/', options: { app: { ...out, phase: 'broken', trouble: 'storage-lost' } } },
  'broken-newer': { path: '/', options: { app: { ...out, phase: 'broken', trouble: 'newer-database' } } },
  locked: { path: '/', options: { app: { ...out, phase: 'locked', lock: LOCK } } },
  parts: { parts: true },
  ...OPENINGS,
};

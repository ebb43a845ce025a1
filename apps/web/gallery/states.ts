/** Every state of the app that has a picture, by name. */
import type { DemoOptions } from './demo-client.ts';
import { atDoor } from './demo-devices.ts';
import { roomId } from './demo-data.ts';

interface GalleryState {
  readonly path?: string;
  readonly options?: Partial<DemoOptions>;
}
const out = { phase: 'signed-out', me: null } as const;

export const STATES: Readonly<Record<string, GalleryState>> = {
  room: { path: `/r/${roomId(1)}` },
  'room-long': { path: `/r/${roomId(4)}` },
  'room-scripts': { path: `/r/${roomId(5)}` },
  'room-empty': { path: `/r/${roomId(10)}` },
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
  offline: { path: '/', options: { app: { connection: { state: 'offline', since: 0, waiting: 2 } } } },
  'room-offline': {
    path: `/r/${roomId(1)}`,
    options: { app: { connection: { state: 'offline', since: 0, waiting: 2 } } },
  },
  settings: { path: '/settings' },
  security: { path: '/security' },
  'security-task': { path: '/security', options: { app: { recovery: 'put-off' } } },
  'security-mending': { path: '/security', options: { standing: 'mending' } },
  'security-alarm': { path: '/security', options: { standing: 'alarm', devices: 'question' } },
  'security-offline': {
    path: '/security',
    options: { app: { connection: { state: 'offline', since: Date.now() - 7_200_000, waiting: 2 } } },
  },
  'settings-task': { path: '/settings', options: { app: { recovery: 'put-off' } } },
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
  'write-to-nobody': { path: '/u/nobody' },
  'no-such-room': { path: `/r/${roomId(99)}` },
  'sign-up': { path: '/', options: { app: out } },
  'sign-up-taken': { path: '/', options: { app: out, refusal: { ok: false, code: 'username-taken' } } },
  recovery: { path: '/', options: { app: { phase: 'recovery' } } },
  'recovery-then-empty': { path: '/', options: { app: { phase: 'recovery' }, empty: true } },
  'log-in': { path: '/', options: { app: { ...out, lastUsername: 'ines' as never } } },
  'start-anew': { path: `/#reset=${'A'.repeat(43)}`, options: { app: out } },
  'log-in-limited': {
    path: '/',
    options: {
      app: { ...out, lastUsername: 'ines' as never },
      refusal: { ok: false, code: 'rate-limited', retryAfterSeconds: 200 },
    },
  },
  'log-in-failed': {
    path: '/',
    options: { app: { ...out, lastUsername: 'ines' as never }, refusal: { ok: false, code: 'login-failed' } },
  },
  'session-ended': { path: '/', options: { app: { ...out, lastUsername: 'ines' as never, trouble: 'session-ended' } } },
  starting: { path: '/', options: { app: { ...out, phase: 'starting' } } },
  elsewhere: { path: '/', options: { app: { ...out, phase: 'elsewhere' } } },
  'broken-lost': { path: '/', options: { app: { ...out, phase: 'broken', trouble: 'storage-lost' } } },
  'broken-newer': { path: '/', options: { app: { ...out, phase: 'broken', trouble: 'newer-database' } } },
};

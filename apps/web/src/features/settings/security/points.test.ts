import type { AppView, DevicesView, StandingView } from '@alcove/client';
import { en } from '@alcove/locales';
import { expect, test } from 'vitest';
import { pointsOf, sentenceOf } from './points.ts';

const app: AppView = {
  phase: 'ready',
  me: null,
  lastUsername: null,
  serverName: '',
  serverMails: false,
  connection: { state: 'online', lostBy: null, since: 0, waiting: 0 },
  trouble: null,
  recovery: 'kept',
  password: { request: null, changedAt: null },
  recoveryCheck: { lastAt: null, due: false },
  enrolling: null,
  lock: null,
  removedFrom: null,
  clockSkewMs: null,
  archive: { state: 'current', left: 0, total: 0, code: null },
};
const standing: StandingView = {
  at: 0,
  rooms: [],
  alarms: [],
  verified: [],
  line: { delayMs: null, connections: [] },
  days: [],
};
const room = 'room' as StandingView['alarms'][number]['room'];
const alarm = (repair: 'none' | 'trying', code = 'epoch-missed'): StandingView['alarms'][number] => ({
  room,
  title: 'Tide sensors',
  alarm: { code, at: 0, repair, step: null },
});
const waiting = { room, title: 'Boat shed', epoch: 4, state: 'waiting', unopened: 0 } as const;
const stranger = { device: 'd', kind: 'browser', name: '', isThis: false, addedAt: 0, lastSeenAt: 0, isNew: true };
const devices = (more: Partial<DevicesView>): DevicesView => ({ devices: [], wanting: [], unenrolled: 0, ...more });

test('nothing to say is order, with or without what was looked up', () => {
  for (const looked of [standing, null]) {
    expect(pointsOf(app, devices({}), looked)).toEqual([]);
    expect(sentenceOf([])).toEqual({ tone: 'calm', text: en.security.calm });
  }
});

test('what nobody mends comes before what is to do, and that before what is being mended', () => {
  const points = pointsOf(
    { ...app, recovery: 'put-off' },
    devices({ devices: [stranger as DevicesView['devices'][number]] }),
    { ...standing, rooms: [waiting], alarms: [alarm('trying'), alarm('none', 'history-forked')] },
  );
  expect(points.map(({ tone }) => tone)).toEqual(['brick', 'lamp', 'lamp', 'mending', 'mending']);
  expect(points[0]).toMatchObject({ go: { to: 'room', room }, more: en.rooms.noRepair('history-forked') });
  expect(sentenceOf(points)).toEqual({ tone: 'brick', text: en.security.now(1) });
});

test.each([
  [
    'a check that is due',
    { ...app, recoveryCheck: { lastAt: 0, due: true } },
    'lamp',
    { to: 'section', section: 'recovery' },
  ],
  ['a card that was put off', { ...app, recovery: 'put-off' as const }, 'lamp', { to: 'recovery' }],
  ['a wrong clock', { ...app, clockSkewMs: 90_000 }, 'lamp', null],
  [
    'an archive that is full',
    { ...app, archive: { ...app.archive, state: 'trouble' as const, code: 'archive-full' } },
    'lamp',
    { to: 'section', section: 'history' },
  ],
  [
    'an archive that was rolled back',
    { ...app, archive: { ...app.archive, state: 'trouble' as const, code: 'archive-rolled-back' } },
    'brick',
    { to: 'section', section: 'history' },
  ],
  ['a vault that was rolled back', { ...app, trouble: 'vault-rolled-back' as const }, 'brick', null],
])('%s', (_name, now, tone, go) => {
  expect(pointsOf(now, null, standing)).toMatchObject([{ tone, go }]);
});

test('a device with other keys than it committed to is no task but a wrong', () => {
  const wants = { id: 'a', name: '', kind: null, code: null };
  const [forged] = pointsOf(app, devices({ wanting: [{ ...wants, state: 'forged' }] }), standing);
  const [plain] = pointsOf(app, devices({ wanting: [{ ...wants, state: 'wants' }] }), standing);
  expect([forged?.tone, plain?.tone]).toEqual(['brick', 'lamp']);
});

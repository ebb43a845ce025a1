/** The gallery's devices: three of them, and what one may ask. */
import type { ClientApi, DevicesView, EnrollingView, Outcome, OwnDeviceView, WantingView } from '@alcove/client';
import { ME, MY_DEVICE } from './demo-data.ts';
import type { DemoOptions } from './demo-client.ts';

const DAY = 86_400_000;
const ok: Outcome = { ok: true, value: undefined };
const today = Date.now() - (Date.now() % DAY);

const device = (n: number, more: Partial<OwnDeviceView>): OwnDeviceView => ({
  device: n === 1 ? MY_DEVICE : (`demo-device--${String(n).padStart(9, '0')}` as OwnDeviceView['device']),
  kind: 'browser',
  name: 'Laptop in the kitchen',
  isThis: n === 1,
  addedAt: today - 180 * DAY,
  lastSeenAt: today,
  isNew: false,
  ...more,
});

const WANTING: WantingView = { id: 'demo-approval-00000000', state: 'wants', name: '', kind: null, code: null };
const met = { name: 'Firefox, Android', kind: 'phone' } as const;

const ASKED: Readonly<Record<DemoOptions['devices'], readonly WantingView[]>> = {
  calm: [],
  question: [],
  wanting: [WANTING],
  comparing: [{ ...WANTING, ...met, state: 'comparing', code: '40518229' }],
  scanned: [{ ...WANTING, ...met, state: 'scanned' }],
  forged: [{ ...WANTING, state: 'forged' }],
};

export function demoDevices(what: DemoOptions['devices']): DevicesView {
  const stranger = device(4, { name: 'Chrome, Windows', addedAt: today, isNew: true });
  return {
    devices: [
      device(1, {}),
      ...(what === 'question' ? [stranger] : []),
      device(2, { kind: 'phone', name: 'هاتف نور', addedAt: today - 9 * DAY, lastSeenAt: today - DAY }),
      device(3, { kind: 'terminal', name: 'Workbench', addedAt: null, lastSeenAt: today - 40 * DAY }),
    ],
    wanting: ASKED[what],
    unenrolled: what === 'calm' ? 0 : 1,
  };
}

/** A new device at the door, in the state its name says. */
export const atDoor = (state: EnrollingView['state'], more: Partial<EnrollingView> = {}): EnrollingView => ({
  username: ME.username,
  state,
  scan: state === 'asking' ? `alcove:1:${'demo'.repeat(22).slice(0, 86)}` : null,
  code: state === 'comparing' || state === 'confirm' || state === 'waiting' ? '40518229' : null,
  failure: null,
  canOpen: true,
  ...more,
});

type Commands =
  | 'enrol'
  | 'confirmCode'
  | 'askAgain'
  | 'leaveEnrolment'
  | 'forgetRemoval'
  | 'comeInAgain'
  | 'scanSquare'
  | 'meetDevice'
  | 'letIn'
  | 'turnAway'
  | 'renameDevice'
  | 'removeDevices'
  | 'removeOtherDevices'
  | 'keepDevice'
  | 'lookAtDevices';

export function demoDeviceCommands(state: { devices: DevicesView }, tell: () => void): Pick<ClientApi, Commands> {
  const change = (next: Partial<DevicesView>): Outcome => {
    state.devices = { ...state.devices, ...next };
    tell();
    return ok;
  };
  const rest = (gone: (each: OwnDeviceView) => boolean): OwnDeviceView[] =>
    state.devices.devices.filter((each) => !gone(each));
  return {
    enrol: async () => ({ ok: false, code: 'vault-closed' }),
    confirmCode: async () => undefined,
    askAgain: async () => undefined,
    leaveEnrolment: async () => undefined,
    forgetRemoval: async () => undefined,
    comeInAgain: async () => undefined,
    lookAtDevices: async () => undefined,
    scanSquare: async (id) => ({ ok: true, value: id }),
    meetDevice: async () => change({ wanting: ASKED.comparing }),
    letIn: async (_id, password) =>
      password === undefined ? { ok: false, code: 'password-needed' } : change({ wanting: [] }),
    turnAway: async () => change({ wanting: [] }),
    renameDevice: async (id, name) =>
      change({ devices: state.devices.devices.map((each) => (each.device === id ? { ...each, name } : each)) }),
    removeDevices: async (ids) => change({ devices: rest((each) => ids.includes(each.device)) }),
    removeOtherDevices: async () => change({ devices: rest((each) => !each.isThis), unenrolled: 0 }),
    keepDevice: async () => change({ devices: state.devices.devices.map((each) => ({ ...each, isNew: false })) }),
  };
}

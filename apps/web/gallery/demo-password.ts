/** The gallery's requests for a new password without the old one. */
import type { AppView, ClientApi, Outcome } from '@alcove/client';
import { MY_DEVICE, OPENED_AT } from './demo-data.ts';
import { demoDevices } from './demo-devices.ts';

const DAY = 86_400_000;
const OTHER = demoDevices('calm').devices[1]!.device;
type Password = Partial<AppView>;

const asked = (device: typeof OTHER, readyInMs: number): Password => {
  const readyAt = Date.now() + readyInMs;
  const request = { device, isMine: device === MY_DEVICE, readyAt, until: readyAt + 7 * DAY };
  return { password: { request, changedAt: null } };
};

const CALM: Password = { password: { request: null, changedAt: null } };
export const PASSWORDS = {
  waits: () => asked(MY_DEVICE, DAY),
  ready: () => asked(MY_DEVICE, -1),
  elsewhere: () => asked(OTHER, DAY),
  changed: (): Password => ({ password: { request: null, changedAt: OPENED_AT - 3_600_000 } }),
} as const;

export function demoPassword(
  account: (then: Password) => Promise<Outcome>,
): Pick<ClientApi, 'askNewPassword' | 'refuseNewPassword' | 'setNewPassword' | 'readPasswordNews'> {
  return {
    askNewPassword: () => account(PASSWORDS.waits()),
    refuseNewPassword: () => account(CALM),
    setNewPassword: () => account(CALM),
    readPasswordNews: () => account(CALM),
  };
}

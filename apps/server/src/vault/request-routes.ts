/** Asking for a new password without the old one, and saying no to that: every device of the account may, for a day. */
import { LABEL, passwordRequestBody, type AccountId, type DeviceId } from '@alcove/protocol';
import type { Devices } from '../devices/devices.ts';
import type { Handlers } from '../http/api-routes.ts';
import type { Limits } from '../limits/limits.ts';
import { done, refuse } from '../outcome.ts';
import { verifySigned } from '../signature.ts';
import type { PasswordRequests } from './password-requests.ts';

/** Between a device's notion of the server's time and that time. */
const CLOCK_MS = 60_000;

export interface RequestPorts {
  readonly limits: Limits;
  readonly devices: Devices;
  readonly passwordRequests: PasswordRequests;
  readonly now: () => number;
  readonly onRequest: (account: AccountId, by: DeviceId, what: 'password-asked' | 'password-refused') => Promise<void>;
}

export function requestRoutes({
  limits,
  devices,
  passwordRequests,
  now,
  onRequest,
}: RequestPorts): Pick<Handlers, 'passwordRequest' | 'passwordAsk' | 'passwordRefuse'> {
  return {
    async passwordRequest({ caller }) {
      return done({ request: await passwordRequests.of(caller.account, caller.device) });
    },

    async passwordAsk({ caller, request }) {
      const { account, device } = caller;
      const { at, proof } = request;
      const over = limits.over('password.ask', account);
      if (over !== undefined) return over;
      const key = await devices.activeKey(account, device);
      const said = passwordRequestBody({ account, device, at });
      if (key === undefined || !verifySigned(LABEL.passwordRequest, key, said, proof))
        return refuse('invalid-signature', 'not this device');
      if (Math.abs(at - now()) > CLOCK_MS) return refuse('malformed', 'at');
      const asked = await passwordRequests.ask(account, device, at, proof);
      if (asked === 'asked') await onRequest(account, device, 'password-asked');
      const waits = await passwordRequests.of(account, device);
      return asked === 'other' || waits === null
        ? refuse('conflict', 'another device asks already')
        : done({ request: waits });
    },

    async passwordRefuse({ caller, request }) {
      if (!(await passwordRequests.refuse(caller.account, request.device)))
        return refuse('not-found', 'no such request');
      await onRequest(caller.account, caller.device, 'password-refused');
      return done({});
    },
  };
}

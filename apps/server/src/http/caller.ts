/** Who is asking, as far as the server can know it. */
import type { AccountId, DeviceId, RouteName, SessionId, ROUTE } from '@alcove/protocol';

export interface Caller {
  readonly account: AccountId;
  readonly session: SessionId;
  /** Null until the session is bound to a device: such a session may only enrol. */
  readonly device: DeviceId | null;
}
export interface DeviceCaller extends Caller {
  readonly device: DeviceId;
}

type AuthOf<N extends RouteName> = (typeof ROUTE)[N]['auth'];
export type CallerOf<N extends RouteName> =
  AuthOf<N> extends 'none' ? null : AuthOf<N> extends 'device' ? DeviceCaller : Caller;

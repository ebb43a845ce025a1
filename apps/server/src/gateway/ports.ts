/** What the gateway needs from the rest of the server; the composition root hands it over. */
import type { IncomingMessage } from 'node:http';
import type { AccountId, Bytes, ChainMark, DeviceId, RoomId, ServerFrameOf, SessionId } from '@alcove/protocol';
import type { Audience } from '../fanout/audience.ts';
import type { Limits } from '../limits/limits.ts';
import type { LogReader } from '../log/read-log.ts';
import type { RoomLog } from '../log/room-log.ts';
import type { Log } from '../logging/log.ts';
import type { PolicyReader, VerdictReader } from '../rooms/policy-admission.ts';
import type { Connection } from './connection.ts';

export interface TicketHolder {
  readonly account: AccountId;
  readonly device: DeviceId;
  readonly session: SessionId;
  /** What the device stored before it used the ticket. */
  readonly chain: ChainMark;
}

export interface GatewayPorts {
  readonly audience: Audience<Connection>;
  readonly roomLog: RoomLog;
  readonly logReader: LogReader;
  readonly readPolicy: PolicyReader;
  readonly readVerdict: VerdictReader;
  /** Takes the ticket: it works once. */
  readonly redeemTicket: (ticket: string) => Promise<TicketHolder | undefined>;
  /** Confirms that the device went on to this mark. False: it did so before, or another copy of it went on instead. */
  readonly movedOn: (device: DeviceId, chain: ChainMark) => Promise<boolean>;
  readonly welcomesFor: (device: DeviceId) => Promise<ServerFrameOf<'welcome'>[]>;
  readonly welcomeTaken: (device: DeviceId, id: number) => Promise<void>;
  /** How many key packages are left, when that is too few. */
  /** Accounts that share a room with this one and were started anew. */
  readonly startedAnew: (account: AccountId) => Promise<readonly { account: AccountId; seq: number }[]>;
  readonly lowKeyPackages: (device: DeviceId) => Promise<number | undefined>;
  readonly saveMark: (room: RoomId, account: AccountId, device: DeviceId, body: Bytes) => Promise<void>;
  readonly limits: Limits;
  readonly log: Log;
  readonly allowedOrigin: (origin: string) => boolean;
  readonly clientPrefix: (request: IncomingMessage) => string;
  readonly incarnation: () => string;
  /** A device was greeted. */
  readonly onGreeted: () => void;
  readonly heartbeatMs: number;
  readonly now: () => number;
}

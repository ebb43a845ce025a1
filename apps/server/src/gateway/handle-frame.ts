/** What each frame of a greeted connection leads to. Every frame is authorised by itself: membership may have changed since the last. */
import {
  decodeLogCore,
  isOfRoom,
  LIMIT,
  MalformedError,
  type AppendFrame,
  type ClientFrame,
  type ClientFrameOf,
  type DeviceId,
  type FrameId,
  type RoomId,
} from '@alcove/protocol';
import { describeError } from '../logging/log.ts';
import { refuse, type Outcome, type Refusal } from '../outcome.ts';
import type { RoomState } from '../log/log-store.ts';
import { readAppend } from '../rooms/read-append.ts';
import type { Connection } from './connection.ts';
import type { GatewayPorts } from './ports.ts';

type Question = ClientFrameOf<'fetch' | 'fetch-policy' | 'fetch-group-info' | 'fetch-marks'>;

/** False: this frame has no place here, and the connection should end. */
export function handleFrame(ports: GatewayPorts, connection: Connection, frame: ClientFrame): boolean {
  switch (frame.t) {
    case 'hello':
      return false;
    case 'append':
      append(ports, connection, frame);
      return true;
    case 'fetch':
    case 'fetch-policy':
    case 'fetch-group-info':
    case 'fetch-marks':
      ask(ports, connection, frame);
      return true;
    case 'restore':
      restore(ports, connection, frame);
      return true;
    case 'welcome-taken':
      later(ports, ports.welcomeTaken(connection.device, frame.id));
      return true;
    case 'whisper':
    case 'mark':
      later(ports, relay(ports, connection, frame));
      return true;
    case 'ping':
      connection.send({ t: 'pong' });
      return true;
  }
}

function append(ports: GatewayPorts, connection: Connection, frame: AppendFrame): void {
  const { room, id } = frame;
  const author = { account: connection.account, device: connection.device };
  const nack = ({ error }: Refusal): void => connection.send({ t: 'nack', room, id, error });
  const over = overAppendLimit(ports, connection, frame);
  if (over !== undefined) return nack(over);
  const read = readAppend(ports, author, frame);
  if (!read.ok) return nack(read);
  ports.roomLog.append(read.value, (outcome) => {
    if (!outcome.ok) return nack(outcome);
    connection.send({ t: 'ack', room, id, seq: outcome.value.seq, at: outcome.value.at });
  });
}

function restore(ports: GatewayPorts, connection: Connection, frame: ClientFrameOf<'restore'>): void {
  const { n, room } = frame;
  const refused = ({ error }: Refusal): void => connection.send({ t: 'refused', n, error });
  const over = ports.limits.over('log.fetch', connection.device);
  if (over !== undefined) return refused(over);
  let stood: { device: DeviceId; id: FrameId }[];
  try {
    stood = frame.entries.map(({ core }) => decodeLogCore(core));
  } catch (error) {
    if (error instanceof MalformedError) return refused(refuse('malformed', 'not entries of a log'));
    throw error;
  }
  ports.roomLog.append({ kind: 'restore', frame, stood }, (outcome) => {
    if (!outcome.ok) return refused(outcome);
    connection.send({ t: 'restored', n, room, seq: outcome.value.seq });
  });
}

function overAppendLimit({ limits }: GatewayPorts, { device }: Connection, frame: AppendFrame): Refusal | undefined {
  switch (frame.kind) {
    case 'application':
      return limits.over('message.send', device);
    case 'policy':
      return limits.over('policy.append', device);
    case 'verdict':
      return limits.over('verdict', device);
    case 'commit':
      return limits.over('commit', device) ?? limits.over('commit.room', frame.room);
  }
}

function ask(ports: GatewayPorts, connection: Connection, frame: Question): void {
  const { n } = frame;
  const refused = ({ error }: Refusal): void => connection.send({ t: 'refused', n, error });
  const over = ports.limits.over('log.fetch', connection.device);
  if (over !== undefined) return refused(over);
  const queued = connection.question(
    async () => {
      const answered = await answer(ports, connection, frame);
      if (!answered.ok) refused(answered);
    },
    (error) => {
      ports.log.error('question failed', describeError(error));
      refused(refuse('internal', 'the server failed'));
    },
  );
  if (!queued) refused(refuse('rate-limited', 'too many questions at once', { retryAfter: 1 }));
}

/** Sends the answer itself when there is one. */
async function answer(ports: GatewayPorts, connection: Connection, frame: Question): Promise<Outcome<unknown>> {
  const { logReader } = ports;
  const { n, room } = frame;
  switch (frame.t) {
    case 'fetch': {
      const page = await logReader.page(connection, room, frame.after, Math.min(frame.limit, LIMIT.pageEntries));
      if (page.ok) connection.send({ t: 'page', n, room, ...page.value, entries: [...page.value.entries] });
      return page;
    }
    case 'fetch-policy': {
      const policies = await logReader.policies(connection, room);
      if (policies.ok) connection.send({ t: 'policies', n, room, frames: policies.value });
      return policies;
    }
    case 'fetch-group-info': {
      const info = await logReader.groupInfo(connection, room);
      if (info.ok) connection.send({ t: 'group-info', n, room, ...info.value });
      return info;
    }
    case 'fetch-marks': {
      const marks = await logReader.marks(connection, room);
      if (marks.ok) connection.send({ t: 'marks', n, room, marks: marks.value });
      return marks;
    }
  }
}

/** Whispers are dropped silently when there are too many: they are worth nothing a second later. */
async function relay(
  ports: GatewayPorts,
  connection: Connection,
  frame: ClientFrameOf<'whisper' | 'mark'>,
): Promise<void> {
  if (ports.limits.over('ephemeral', connection.device) !== undefined) return;
  const state = await roomOf(ports, connection, frame.room);
  if (state === undefined) return;
  const { account, device } = connection;
  const { room, body } = frame;
  if (frame.t === 'mark') await ports.saveMark(room, account, device, body);
  const t = frame.t === 'mark' ? 'marked' : 'whispered';
  ports.audience.inRoom(state.policy, { t, room, account, device, body }, connection);
}

async function roomOf(ports: GatewayPorts, connection: Connection, room: RoomId): Promise<RoomState | undefined> {
  const state = ports.roomLog.cachedState(room) ?? (await ports.roomLog.state(room));
  return state !== undefined && isOfRoom(state.policy, connection) ? state : undefined;
}

function later(ports: GatewayPorts, work: Promise<void>): void {
  work.catch((error: unknown) => ports.log.error('frame failed', describeError(error)));
}

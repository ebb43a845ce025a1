/**
 * The WebSocket side of the server: the upgrade (path, Origin, limit), hello with a ticket within five seconds, the heartbeat, and the
 * end of connections whose session ended. The ticket is in the first frame, never in the address, which proxies log.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import {
  CLOSE,
  decodeClientFrames,
  GATEWAY,
  LIMIT,
  MalformedError,
  PROTOCOL_VERSION,
  type ClientFrame,
  type DeviceId,
  type ErrorBody,
  type SessionId,
} from '@alcove/protocol';
import { HTTP_STATUS } from '../http/error-status.ts';
import { describeError } from '../logging/log.ts';
import { refuse } from '../outcome.ts';
import { Connection, endSocket } from './connection.ts';
import { handleFrame } from './handle-frame.ts';
import type { GatewayPorts } from './ports.ts';

const HELLO_WITHIN_MS = 5_000;

export interface Gateway {
  endSession(session: SessionId): void;
  endDevice(device: DeviceId): void;
  /** Everyone connects again, and hears the server's new incarnation. */
  beginAgain(): void;
  /** Says goodbye to everyone and waits for the sockets to close. */
  close(withinMs: number): Promise<void>;
}

export function openGateway(server: Server, ports: GatewayPorts): Gateway {
  const wss = new WebSocketServer({ noServer: true, maxPayload: LIMIT.frameBytes, perMessageDeflate: false });
  let closing = false;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const error = closing ? refuse('shutting-down', 'the server stops').error : refuseUpgrade(ports, request);
    if (error !== undefined) return answerUpgrade(socket, error);
    wss.handleUpgrade(request, socket, head, (ws) => greet(ports, ws, socket));
  });

  const beat = setInterval(() => {
    const now = performance.now();
    for (const connection of ports.audience.all()) {
      if (!connection.beat(now, ports.heartbeatMs)) ports.audience.remove(connection);
    }
  }, ports.heartbeatMs);
  beat.unref();

  const unauthorized = refuse('unauthorized', 'the session ended').error;
  return {
    endSession(session) {
      for (const c of ports.audience.all()) if (c.session === session) c.end(CLOSE.sessionEnded, unauthorized);
    },
    endDevice(device) {
      ports.audience.ofDevice(device)?.end(CLOSE.sessionEnded, unauthorized);
    },
    beginAgain() {
      const bye = refuse('restoring', 'the data of the server went back', { retryAfter: 0 }).error;
      for (const c of ports.audience.all()) c.end(CLOSE.shuttingDown, bye);
    },
    async close(withinMs) {
      closing = true;
      clearInterval(beat);
      const bye = refuse('shutting-down', 'the server stops', { retryAfter: 1 }).error;
      for (const c of ports.audience.all()) c.end(CLOSE.shuttingDown, bye);
      await Promise.race([
        Promise.all([...wss.clients].map((ws) => new Promise((resolve) => ws.once('close', resolve)))),
        new Promise((resolve) => setTimeout(resolve, withinMs).unref()),
      ]);
      for (const ws of wss.clients) ws.terminate();
      wss.close();
    },
  };
}

function refuseUpgrade(ports: GatewayPorts, request: IncomingMessage): ErrorBody | undefined {
  if (request.url !== GATEWAY) return refuse('not-found', 'no such address').error;
  // Browsers always send Origin with a WebSocket. Whoever sends none is no browser, and needs a ticket all the same.
  const { origin } = request.headers;
  if (origin !== undefined && !ports.allowedOrigin(origin)) return refuse('forbidden', 'another origin').error;
  return ports.limits.over('ws.connect', ports.clientPrefix(request))?.error;
}

function answerUpgrade(socket: Duplex, error: ErrorBody): void {
  const body = JSON.stringify(error);
  const head = [
    `HTTP/1.1 ${String(HTTP_STATUS[error.code])} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Connection: close',
    'Cache-Control: no-store',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Until hello there is no connection, only a socket with a deadline. */
function greet(ports: GatewayPorts, ws: WebSocket, socket: Duplex): void {
  let connection: Connection | undefined;
  let greeting = false;
  const end = (code: number, error: ErrorBody): void => {
    if (connection === undefined) endSocket(ws, socket, code, error);
    else connection.end(code, error);
  };
  const deadline = setTimeout(
    () => end(CLOSE.helloTimeout, refuse('login-expired', 'no hello').error),
    HELLO_WITHIN_MS,
  );
  ws.on('close', () => {
    clearTimeout(deadline);
    if (connection !== undefined) ports.audience.remove(connection);
  });
  ws.on('error', () => undefined); // a broken or oversized message: `ws` closes with its own code
  ws.on('pong', () => connection?.heard(performance.now()));
  ws.on('message', (data, isBinary) => {
    const frames = isBinary ? read(data) : undefined;
    if (frames === undefined) return end(CLOSE.malformed, refuse('malformed', 'not a frame').error);
    connection?.heard(performance.now());
    for (const frame of frames) {
      if (connection !== undefined) {
        if (!handleFrame(ports, connection, frame))
          return end(CLOSE.malformed, refuse('malformed', 'unexpected frame').error);
        continue;
      }
      if (greeting || frame.t !== 'hello') return end(CLOSE.malformed, refuse('malformed', 'expected hello').error);
      greeting = true;
      hello(ports, ws, socket, frame)
        .then((made) => {
          clearTimeout(deadline);
          connection = made;
        })
        .catch((error: unknown) => {
          ports.log.error('hello failed', describeError(error));
          end(1011, refuse('internal', 'the server failed').error);
        });
    }
  });
}

function read(data: RawData): ClientFrame[] | undefined {
  if (!(data instanceof Buffer)) return undefined;
  try {
    // A plain view: what is cut out of it is a copy and does not keep the message alive.
    return decodeClientFrames(new Uint8Array(data.buffer, data.byteOffset, data.length));
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

async function hello(
  ports: GatewayPorts,
  ws: WebSocket,
  socket: Duplex,
  frame: Extract<ClientFrame, { t: 'hello' }>,
): Promise<Connection | undefined> {
  if (frame.v !== PROTOCOL_VERSION) {
    endSocket(ws, socket, CLOSE.unsupportedVersion, refuse('unsupported-version', 'protocol version').error);
    return undefined;
  }
  const who = await ports.redeemTicket(frame.ticket);
  if (who === undefined) {
    // Not `unauthorized`, which ends the session in the client: a fresh ticket may well work.
    endSocket(ws, socket, CLOSE.helloTimeout, refuse('login-expired', 'the ticket is used or too old').error);
    return undefined;
  }
  if (!(await ports.movedOn(who.device, who.chain))) {
    // An older greeting that came late, or a copy that another one overtook: its next ticket tells it so.
    endSocket(ws, socket, CLOSE.helloTimeout, refuse('login-expired', 'the ticket was overtaken').error);
    return undefined;
  }
  const connection = new Connection(ws, socket, who, performance.now());
  // First among the listeners, then the reading: what is committed in between is held and follows `ready`.
  ports.audience.add(connection)?.end(CLOSE.replaced, refuse('conflict', 'this device connected again').error);
  try {
    const rooms = await ports.logReader.places(who);
    const welcomes = await ports.welcomesFor(who.device);
    const left = await ports.lowKeyPackages(who.device);
    const { heartbeatMs } = ports;
    const incarnation = ports.incarnation();
    ports.onGreeted();
    const { account, device } = who;
    connection.start({ t: 'ready', now: ports.now(), incarnation, account, device, heartbeatMs, rooms });
    for (const welcome of welcomes) connection.send(welcome);
    for (const each of await ports.startedAnew(account)) connection.send({ t: 'devices-changed', ...each });
    if (left !== undefined) connection.send({ t: 'key-packages-low', left });
  } catch (error) {
    ports.audience.remove(connection);
    throw error;
  }
  if (!connection.open) ports.audience.remove(connection);
  return connection;
}

/**
 * The composition root: opens the data folder, makes every part and hands each what it needs, listens, and takes it all down again in the
 * opposite order. Features meet only here.
 */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import { accessParts } from './access-parts.ts';
import { utf8, type SessionId } from '@alcove/protocol';
import { createOpaqueServer, newOpaqueSetup } from './accounts/opaque.ts';
import { Mailboxes } from './approvals/mailboxes.ts';
import { apiHandlers } from './compose.ts';
import { ServerConfig, type ServerConfigInput } from './config.ts';
import { openDatabase, type Database } from './database/open-database.ts';
import { loadSecrets, type Secrets } from './database/secrets.ts';
import { takePulse } from './database/pulse.ts';
import { readServerIdentity } from './database/server-identity.ts';
import { DeviceChains } from './devices/chain.ts';
import { Devices } from './devices/devices.ts';
import { embed, type EmbeddedServer } from './embed.ts';
import { Audience } from './fanout/audience.ts';
import type { Connection } from './gateway/connection.ts';
import { openGateway, type Gateway } from './gateway/gateway.ts';
import { saveMark } from './gateway/marks.ts';
import { addApiRoutes, type Settled } from './http/api-routes.ts';
import { buildApp } from './http/app.ts';
import { clientPrefixReader } from './http/client-address.ts';
import { securityHeaders } from './http/headers.ts';
import { allowedOrigins } from './http/same-origin.ts';
import { createInbox } from './inbox/inbox.ts';
import { lowKeyPackages } from './key-packages/low.ts';
import { Limits } from './limits/limits.ts';
import { createRestoration, type Restoration } from './lifecycle/restoration.ts';
import { LogReader } from './log/read-log.ts';
import { createReceipts } from './log/receipts.ts';
import { RoomLog, type Committed, type RoomLogPorts } from './log/room-log.ts';
import { createLog, describeError, type Log } from './logging/log.ts';
import { signedReaders } from './rooms/policy-admission.ts';
import { createAccessTokens, newTokenKey } from './sessions/access-token.ts';
import { Sessions } from './sessions/sessions.ts';
import { Tickets } from './sessions/tickets.ts';

/** For tests: what a running server otherwise takes from its surroundings. */
export interface Seams {
  readonly now?: () => number;
  readonly logTo?: DestinationStream;
  /** The database may not grow past this: a disk that fills up. */
  readonly maxDatabasePages?: number;
}

export interface RunningServer {
  /** http://localhost:4400 */
  readonly url: string;
  readonly port: number;
  readonly serverId: string;
  /** Answers what was asked, says goodbye to every connection and closes the database. Safe to call twice. */
  close(): Promise<void>;
}

const GOODBYE_MS = 3_000;
const SWEEP_MS = 60_000;

export async function startServer(input: ServerConfigInput = {}, seams: Seams = {}): Promise<RunningServer> {
  const config = ServerConfig.parse(input);
  return assembled(config, seams, (server) => listen(config, server));
}

/** The same server without a port: whoever embeds it brings the requests and the connections. Needs `origins`. */
export async function openServer(input: ServerConfigInput, seams: Seams = {}): Promise<EmbeddedServer> {
  return assembled(ServerConfig.parse(input), seams, async ({ app, parts, stop }) => {
    await app.ready();
    return { serverId: parts.serverId, ...embed(app), close: stop };
  });
}

/** Everything but the port. */
interface Assembled {
  readonly app: FastifyInstance;
  readonly parts: Parts;
  stop(): Promise<void>;
}

async function assembled<T>(config: ServerConfig, seams: Seams, begin: (server: Assembled) => Promise<T>): Promise<T> {
  const database = openDatabase(config.dataFolder, { maxPages: seams.maxDatabasePages });
  try {
    return await begin(await assemble(config, database, seams));
  } catch (error) {
    database.close();
    throw error;
  }
}

async function assemble(config: ServerConfig, database: Database, seams: Seams): Promise<Assembled> {
  const log = createLog(config.logLevel, seams.logTo);
  const parts = await makeParts(config, database, log, seams.now ?? Date.now);
  const app = await buildApp({
    log,
    webRoot: config.webRoot,
    headers: () => parts.headers,
    closing: () => parts.closing,
  });
  const settled = addApiRoutes(app, apiHandlers(config, parts), {
    callerOfCookie: (cookie) => parts.sessions.ofCookie(cookie),
    callerOfToken: async (token) => {
      const session = await parts.tokens.verify(token);
      return session === undefined ? undefined : parts.sessions.byId(session);
    },
    allowedOrigin: (origin) => parts.origins.has(origin),
    clientPrefix: parts.clientPrefix,
  });
  parts.gateway = openGateway(app.server, gatewayPorts(config, parts));
  parts.origins = new Set(config.origins);
  const sweeping = setInterval(() => sweep(parts), SWEEP_MS).unref();
  const stop = async (): Promise<void> => {
    clearInterval(sweeping);
    await closeAll(app, parts, settled);
    database.close();
  };
  let stopped: Promise<void> | undefined;
  return { app, parts, stop: () => (stopped ??= stop()) };
}

async function listen(config: ServerConfig, { app, parts, stop }: Assembled): Promise<RunningServer> {
  await app.listen({ port: config.port, host: config.host });
  const { port } = app.server.address() as AddressInfo;
  parts.origins = allowedOrigins(config.origins, port);
  parts.headers = securityHeaders(parts.origins);
  const host =
    config.host === '127.0.0.1' || config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`,
    port,
    serverId: parts.serverId,
    close: stop,
  };
}

export type Parts = Awaited<ReturnType<typeof makeParts>>;

async function makeParts(config: ServerConfig, database: Database, log: Log, now: () => number) {
  const { writer: db, reader } = database;
  const { serverId, incarnation } = await readServerIdentity(db);
  const { pulse, restoration } = await wentBack(config, db, log, now, incarnation, () => parts.gateway?.beginAgain());
  const secrets = await secretsOf(config.dataFolder, database);
  const audience = new Audience<Connection>();
  const tickets = new Tickets(now);
  const devices = new Devices(db);
  const limits = new Limits(config.limits.preset, config.limits.overrides);
  const mailboxes = new Mailboxes(now);
  const closeMailbox = mailboxCloser(mailboxes, audience);
  const receipts = createReceipts(utf8(secrets.tokenKey.d));
  const roomLog = openRoomLog({ store: database.roomLog, now, receipts }, log, audience, restoration);
  const { sealingKey } = secrets;
  const origins = (): ReadonlySet<string> => parts.origins;
  const parts = {
    serverId,
    pulse,
    restoration,
    log,
    now,
    db,
    audience,
    tickets,
    mailboxes,
    closeMailbox,
    roomLog,
    opaque: await createOpaqueServer(secrets.opaqueServerSetup),
    ...accessParts({ config, db, log, now, devices, limits, sealingKey, origins }),
    tokens: await createAccessTokens(secrets.tokenKey, serverId, now),
    devices,
    chains: new DeviceChains(db, utf8(secrets.tokenKey.d)),
    inbox: createInbox(db),
    logReader: new LogReader(reader, db, receipts),
    limits,
    ...signedReaders(serverId, now),
    clientPrefix: clientPrefixReader(config.trustedProxies),
    sessions: new Sessions(db, now, (session) => {
      tickets.endSession(session);
      closeMailbox(session);
      parts.gateway?.endSession(session);
    }),
    // Known once the server listens.
    gateway: undefined as Gateway | undefined,
    origins: new Set<string>() as ReadonlySet<string>,
    headers: securityHeaders(new Set()),
    closing: false,
  };
  return parts;
}

function openRoomLog(
  ports: Pick<RoomLogPorts, 'store' | 'now' | 'receipts'>,
  log: Log,
  audience: Audience<Connection>,
  restoration: Restoration,
): RoomLog {
  return new RoomLog({
    ...ports,
    isPaused: () => restoration.isPaused(),
    onCommitted(committed) {
      deliver(audience, committed);
      if (committed.restored)
        restoration.noticed().catch((error: unknown) => log.error('restoration failed', describeError(error)));
    },
    onFailure: (error) => log.error('log failed', describeError(error)),
    onStorageFull: () => log.error('storage full'),
  });
}

/** The account's devices hear of it. */
function mailboxCloser(mailboxes: Mailboxes, audience: Audience<Connection>): (session: SessionId) => void {
  return (session) => {
    const account = mailboxes.close(session);
    if (account !== undefined) audience.frame([account], { t: 'approvals-changed' });
  };
}

/** Whether the data is older than what ran here last, and what follows from it. */
async function wentBack(
  { dataFolder }: ServerConfig,
  db: Database['writer'],
  log: Log,
  now: () => number,
  incarnation: string,
  onRenewed: () => void,
) {
  const pulse = await takePulse(dataFolder, db, (error) => log.error('pulse failed', describeError(error)));
  if (pulse.wentBack) log.info('data went back');
  const restoration = await createRestoration({ db, now, incarnation, wentBack: pulse.wentBack, onRenewed });
  return { pulse, restoration };
}

async function secretsOf(folder: string, { writer }: Database): Promise<Secrets> {
  const anyone = await writer.selectFrom('account').select('id').limit(1).executeTakeFirst();
  const opaqueServerSetup = await newOpaqueSetup();
  return loadSecrets(folder, anyone === undefined, () => ({ v: 1, opaqueServerSetup, tokenKey: newTokenKey() }));
}

function gatewayPorts(config: ServerConfig, parts: Parts): Parameters<typeof openGateway>[1] {
  const { db, inbox, tickets } = parts;
  return {
    ...parts,
    movedOn: (device, chain) => parts.chains.confirm(device, chain),
    redeemTicket: async (ticket) => tickets.redeem(ticket),
    welcomesFor: (device) => inbox.waiting(device),
    welcomeTaken: (device, id) => inbox.taken(device, id),
    startedAnew: (account) => parts.devices.startedAnew(account),
    lowKeyPackages: (device) => lowKeyPackages(db, device),
    saveMark: (room, account, device, body) => saveMark(db, room, account, device, body),
    allowedOrigin: (origin) => parts.origins.has(origin),
    heartbeatMs: config.heartbeatMs,
    incarnation: () => parts.restoration.incarnation,
    onGreeted: () => parts.restoration.greeted(),
  };
}

/** Welcomes first: whoever joins can then place the entries that follow. */
function deliver(audience: Audience<Connection>, { deliveries, welcomes }: Committed): void {
  for (const { id, room, seq, epoch, from, body, to } of welcomes) {
    audience.toDevices(to, { t: 'welcome', id, room, seq, epoch, from, body });
  }
  for (const [room, entries] of deliveries) audience.entries(room, entries);
}

function sweep({ tickets, mailboxes, sessions, inbox, mailTokens, pulse, events, db, log, ...parts }: Parts): void {
  for (const part of [parts.limits, parts.guard, parts.logins, parts.passkeys]) part.sweep();
  tickets.sweep();
  mailboxes.sweep();
  const swept = [sessions.sweep(), inbox.sweep(), mailTokens.sweep(db), events.sweep(), parts.passwordRequests.sweep()];
  for (const sweeping of [...swept, pulse.beat()]) {
    sweeping.catch((error: unknown) => log.error('sweep failed', describeError(error)));
  }
}

/** Afterwards nothing reads or writes any more: the database may be closed. */
async function closeAll(app: FastifyInstance, parts: Parts, settled: Settled): Promise<void> {
  parts.closing = true;
  await parts.roomLog.drain();
  await parts.pulse.beat();
  await parts.gateway?.close(GOODBYE_MS);
  await app.close();
  await settled();
  await parts.mailer?.close();
}

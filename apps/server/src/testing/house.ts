/** A server on a fresh data folder, and people on it: registered, signed in, connected. Everything is taken down after the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client as opaque, ready } from '@serenity-kit/opaque';
import { onTestFinished } from 'vitest';
import {
  applyPolicyChange,
  LABEL,
  policyFrameHash,
  startPolicy,
  toBase64url,
  utf8,
  type AppendCommit,
  type Bytes,
  type DeviceId,
  type FrameId,
  type Policy,
  type PolicyChange,
  type PolicyGenesis,
  type PolicySigner,
  type RoomId,
  type RouteName,
  type RouteReply,
  type RouteRequest,
  type ServerFrameOf,
  type SessionId,
} from '@alcove/protocol';
import { startServer, type RunningServer, type Seams, type ServerConfigInput } from '../index.ts';
import { sha256 } from '../signature.ts';
import { changeOf, genesisOf, newFrameId, random, sign, Signer, type Device } from './signer.ts';
import { call, Wire, type Answered } from './wire.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'alcove-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Cheap on purpose: what it protects here is nothing. Identifiers are part of the protocol. */
export const stretching = { 'argon2id-custom': { memory: 8, iterations: 1, parallelism: 1 } } as const;

let names = 0;

export class House {
  readonly server: RunningServer;
  readonly folder: string;

  constructor(server: RunningServer, folder: string) {
    this.server = server;
    this.folder = folder;
  }

  get origin(): string {
    return this.server.url;
  }

  call<N extends RouteName>(name: N, request: RouteRequest<N>, headers?: Record<string, string>): Promise<Answered<N>> {
    return call(this.origin, name, request, headers);
  }

  async person(name?: string): Promise<Person> {
    const person = new Person(this, new Signer(name ?? `person${String(++names)}`));
    const registered = await person.register();
    if (!registered.ok) throw new Error(`registration: ${registered.error.code}`);
    person.take(registered.value);
    return person;
  }
}

export async function openHouse(
  config: ServerConfigInput = {},
  seams: Seams = {},
  folder = temporaryFolder(),
): Promise<House> {
  await ready;
  const server = await startServer(
    {
      port: 0,
      dataFolder: folder,
      webRoot: null,
      logLevel: 'silent',
      limits: { preset: 'off', overrides: {} },
      ...config,
    },
    seams,
  );
  onTestFinished(() => server.close());
  return new House(server, folder);
}

export class Person {
  readonly house: House;
  readonly signer: Signer;
  readonly password = 'correct horse battery staple';
  readonly device: Device;
  session: SessionId | undefined;
  cookie = '';
  knownToken = '';
  chain: string | null = null; // what its device shows at its next connection
  #token: string | undefined;

  constructor(house: House, signer: Signer, device: Device = signer.newDevice()) {
    this.house = house;
    this.signer = signer;
    this.device = device;
  }

  get account() {
    return this.signer.account;
  }

  take(started: RouteReply<'registerFinish'>): void {
    this.session = started.session;
    this.cookie = started.cookie ?? '';
    this.knownToken = started.knownToken ?? '';
    this.#token = undefined;
  }

  async register(): Promise<Answered<'registerFinish'>> {
    const { username, account } = this.signer;
    const { clientRegistrationState, registrationRequest } = opaque.startRegistration({ password: this.password });
    const begun = await this.house.call('registerStart', { username, registrationRequest });
    if (!begun.ok) return begun;
    const { registrationRecord } = opaque.finishRegistration({
      password: this.password,
      clientRegistrationState,
      registrationResponse: begun.value.registrationResponse,
      identifiers: { client: username, server: 'alcove' },
      keyStretching: stretching,
    });
    return this.house.call('registerFinish', {
      username,
      account,
      registrationRecord,
      vault: {
        version: 1,
        sealed: toBase64url(random(64)),
        wraps: [{ kind: 'password', sealed: toBase64url(random(48)) }],
      },
      device: { device: this.device.id, kind: 'bot', list: toBase64url(this.signer.list()) },
    });
  }

  /** The first half of a login; undefined when this password does not open what the server sent. */
  async startLogin(password: string, headers?: Record<string, string>, known?: { device: DeviceId; token: string }) {
    const { username } = this.signer;
    const { clientLoginState, startLoginRequest } = opaque.startLogin({ password });
    const begun = await this.house.call(
      'loginStart',
      { username, startLoginRequest, ...(known && { known }) },
      headers,
    );
    if (!begun.ok) return begun;
    const finished = opaque.finishLogin({
      password,
      clientLoginState,
      loginResponse: begun.value.loginResponse,
      identifiers: { client: username, server: 'alcove' },
      keyStretching: stretching,
    });
    return { ok: true as const, loginId: begun.value.loginId, finishLoginRequest: finished?.finishLoginRequest };
  }

  async logIn(password = this.password, device: Device | null = this.device): Promise<Answered<'loginFinish'>> {
    const begun = await this.startLogin(password);
    if (!begun.ok) return begun;
    const { loginId } = begun;
    const proof = device && { device: device.id, proof: this.proofOf(loginId, device) };
    return this.house.call('loginFinish', {
      loginId,
      finishLoginRequest: begun.finishLoginRequest ?? toBase64url(random(64)),
      ...(proof === null ? {} : { device: proof }),
    });
  }

  proofOf(id: string, device: Device = this.device): string {
    return toBase64url(sign(LABEL.deviceProof, device.keys, utf8(id)));
  }

  /** The password entered again, for what demands it. */
  async passwordAgain(password = this.password): Promise<{ loginId: string; finishLoginRequest: string }> {
    const begun = await this.startLogin(password);
    if (!begun.ok) throw new Error(begun.error.code);
    return { loginId: begun.loginId, finishLoginRequest: begun.finishLoginRequest ?? toBase64url(random(64)) };
  }

  async token(): Promise<string> {
    const answered = await this.house.call('accessToken', {}, { cookie: `__Host-alcove=${this.cookie}` });
    if (!answered.ok) throw new Error(`token: ${answered.error.code}`);
    return (this.#token = answered.value.token);
  }

  async call<N extends RouteName>(name: N, request: RouteRequest<N>): Promise<Answered<N>> {
    return this.house.call(name, request, { authorization: `Bearer ${this.#token ?? (await this.token())}` });
  }

  async ticket(): Promise<string> {
    const answered = await this.call('ticket', { chain: this.chain });
    if (!answered.ok) throw new Error(`ticket: ${answered.error.code}`);
    this.chain = answered.value.chain;
    return answered.value.ticket;
  }

  async connect(): Promise<Wire> {
    const wire = await Wire.open(this.house.origin);
    onTestFinished(() => wire.close());
    wire.send({ t: 'hello', v: 1, ticket: await this.ticket() });
    await wire.wait('ready');
    return wire;
  }

  async uploadKeyPackages(count: number, lastResort = false): Promise<void> {
    const notAfter = Math.floor(Date.now() / 1000) + 86_400;
    const one = (last: boolean) => ({
      ref: toBase64url(random(16)),
      body: toBase64url(random(40)),
      lastResort: last,
      notAfter,
    });
    const packages = [...Array.from({ length: count }, () => one(false)), ...(lastResort ? [one(true)] : [])];
    for (let at = 0; at < packages.length; at += 100) {
      const answered = await this.call('uploadKeyPackages', { packages: packages.slice(at, at + 100) });
      if (!answered.ok) throw new Error(`key packages: ${answered.error.code}`);
    }
  }
}

/** A room as its members know it, for signing the next policy change. */
export class Room {
  policy: Policy;
  readonly id: RoomId;
  readonly serverId: string;

  constructor(policy: Policy, serverId: string) {
    this.policy = policy;
    this.id = policy.room;
    this.serverId = serverId;
  }

  /** Signs a change, and takes it as accepted unless told not to. */
  change(by: Person, change: Partial<PolicyChange>, adopt = true): Bytes {
    const body = changeOf(this.policy, change);
    const frame = by.signer.policy(this.serverId, by.device, body);
    const verdict = applyPolicyChange(this.policy, body, signerOf(by), policyFrameHash(sha256, frame));
    if (adopt && verdict.ok) this.policy = verdict.policy;
    return frame;
  }
}

const signerOf = ({ account, device }: Person): PolicySigner => ({ account, device: device.id });

export function createRoom(by: Person, peer: Person | null = null): Promise<Room> {
  return createFrom(by, genesisOf(by.signer, peer?.signer ?? null));
}

export async function createFrom(by: Person, genesis: PolicyGenesis): Promise<Room> {
  const { serverId } = by.house.server;
  const frame = by.signer.policy(serverId, by.device, genesis);
  const created = await by.call('createRoom', { genesis: toBase64url(frame), id: newFrameId() });
  if (!created.ok) throw new Error(`room: ${created.error.code}`);
  const verdict = startPolicy(created.value.room, genesis, signerOf(by), policyFrameHash(sha256, frame));
  if (!verdict.ok) throw new Error(verdict.why);
  return new Room(verdict.policy, serverId);
}

export type AppendAnswer = ServerFrameOf<'ack'> | ServerFrameOf<'nack'>;

export async function answerTo(wire: Wire, id: FrameId): Promise<AppendAnswer> {
  return Promise.any([wire.wait('ack', (f) => f.id === id), wire.wait('nack', (f) => f.id === id)]);
}

export function appendMessage(
  wire: Wire,
  room: RoomId,
  epoch: number,
  body: Bytes = random(32),
  id = newFrameId(),
): Promise<AppendAnswer> {
  wire.send({ t: 'append', kind: 'application', room, id, epoch, body });
  return answerTo(wire, id);
}

export function appendPolicy(wire: Wire, room: RoomId, body: Bytes, id = newFrameId()): Promise<AppendAnswer> {
  wire.send({ t: 'append', kind: 'policy', room, id, body });
  return answerTo(wire, id);
}

export function appendCommit(
  wire: Wire,
  room: RoomId,
  epoch: number,
  extra: Partial<AppendCommit> = {},
): Promise<AppendAnswer> {
  const id = extra.id ?? newFrameId();
  wire.send({ t: 'append', kind: 'commit', room, id, epoch, body: random(48), ...extra });
  return answerTo(wire, id);
}

export const codeOf = (answer: AppendAnswer): string => (answer.t === 'nack' ? answer.error.code : 'ack');

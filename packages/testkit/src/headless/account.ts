/**
 * Accounts and devices made straight through the HTTP API, as many as a load test wants. They speak the real protocol with real keys and
 * signatures; only the password's record is shared between them, because stretching a password once per account would take minutes
 * and the server never looks inside. Nobody logs in to them again.
 */
import {
  createVault,
  issueDeviceCert,
  newKeyPair,
  randomBytes,
  signDeviceList,
  vaultHash,
  type DeviceIdentity,
  type KeyPair,
} from '@alcove/crypto';
import { loadOpaque } from '@alcove/crypto/opaque';
import type { HttpAuth, HttpOutcome } from '@alcove/client';
import { createNodeHttp } from '@alcove/platform-node';
import {
  AccountId,
  DeviceId,
  toBase64url,
  Username,
  type Bytes,
  type ChainMark,
  type DeviceKind,
  type RouteName,
  type RouteReply,
  type RouteRequest,
} from '@alcove/protocol';

export interface HeadlessAccount {
  readonly identity: DeviceIdentity;
  readonly aik: KeyPair;
  call<N extends RouteName>(name: N, request: RouteRequest<N>): Promise<RouteReply<N>>;
  /** An access token that is good for three minutes at least. */
  token(): Promise<string>;
  /** For one connection: the device moves on with it. */
  ticket(): Promise<string>;
}

export interface Registrar {
  readonly serverId: string;
  signUp(username: string): Promise<HeadlessAccount>;
}

const KIND: DeviceKind = 'bot';
const PASSWORD = 'no one logs in with this again';

type Call = <N extends RouteName>(name: N, request: RouteRequest<N>, auth: HttpAuth) => Promise<RouteReply<N>>;

function caller(origin: string): Call {
  let cookie: string | null = null;
  const http = createNodeHttp(origin, {
    load: () => Promise.resolve(cookie),
    save: (fresh) => {
      cookie = fresh;
      return Promise.resolve();
    },
  });
  return async (name, request, auth) => valueOf(name, await http.request(name, request, auth));
}

/** Access tokens live five minutes; a long run needs many. */
const TOKEN_KEPT_MS = 120_000;

function withToken(send: Call): Pick<HeadlessAccount, 'call' | 'token' | 'ticket'> {
  let chain: ChainMark | null = null;
  let kept: { readonly text: string; readonly at: number } | undefined;
  const token = async (): Promise<string> => {
    if (kept === undefined || performance.now() - kept.at > TOKEN_KEPT_MS) {
      const fresh = await send('accessToken', {}, { kind: 'session' });
      kept = { text: fresh.token, at: performance.now() };
    }
    return kept.text;
  };
  const call: HeadlessAccount['call'] = async (name, request) =>
    send(name, request, { kind: 'bearer', token: await token() });
  return {
    token,
    call,
    async ticket() {
      const reply = await call('ticket', { chain });
      ({ chain } = reply);
      return reply.ticket;
    },
  };
}

function valueOf<T>(name: string, outcome: HttpOutcome<T>): T {
  if (outcome.kind === 'ok') return outcome.value;
  const why = outcome.kind === 'refused' ? `${outcome.error.code} ${outcome.error.message}` : outcome.kind;
  throw new Error(`${name}: ${why}`);
}

/** `identity` and list of a new account's first device. */
function introduce(
  serverId: string,
  account: AccountId,
  username: Username,
  aik: KeyPair,
  hash: Bytes,
  nowMs: number,
): { identity: DeviceIdentity; list: Bytes } {
  const key = newKeyPair();
  const device = DeviceId.parse(toBase64url(randomBytes(16)));
  const cert = issueDeviceCert(aik, {
    server: serverId,
    account,
    device,
    deviceKey: key.public,
    kind: KIND,
    listSeq: 1,
    nowSeconds: Math.floor(nowMs / 1_000),
  });
  const list = signDeviceList(aik, {
    v: 1,
    account,
    username,
    seq: 1,
    prev: null,
    aik: aik.public,
    devices: [{ device, deviceKey: key.public, kind: KIND, addedSeq: 1 }],
    revoked: [],
    vaultHash: hash,
  });
  return { identity: { account, device, kind: KIND, key, cert }, list };
}

export async function registrar(origin: string): Promise<Registrar> {
  const facts = await caller(origin)('server', {}, { kind: 'none' });
  const opaque = await loadOpaque();
  let record: { registrationRecord: string; exportKey: Bytes } | undefined;

  return {
    serverId: facts.serverId,
    async signUp(name) {
      const username = Username.parse(name);
      const call = caller(origin);
      const { state, registrationRequest } = opaque.startRegistration(PASSWORD);
      const { registrationResponse } = await call('registerStart', { username, registrationRequest }, { kind: 'none' });
      record ??= opaque.finishRegistration({
        password: PASSWORD,
        state,
        registrationResponse,
        username,
        serverPublicKey: facts.opaqueServerPublicKey,
      });
      const account = AccountId.parse(toBase64url(randomBytes(16)));
      const aik = newKeyPair();
      const vault = createVault({
        account,
        content: { aik },
        vaultKey: randomBytes(32),
        passwordSecret: record.exportKey,
        recoverySecret: randomBytes(16),
      });
      const { identity, list } = introduce(facts.serverId, account, username, aik, vaultHash(vault), facts.now);
      await call(
        'registerFinish',
        {
          username,
          account,
          registrationRecord: record.registrationRecord,
          vault,
          device: { device: identity.device, kind: KIND, list: toBase64url(list) },
        },
        { kind: 'none' },
      );
      return { identity, aik, ...withToken(call) };
    },
  };
}

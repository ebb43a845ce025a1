/** Against the same library's server, as the real server runs it. */
import { ready, server } from '@serenity-kit/opaque';
import { beforeAll, expect, test } from 'vitest';
import { toBase64url, Username } from '@alcove/protocol';
import { CryptoError } from '../error.ts';
import { loadOpaque, type OpaqueClient } from './opaque.ts';

const username = Username.parse('anna');
const userIdentifier = 'account-1';
const identifiers = { client: username, server: 'alcove' };
let opaque: OpaqueClient;
let serverSetup: string;
let serverPublicKey: string;
let registered: ReturnType<OpaqueClient['finishRegistration']>;

beforeAll(async () => {
  await ready;
  opaque = await loadOpaque();
  serverSetup = server.createSetup();
  serverPublicKey = server.getPublicKey(serverSetup);
  registered = register(serverPublicKey);
});

function register(expectedKey: string): ReturnType<OpaqueClient['finishRegistration']> {
  const { state, registrationRequest } = opaque.startRegistration('correct horse');
  const { registrationResponse } = server.createRegistrationResponse({
    serverSetup,
    userIdentifier,
    registrationRequest,
  });
  return opaque.finishRegistration({
    password: 'correct horse',
    state,
    registrationResponse,
    username,
    serverPublicKey: expectedKey,
  });
}

function login(password: string, options: { expectedKey?: string; as?: Username } = {}) {
  const { state, startLoginRequest } = opaque.startLogin(password);
  const { registrationRecord } = registered;
  const started = server.startLogin({
    serverSetup,
    userIdentifier,
    registrationRecord,
    startLoginRequest,
    identifiers,
  });
  const { loginResponse, serverLoginState } = started;
  const finished = opaque.finishLogin({
    password,
    state,
    loginResponse,
    username: options.as ?? username,
    serverPublicKey: options.expectedKey ?? serverPublicKey,
  });
  return { finished, serverLoginState };
}

test('the right password gives the export key of the registration, and the server agrees', () => {
  const { finished, serverLoginState } = login('correct horse');
  expect(finished?.exportKey).toEqual(registered.exportKey);
  expect(finished?.exportKey).toHaveLength(64);
  const { finishLoginRequest } = finished!;
  expect(server.finishLogin({ finishLoginRequest, serverLoginState, identifiers }).sessionKey).toBeTypeOf('string');
});

test('a wrong password, or another name, gives nothing', () => {
  expect(login('wrong horse').finished).toBeUndefined();
  expect(login('correct horse', { as: Username.parse('bert') }).finished).toBeUndefined();
});

test('a server with another key is noticed, at sign-up and at login', () => {
  const other = server.getPublicKey(server.createSetup());
  const changed = 'server-key-changed';
  expect(() => login('correct horse', { expectedKey: other })).toThrow(changed);
  expect(() => register(other)).toThrow(changed);
});

/** Made once, by this server and for this account: how a password is stretched and who is named are part of every record there is. */
const KEPT = {
  serverSetup:
    'tTdRtS96PpZLuOELQbVhcTYTKw48d-JPP5XDSsL39yasW9scnFNr-wauTMnKfNwHPyiIAKc27BJB55FDP5s_dK0fX_JM58QXJ2zw9a_rZ8s6rL1A5wde1c0xiwuVZlYA9Hcuxd4G2KFAp9dhbSApCPvGlJGzD1W1g46KbFSsuWE',
  registrationRecord:
    '9i1QcEczzBX642ErLkNUILhTHxmwp7iqLvaNO5OUSCoko4r5NLblwwU2mrhv5ZWS2C1eEZzl8B8kDNGeTx5GoYp0eHImypkG5HJ9kZ_0WFOQ1ee7-jg7nskwGpHMJtXk9piXViP-7ZjFwll4LYTVB55NzPRr8rfmNlB3Nx1cGb3WGXz4ZSIfep9MkXfo8zbv7ip3FupzlUnILqb0k6p2sElXtstWJ_nYBm4usTL5aFK3_pX9h_CRm4-aaTpMNT1I',
  exportKey: 'Chf89tFF4t7F1W2aKamT9FywKzX-U67vbXUYXbtbLmtvLaNumzXj1XBy3f24KF1RSSW_8eB0wrJrR5zZtOdSBA',
};

test('[V07] a record that was made once opens for ever, to the same key', () => {
  const { registrationRecord } = KEPT;
  const { state, startLoginRequest } = opaque.startLogin('correct horse');
  const asked = { serverSetup: KEPT.serverSetup, userIdentifier, registrationRecord, startLoginRequest, identifiers };
  const { loginResponse } = server.startLogin(asked);
  const serverKey = server.getPublicKey(KEPT.serverSetup);
  const whose = { password: 'correct horse', username, serverPublicKey: serverKey };
  const finished = opaque.finishLogin({ ...whose, state, loginResponse });
  expect(finished === undefined ? null : toBase64url(finished.exportKey)).toBe(KEPT.exportKey);
});

test('answers that cannot be read are the server’s fault', () => {
  const { state } = opaque.startLogin('correct horse');
  const garbage = { password: 'x', state, loginResponse: 'AAAA', username, serverPublicKey };
  expect(() => opaque.finishLogin(garbage)).toThrow(CryptoError);
  const { state: registering } = opaque.startRegistration('x');
  const bad = { password: 'x', state: registering, registrationResponse: 'AAAA', username, serverPublicKey };
  expect(() => opaque.finishRegistration(bad)).toThrow(CryptoError);
});

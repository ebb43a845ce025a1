/** Against the same library's server, as the real server runs it. */
import { ready, server } from '@serenity-kit/opaque';
import { beforeAll, expect, test } from 'vitest';
import { Username } from '@alcove/protocol';
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

test('answers that cannot be read are the server’s fault', () => {
  const { state } = opaque.startLogin('correct horse');
  const garbage = { password: 'x', state, loginResponse: 'AAAA', username, serverPublicKey };
  expect(() => opaque.finishLogin(garbage)).toThrow(CryptoError);
  const { state: registering } = opaque.startRegistration('x');
  const bad = { password: 'x', state: registering, registrationResponse: 'AAAA', username, serverPublicKey };
  expect(() => opaque.finishRegistration(bad)).toThrow(CryptoError);
});

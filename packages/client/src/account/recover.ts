/**
 * A forgotten password, with the recovery code at hand: the code's own key gets a session that may do nothing but this, the code opens the
 * vault, a new password is set with it, and this device enters. Everything is as it was; all other sessions end.
 */
import { nextVault, parseRecoveryCode, proveRecovery } from '@alcove/crypto';
import { toBase64url, type Bytes, type RouteReply, type Username } from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { Failure } from '../session/failure.ts';
import { checkUsername, normalPassword, passwordFault } from './credentials.ts';
import { enterBy, type Here } from './log-in.ts';
import { openOwnVault, type OwnVault } from './own-vault.ts';
import { makePassword } from './password.ts';
import { askServer, signInFailure, type ServerFacts } from './server-facts.ts';
import type { SignedIn } from './sign-up.ts';

type Session = RouteReply<'recoverFinish'>;

export async function recover(
  here: Here,
  input: { readonly username: string; readonly words: readonly string[]; readonly password: string },
): Promise<SignedIn | Failure> {
  const name = checkUsername(input.username);
  const code = parseRecoveryCode(input.words);
  if (!name.ok || !code.ok) return failed('recovery-code-wrong');
  const { username } = name;
  const password = normalPassword(input.password);
  const fault = passwordFault(username, password);
  if (fault !== null) return failed(fault);
  const server = await askServer(here.calls);
  if (!server.ok) return server;
  const session = await showCode(here, username, code.secret);
  if (!session.ok) return session;
  const set = await setPassword(here, server.facts, session.value, code.secret, password);
  if (!set.ok) {
    await here.calls.call('logout', {});
    here.calls.forgetToken();
    return set;
  }
  const known = await here.profile.find(username);
  const before = { known: known?.serverId === server.facts.serverId ? known : null, kept: null };
  const entered = await enterBy(here, server.facts, session.value, { kind: 'password', secret: set.exportKey }, before);
  here.calls.forgetToken();
  return entered;
}

async function showCode(
  { calls }: Here,
  username: Username,
  secret: Bytes,
): Promise<{ readonly ok: true; readonly value: Session } | Failure> {
  const begun = await calls.call('recoverStart', { username });
  if (begun.kind !== 'ok') return signInFailure(begun);
  const { challenge } = begun.value;
  const reply = await calls.call('recoverFinish', { challenge, proof: toBase64url(proveRecovery(secret, challenge)) });
  calls.forgetToken();
  if (reply.kind === 'ok') return { ok: true, value: reply.value };
  const failure = signInFailure(reply);
  return failure.code === 'login-failed' ? failed('recovery-code-wrong') : failure;
}

async function setPassword(
  { calls, profile }: Here,
  facts: ServerFacts,
  session: Session,
  code: Bytes,
  password: string,
): Promise<{ readonly ok: true; readonly exportKey: Bytes } | Failure> {
  const { username } = session;
  const known = await profile.find(username);
  const remembered = known?.account === session.account ? known.vault : null;
  const own = await openOwnVault(calls, session, { kind: 'recovery', secret: code }, remembered);
  if (!own.ok) return own;
  const made = await makePassword(
    (registrationRequest) => calls.call('newPasswordStart', { registrationRequest }),
    username,
    password,
    facts.opaqueServerPublicKey,
  );
  if (!made.ok) return made;
  const put = await calls.call('changeAccess', {
    by: { recovery: toBase64url(proveRecovery(code, session.session)) },
    vault: withPassword(own, made.exportKey),
    registrationRecord: made.registrationRecord,
  });
  if (put.kind === 'refused') return signInFailure(put);
  return put.kind === 'ok' ? { ok: true, exportKey: made.exportKey } : failed('answer-lost');
}

function withPassword({ account, vault, vaultKey, content }: OwnVault, secret: Bytes): OwnVault['vault'] {
  return nextVault({
    account,
    stored: vault,
    opened: { vaultKey, content },
    set: [{ kind: 'password', secret }],
  });
}

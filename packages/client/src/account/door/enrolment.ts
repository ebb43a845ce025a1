/**
 * How a new device comes in once its person proved who they are (docs/protocol.md §3): by opening the vault with the password or
 * the recovery code, and introducing itself; or by what another device of the account granted it, which introduced it already.
 */
import {
  parseRecoveryCode,
  proveDevice,
  verifyDeviceCert,
  type Asking,
  type DeviceIdentity,
  type Granted,
  type VaultSecret,
} from '@alcove/crypto';
import { equalBytes, toBase64url } from '@alcove/protocol';
import type { VaultOpener } from '../../api/client-api.ts';
import { failed } from '../../api/outcome.ts';
import type { Failure } from '../../session/failure.ts';
import { normalPassword } from '../credentials.ts';
import { tryToEnter, type Enrolling, type Here } from '../log-in.ts';
import { openOwnVault } from '../own-vault.ts';
import { showPassword } from '../password.ts';
import { signInFailure } from '../server-facts.ts';
import type { SignedIn } from '../sign-up.ts';
import { settleIn } from './settle-in.ts';

export async function enrolByVault(here: Here, own: Enrolling, by: VaultOpener): Promise<SignedIn | Failure> {
  const secret = await secretOf(here, own, by);
  if ('ok' in secret) return secret;
  const entered = await tryToEnter(here, own.facts, own.session, secret, { known: null, kept: null });
  const wrongWords = !entered.ok && by.with === 'recovery' && entered.code === 'vault-closed';
  return wrongWords ? failed('recovery-code-wrong') : entered;
}

async function secretOf({ calls }: Here, own: Enrolling, by: VaultOpener): Promise<VaultSecret | Failure> {
  if (by.with === 'recovery') {
    const parsed = parseRecoveryCode(by.words);
    if (!parsed.ok) return failed('recovery-code-wrong', { detail: parsed.code });
    return { kind: 'recovery', secret: parsed.secret };
  }
  const { exportKey, session, facts } = own;
  if (by.password === null)
    return exportKey === null ? failed('password-needed') : { kind: 'password', secret: exportKey };
  const shown = await showPassword(
    calls,
    { username: session.username, serverPublicKey: facts.opaqueServerPublicKey },
    normalPassword(by.password),
  );
  return shown.ok ? { kind: 'password', secret: shown.exportKey } : shown;
}

/**
 * What another device granted is believed as far as it proves itself: the vault opens, its identity key signed this device's
 * certificate and list, and the server's chain of lists leads through exactly the version that was granted (docs/checks.md, D04 and D05).
 */
export async function enrolByGrant(
  here: Here,
  { session, facts }: Enrolling,
  asking: Asking,
  granted: Granted,
): Promise<SignedIn | Failure> {
  const { calls } = here;
  const { account } = session;
  const { device, kind } = asking.newcomer;
  const key = { kind: 'vault-key', secret: granted.vaultKey } as const;
  const own = await openOwnVault(calls, session, key, null, granted);
  if (!own.ok) return own;
  const judged = verifyDeviceCert(facts.serverId, granted.cert);
  if (!judged.ok) return failed('device-list-forged', { detail: judged.code });
  const { cert } = judged;
  const isMine =
    cert.account === account &&
    cert.device === device &&
    cert.kind === kind &&
    equalBytes(cert.aik, own.aik.public) &&
    equalBytes(cert.deviceKey, asking.key.public);
  if (!isMine) return failed('device-list-forged', { detail: 'not this device' });
  const listed = own.lists.list.devices.find((each) => each.device === device);
  if (listed === undefined || !equalBytes(listed.deviceKey, asking.key.public))
    return failed('device-list-forged', { detail: 'not listed' });

  const identity: DeviceIdentity = { account, device, kind, key: asking.key, cert: granted.cert };
  const ready = await settleIn(here, facts, own, identity, null);
  const proof = toBase64url(proveDevice(identity, session.session));
  const bound = await calls.call('deviceBack', { device, proof });
  calls.forgetToken();
  if (bound.kind === 'ok') return ready;
  await ready.opened.close();
  return signInFailure(bound);
}

/** Gives up: a session that may do nothing else is of no use to anyone. */
export async function leaveEnrolment({ calls }: Here): Promise<void> {
  await calls.call('logout', {});
  calls.forgetToken();
}

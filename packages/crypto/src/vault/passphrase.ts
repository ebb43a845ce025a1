/**
 * A secret out of a passphrase that may be short, at the price of the password's own key stretching. It is OPAQUE (RFC 9807) with both
 * halves on one device: what is kept beside the secret takes the server's part. That adds nothing against whoever has the device's
 * files, and takes nothing away: every guess costs them Argon2id over 64 MiB, three passes. It is here because this Argon2id
 * is compiled, and five times as fast for the person who knows the passphrase as one in script (docs/decisions/0020).
 */
import { fromBase64url, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { KEY_STRETCHING } from './opaque.ts';

/** Kept on the disk; opens nothing by itself. */
export const PassphraseHalf = z.strictObject({ setup: z.string().max(1_000), record: z.string().max(1_000) });
export type PassphraseHalf = z.infer<typeof PassphraseHalf>;

const WHO = 'alcove/v1/app-lock';

/** A fresh half for every passphrase, and the secret (64 bytes) that both make. */
export async function newPassphrase(typed: string): Promise<{ readonly half: PassphraseHalf; readonly secret: Bytes }> {
  const { client, ready, server } = await import('@serenity-kit/opaque');
  await ready;
  const password = sameOnEveryKeyboard(typed);
  const setup = server.createSetup();
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const { registrationResponse } = server.createRegistrationResponse({
    serverSetup: setup,
    userIdentifier: WHO,
    registrationRequest,
  });
  const { registrationRecord, exportKey } = client.finishRegistration({
    password,
    clientRegistrationState,
    registrationResponse,
    keyStretching: KEY_STRETCHING,
  });
  return { half: { setup, record: registrationRecord }, secret: fromBase64url(exportKey) };
}

/** Null: another passphrase, or a damaged half. */
export async function secretOf({ setup, record }: PassphraseHalf, typed: string): Promise<Bytes | null> {
  const { client, ready, server } = await import('@serenity-kit/opaque');
  await ready;
  const password = sameOnEveryKeyboard(typed);
  try {
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const { loginResponse } = server.startLogin({
      serverSetup: setup,
      userIdentifier: WHO,
      registrationRecord: record,
      startLoginRequest,
    });
    const done = client.finishLogin({ password, clientLoginState, loginResponse, keyStretching: KEY_STRETCHING });
    return done === undefined ? null : fromBase64url(done.exportKey);
  } catch {
    // The library throws for what it cannot read.
    return null;
  }
}

const sameOnEveryKeyboard = (typed: string): string => typed.normalize('NFC');

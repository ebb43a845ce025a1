/**
 * The browser's part of a passkey: asking for one, and taking its PRF output out of the answer before anything else sees it. The output opens
 * the vault; it goes to the client in this tab and never to the server.
 */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { PasskeyAnswer, PasskeyOptions } from '@alcove/client';

/** The app lock's own: what opens the lock of a device says nothing about what opens the vault. */
const LOCK_SALT = new TextEncoder().encode('alcove/v1/app-lock-prf');

/** One salt for all: the output is a passkey's own in any case, and says nothing about another's. */
const SALT = new TextEncoder().encode('alcove/v1/passkey-prf');
const prfOf = (first: Uint8Array<ArrayBuffer>) => ({ prf: { eval: { first } } });
const PRF = prfOf(SALT);

export const canPasskey = (): boolean => browserSupportsWebAuthn();

/** Null: the person, or the browser, did not want to. */
export async function makePasskey(options: PasskeyOptions): Promise<PasskeyAnswer | null> {
  const asked = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  try {
    const made = answerOf(
      await startRegistration({ optionsJSON: { ...asked, extensions: { ...asked.extensions, ...PRF } } }),
    );
    if (made.prf !== null) return made;
    // Many authenticators give the output only when the passkey is used.
    const used = await startAuthentication({
      optionsJSON: {
        challenge: asked.challenge,
        allowCredentials: [{ id: made.response.id, type: 'public-key' }],
        userVerification: 'required',
        extensions: PRF,
        ...(asked.rp.id === undefined ? {} : { rpId: asked.rp.id }),
      },
    }).catch(() => null);
    return { ...made, prf: used === null ? null : answerOf(used).prf };
  } catch {
    return null;
  }
}

export async function askPasskey(options: PasskeyOptions): Promise<PasskeyAnswer | null> {
  const asked = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  try {
    return answerOf(
      await startAuthentication({ optionsJSON: { ...asked, extensions: { ...asked.extensions, ...PRF } } }),
    );
  } catch {
    return null;
  }
}

/** What a passkey gives for the app lock. No server is asked: only the output counts. */
export type LockAnswer =
  | { readonly with: 'passkey'; readonly credential: string; readonly prf: Uint8Array<ArrayBuffer> }
  | 'no-prf'
  | 'cancelled';

/** One of these passkeys, by their ids. */
export async function askPasskeyForLock(credentials: readonly string[]): Promise<LockAnswer> {
  const challenge = btoa(String.fromCodePoint(...crypto.getRandomValues(new Uint8Array(32))));
  try {
    const used = await startAuthentication({
      optionsJSON: {
        challenge: challenge.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
        allowCredentials: credentials.map((id) => ({ id, type: 'public-key' })),
        userVerification: 'required',
        extensions: prfOf(LOCK_SALT),
      },
    });
    const { prf } = answerOf(used);
    return prf === null ? 'no-prf' : { with: 'passkey', credential: used.id, prf: new Uint8Array(prf) };
  } catch {
    return 'cancelled';
  }
}

function answerOf(answer: { readonly id: string; readonly clientExtensionResults: object }): PasskeyAnswer {
  const { clientExtensionResults, ...rest } = answer;
  const { prf } = clientExtensionResults as { prf?: { results?: { first?: ArrayBuffer } } };
  const first = prf?.results?.first;
  return { response: { ...rest, clientExtensionResults: {} }, prf: first === undefined ? null : new Uint8Array(first) };
}

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

/** One salt for all: the output is a passkey's own in any case, and says nothing about another's. */
const SALT = new TextEncoder().encode('alcove/v1/passkey-prf');
const PRF = { prf: { eval: { first: SALT } } };

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

function answerOf(answer: { readonly id: string; readonly clientExtensionResults: object }): PasskeyAnswer {
  const { clientExtensionResults, ...rest } = answer;
  const { prf } = clientExtensionResults as { prf?: { results?: { first?: ArrayBuffer } } };
  const first = prf?.results?.first;
  return { response: { ...rest, clientExtensionResults: {} }, prf: first === undefined ? null : new Uint8Array(first) };
}

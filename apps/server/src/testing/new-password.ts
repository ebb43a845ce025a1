import { client as opaque } from '@serenity-kit/opaque';
import { stretching, type Person } from './house.ts';

/** The record of another password for somebody, not stored yet. */
export async function newPassword(person: Person, password: string): Promise<string> {
  const { clientRegistrationState, registrationRequest } = opaque.startRegistration({ password });
  const begun = await person.call('newPasswordStart', { registrationRequest });
  if (!begun.ok) throw new Error(begun.error.code);
  const { registrationResponse } = begun.value;
  return opaque.finishRegistration({
    password,
    clientRegistrationState,
    registrationResponse,
    identifiers: { client: person.signer.username, server: 'alcove' },
    keyStretching: stretching,
  }).registrationRecord;
}

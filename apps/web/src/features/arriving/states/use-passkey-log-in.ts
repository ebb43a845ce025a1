/** Logging in by a passkey: what the server asks, what the browser answers, and what opens with it. */
import { useClient, useCommand, type Command } from '@alcove/react';
import { askPasskey } from '../../../passkeys/ceremony.ts';

export function usePasskeyLogIn(): Command<[], undefined> {
  const client = useClient();
  return useCommand(async () => {
    const options = await client.passkeyRequest();
    if (!options.ok) return options;
    const answer = await askPasskey(options.value);
    return answer === null ? ({ ok: false, code: 'passkey-cancelled' } as const) : client.logInByPasskey(answer);
  });
}

/** What a server says about itself before anyone logs in. */
import { PROTOCOL_VERSION, type RouteReply } from '@alcove/protocol';
import { failed } from '../api/outcome.ts';
import type { HttpOutcome } from '../ports.ts';
import { failureOf, type Failure } from '../session/failure.ts';
import type { ServerCalls } from '../session/server-calls.ts';

export type ServerFacts = RouteReply<'server'>;

export async function askServer(calls: ServerCalls): Promise<{ ok: true; facts: ServerFacts } | Failure> {
  const reply = await calls.call('server', {});
  if (reply.kind !== 'ok') return signInFailure(reply);
  if (reply.value.protocol !== PROTOCOL_VERSION) return failed('unsupported-version');
  return { ok: true, facts: reply.value };
}

/** Before a session there is nothing to do offline: no answer means the server. */
export function signInFailure(outcome: Exclude<HttpOutcome<unknown>, { kind: 'ok' }>): Failure {
  return outcome.kind === 'unreachable' ? failed('server-unreachable') : failureOf(outcome);
}

/** What the server says of itself to whoever asks. */
export interface ServerSayings {
  readonly name: string;
  readonly mails: boolean;
  look(): Promise<void>;
}

export function createServerSayings(calls: ServerCalls, changed: () => void): ServerSayings {
  let said: ServerFacts | null = null;
  return {
    get name() {
      return said?.name ?? '';
    },
    get mails() {
      return said?.mail ?? false;
    },
    async look() {
      const reply = await calls.call('server', {});
      if (reply.kind === 'ok') said = reply.value;
      changed();
    },
  };
}

/**
 * `@serenity-kit/opaque` with a password that is stretched hardly at all. Everything else of OPAQUE is as it is; nobody guesses passwords in
 * a simulation.
 */
import * as opaque from '@serenity-kit/opaque';

const LITTLE = { 'argon2id-custom': { memory: 8, iterations: 1, parallelism: 1 } } as const;

type Client = typeof opaque.client;

export const { ready, server } = opaque;
export const client: Client = {
  ...opaque.client,
  finishRegistration: (given) => opaque.client.finishRegistration({ ...given, keyStretching: LITTLE }),
  finishLogin: (given) => opaque.client.finishLogin({ ...given, keyStretching: LITTLE }),
};

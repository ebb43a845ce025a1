/**
 * The client's half of OPAQUE with a password that is stretched hardly at all. Everything else is as it is, and done by the real library, whose
 * address comes with this module's own; nobody guesses passwords in a simulation.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

type Finish = (given: { readonly keyStretching: object }) => unknown;

interface Library {
  readonly ready: Promise<void>;
  readonly server: object;
  readonly client: { readonly finishRegistration: Finish; readonly finishLogin: Finish };
}

const LITTLE = { 'argon2id-custom': { memory: 8, iterations: 1, parallelism: 1 } } as const;

const address = new URL(import.meta.url).searchParams.get('of') ?? '';
const loaded: unknown = createRequire(import.meta.url)(fileURLToPath(address));
const real = loaded as Library;

export const { ready, server } = real;
export const client: Library['client'] = {
  ...real.client,
  finishRegistration: (given) => real.client.finishRegistration({ ...given, keyStretching: LITTLE }),
  finishLogin: (given) => real.client.finishLogin({ ...given, keyStretching: LITTLE }),
};

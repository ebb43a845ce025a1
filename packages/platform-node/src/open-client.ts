/**
 * A headless client on a folder: the same client the browser runs, for tests, bots and the terminal. Everything the account has on this
 * machine is in that folder; nothing else is touched.
 */
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client, type Clock, type NetworkHint, type Ports } from '@alcove/client';
import { cookieFile, createNodeHttp } from './http-node.ts';
import { createKeyFile } from './key-file.ts';
import { createNodeSocket } from './socket-node.ts';
import { createNodeDatabases } from './sql-node.ts';

export interface OpenClient {
  /** The server's origin: https://chat.example. */
  readonly server: string;
  readonly folder: string;
  readonly deviceKind?: Ports['deviceKind'];
  /** Replaces single ports: tests put a clock, a network or a database in between. */
  readonly replace?: Partial<Ports>;
}

const systemClock: Clock = {
  now: () => Date.now(),
  setTimer: (ms, run) => setTimeout(run, ms),
  clearTimer: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** Node is told nothing about the network: attempts find out. */
const noHint: NetworkHint = { subscribe: () => () => undefined };

/** Resolves when it is known who is logged in. */
export async function openClient(options: OpenClient): Promise<Client> {
  const client = createClient(nodePorts(options));
  await client.open();
  return client;
}

export function nodePorts({ server, folder, deviceKind = 'terminal', replace = {} }: OpenClient): Ports {
  return {
    http: createNodeHttp(server, cookieFile(join(folder, 'session'))),
    socket: createNodeSocket(server),
    clock: systemClock,
    keys: createKeyFile(join(folder, 'store-key')),
    databases: createNodeDatabases(folder),
    network: noHint,
    random: Math.random,
    deviceKind,
    deviceName: hostname(),
    report: ({ where, error }) =>
      process.emitWarning(error instanceof Error ? error : String(error), { type: 'AlcoveFault', detail: where }),
    ...replace,
  };
}

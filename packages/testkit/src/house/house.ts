/**
 * Starts a real server in this process and opens clients on it, each on a folder of its own. Everything runs on loopback; stopping
 * and starting the server keeps its port and its data, as a restart on a host does.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, Ports } from '@alcove/client';
import { nodePorts, openClient } from '@alcove/platform-node';
import { startServer, type RunningServer, type Seams, type ServerConfigInput } from '@alcove/server';

import { createPlug, never, type Plug } from './plug.ts';

export const PASSWORD = 'a lamp in the window';

export interface Resident {
  readonly name: string;
  readonly folder: string;
  /** The client that is open now. */
  readonly client: Client;
  /** Closes the client and opens it again on the same folder; so too when its plug was pulled, or is while it closes. */
  reopen(): Promise<Client>;
  /** The client now hangs on a plug that can be pulled. */
  plugIn(): Promise<Plug>;
  /** Pulls the plug, and opens the client anew. */
  recover(): Promise<Client>;
  close(): Promise<void>;
}

export interface House {
  readonly url: string;
  /** What the server keeps. */
  readonly serverFolder: string;
  /** A client on an empty folder, signed out. */
  device(name: string, replace?: Partial<Ports>): Promise<Resident>;
  /** A new account, past the recovery code. */
  person(name: string, replace?: Partial<Ports>): Promise<Resident>;
  /** For what is made outside of a client. */
  emptyFolder(): Promise<string>;
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Copies the server's data folder, as a backup does while it runs; the answer puts the copy in the folder's place. */
  backUp(): Promise<() => Promise<void>>;
  /** What the server keeps beside its folder is gone, as on another machine. */
  forgetPulse(): Promise<void>;
  /** Faults that clients reported. A test that expects none looks here. */
  readonly faults: readonly { readonly where: string; readonly error: unknown }[];
  close(): Promise<void>;
}

export async function openHouse(config: ServerConfigInput = {}, seams: Seams = {}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'alcove-house-'));
  const faults: { where: string; error: unknown }[] = [];
  const residents: Resident[] = [];
  const settings: ServerConfigInput = {
    port: 0,
    dataFolder: join(folder, 'server'),
    webRoot: null,
    logLevel: 'error',
    limits: { preset: 'off' },
    ...config,
  };
  let server: RunningServer | null = await startServer(settings, seams);
  const { url, port } = server;

  async function device(name: string, replace: Partial<Ports> = {}): Promise<Resident> {
    const home = join(folder, `${name}-${String(residents.length)}`);
    const report: Ports['report'] = (fault) => void faults.push(fault);
    const open = (more: Partial<Ports> = {}): Promise<Client> =>
      openClient({ server: url, folder: home, replace: { report, ...replace, ...more } });
    let client = await open();
    let plug: Plug | null = null;
    const resident: Resident = {
      name,
      folder: home,
      get client() {
        return client;
      },
      async reopen() {
        await resident.close();
        plug = null;
        client = await open();
        return client;
      },
      async plugIn() {
        await resident.close();
        plug = createPlug({ ...nodePorts({ server: url, folder: home }), ...replace });
        client = await open(plug.ports);
        return plug;
      },
      async recover() {
        await plug?.release();
        plug = null;
        client = await open();
        return client;
      },
      async close() {
        // Whoever hangs on a pulled plug cannot end by themselves.
        await Promise.race([client.close(), plug?.out ?? never()]);
        if (plug?.pulled === true) await plug.release();
      },
    };
    residents.push(resident);
    return resident;
  }

  return {
    url,
    serverFolder: join(folder, 'server'),
    faults,
    device,
    async person(name, replace) {
      const resident = await device(name, replace);
      const signedUp = await resident.client.signUp({
        username: name,
        password: PASSWORD,
        displayName: name.toUpperCase(),
      });
      if (!signedUp.ok) throw new Error(`sign-up of ${name}: ${signedUp.code} ${signedUp.detail ?? ''}`);
      await resident.client.settleRecovery('kept');
      return resident;
    },
    emptyFolder: () => mkdtemp(join(folder, 'empty-')),
    async stopServer() {
      await server?.close();
      server = null;
    },
    async startServer() {
      server ??= await startServer({ ...settings, port }, seams);
    },
    async backUp() {
      const data = join(folder, 'server');
      const copy = join(folder, `backup-${String(performance.now())}`);
      await cp(data, copy, { recursive: true });
      return async () => {
        if (server !== null) throw new Error('the server runs on that folder');
        await rm(data, { recursive: true });
        await cp(copy, data, { recursive: true });
      };
    },
    forgetPulse: () => rm(join(folder, 'server.pulse'), { force: true }),
    async close() {
      await Promise.all(residents.map((resident) => resident.close()));
      await server?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * What every simulation begins with, made once: a server on which some people have accounts, and their devices' disks. Passwords and key
 * packages cost seconds; a simulation takes copies.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@alcove/client';
import { NEW_DEVICE, SimDevice, type DeviceImage } from './device.ts';
import { FAIR } from './line.ts';
import { Random } from './random.ts';
import { SimServer } from './sim-server.ts';
import type { StillProcess } from './still-process.ts';
import { VirtualTime } from './virtual-time.ts';

export const STAGE_MS = Date.UTC(2026, 0, 1);
export const PASSWORD = 'a lamp in the window';
const SETTLE_MS = 60_000;

/** Who has an account, and on how many devices. */
export const CAST = { ana: 1, ben: 1, cleo: 1, dora: 1, edda: 2, finn: 2 } as const;
export type Username = keyof typeof CAST;

export interface Stage {
  /** The server's data is in `server`; copies stand beside it. */
  readonly folder: string;
  /** By name: `edda` and `edda-2` are two devices of one account. */
  readonly devices: ReadonlyMap<string, DeviceImage>;
}

export const devicesOf = (username: Username): string[] =>
  Array.from({ length: CAST[username] }, (_, n) => (n === 0 ? username : `${username}-${String(n + 1)}`));

export async function buildStage(process: StillProcess): Promise<Stage> {
  const random = new Random('stage');
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'server'));
  const time = new VirtualTime(STAGE_MS);
  process.begin(random, () => time.now);
  const server = new SimServer(join(folder, 'server'), time);
  await server.start();
  const run = (ms: number): Promise<void> => time.runUntil(time.now + ms, () => process.settle());
  const devices = new Map<string, DeviceImage>();
  /** Switched on, at work, and put back as an image. */
  const visit: Visit = async (username, name, act) => {
    const device = new SimDevice({
      name,
      username,
      server,
      time,
      process,
      random: random.fork(name),
      weather: () => FAIR,
      skewMs: 0,
      image: devices.get(name) ?? NEW_DEVICE,
      sent: () => undefined,
      between: ({ line }) => line,
      fault: ({ where, error }) => {
        throw new Error(`${name} in ${where}`, { cause: error });
      },
    });
    await device.start();
    if (device.client === null) throw new Error(`${name} does not start`);
    const acting = act(device.client);
    await run(SETTLE_MS);
    await acting;
    await run(SETTLE_MS);
    await device.close();
    await process.settle();
    devices.set(name, device.image());
    device.disk.destroy();
  };
  await moveIn(visit);
  await server.kill();
  return { folder, devices };
}

type Visit = (username: Username, name: string, act: (client: Client) => Promise<void>) => Promise<void>;

/** Everybody has an account and all their devices, and knows everybody else. */
async function moveIn(visit: Visit): Promise<void> {
  const people = Object.keys(CAST) as Username[];
  for (const username of people) {
    for (const [n, name] of devicesOf(username).entries())
      await visit(username, name, (client) => comeIn(client, username, n === 0));
  }
  for (const username of people)
    await visit(username, username, (client) =>
      meet(
        client,
        people.filter((other) => other !== username),
      ),
    );
}

async function comeIn(client: Client, username: Username, isFirst: boolean): Promise<void> {
  const entered = isFirst
    ? await client.signUp({ username, password: PASSWORD, displayName: username.toUpperCase() })
    : await client.logIn({ username, password: PASSWORD });
  if (!entered.ok) throw new Error(`${username} does not come in: ${JSON.stringify(entered)}`);
  if (isFirst) await client.settleRecovery('kept');
}

/** Everybody knows everybody: a room that waits to be accepted is left alone by its devices. */
async function meet(client: Client, others: readonly Username[]): Promise<void> {
  for (const other of others) {
    const found = await client.findPerson(other);
    const added = found.ok ? await client.addContact(found.value.person.account) : found;
    if (!added.ok) throw new Error(`${other} is not found: ${JSON.stringify(added)}`);
  }
}

/** Somewhere that need not be synced to a disk, where there is such a place. */
function temporaryFolder(): string {
  const memory = '/dev/shm';
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'alcove-simulator-'));
}

export function copyServer(stage: Stage, name: string): string {
  // A folder around it: the server keeps a file beside its data.
  const folder = join(stage.folder, name, 'data');
  cpSync(join(stage.folder, 'server'), folder, { recursive: true });
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** `npm start` as a person types it: the address is printed and answers, Ctrl-C ends everything, what was stored is there again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@alcove/testkit/free-port';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'alcove-start-'));
const SECOND_START_SECONDS = 5;
let running: ChildProcess | undefined;

afterEach(() => {
  if (running?.exitCode === null && running.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts it in a process group of its own, as a terminal does, and resolves with the address it prints. */
async function npmStart(port: number): Promise<string> {
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ALCOVE_PORT: String(port), ALCOVE_DATA: join(folder, 'data') },
  });
  running = child;
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`ended with ${String(code)} before it was ready`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /http:\/\/localhost:\d+/u.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}

/**
 * What the running process group and those of it that ended have taken of a processor, in seconds. That is what a start costs on a machine
 * with nothing else to do, and does not grow with what else it does. Where the system does not tell (it is Linux that does): undefined.
 */
function processorSeconds(): number | undefined {
  const group = running?.pid;
  if (process.platform !== 'linux' || group === undefined) return undefined;
  const stats = readdirSync('/proc').flatMap((pid) => {
    try {
      // After the name in brackets: state, parent, group, …; user and system time of its own, and of its ended children, in ticks.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return Number(fields[2]) === group ? fields.slice(11, 15).map(Number) : [];
    } catch {
      return [];
    }
  });
  const ticksPerSecond = 100;
  return stats.reduce((sum, ticks) => sum + ticks, 0) / ticksPerSecond;
}

/** What Ctrl-C does: the whole group gets the signal. */
async function interrupt(): Promise<number | null> {
  const child = running;
  if (child?.pid === undefined) throw new Error('nothing runs');
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGINT');
  const [code] = z.tuple([z.number().nullable(), z.unknown()]).parse(await gone);
  return code;
}

async function serverId(address: string): Promise<string> {
  const reply = await fetch(`${address}/api/v1/server`);
  return z.object({ serverId: z.string() }).parse(await reply.json()).serverId;
}

test(
  'npm start prints its address and serves the web app; Ctrl-C stops it; a second start takes under 5 s and has the same data',
  { timeout: 180_000 },
  async () => {
    const port = await freePort();
    const address = await npmStart(port);
    const page = await fetch(address);
    expect(await page.text()).toContain('<title>Alcove</title>');
    const id = await serverId(address);
    expect(await interrupt()).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
    expect(existsSync(join(folder, 'data/alcove.db'))).toBe(true);

    const began = performance.now();
    const again = await npmStart(port);
    expect(processorSeconds() ?? (performance.now() - began) / 1_000).toBeLessThan(SECOND_START_SECONDS);
    expect(await serverId(again)).toBe(id);
    expect(await interrupt()).toBe(0);
  },
);

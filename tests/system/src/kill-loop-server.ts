/** The real server as a child process on one port and one folder, to be killed without warning and started again. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../../../apps/server/src/main.ts');
const START_WITHIN_MS = 20_000;
const ASK_EVERY_MS = 10;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

export class KillableServer {
  readonly origin: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  constructor(port: number, dataFolder: string, env: Readonly<Record<string, string>> = {}) {
    this.origin = `http://127.0.0.1:${String(port)}`;
    this.#env = {
      ...process.env,
      ALCOVE_PORT: String(port),
      ALCOVE_DATA: dataFolder,
      ALCOVE_LIMITS: 'off',
      ALCOVE_LOG_LEVEL: 'error',
      ...env,
    };
  }

  /** Resolves when it answers, with the milliseconds that took. */
  async start(): Promise<number> {
    const startedAt = performance.now();
    const child = fork(PROGRAM, [], { env: this.#env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    while (!(await this.#answers())) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)} while starting`);
      if (performance.now() - startedAt > START_WITHIN_MS) throw new Error('the server does not answer');
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
    return performance.now() - startedAt;
  }

  /** kill -9: no handler runs, nothing is flushed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/healthz`)).ok;
    } catch {
      return false;
    }
  }
}

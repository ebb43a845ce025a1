/**
 * The real server as a child process on a folder and a port of its own, so that a test can stop it, kill it and start it again
 * with its data kept. Owns the process and the folder; `dispose` ends the one and removes the other.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@alcove/testkit/free-port';

const root = join(import.meta.dirname, '../../../..');

export class ServerProcess {
  readonly url: string;
  readonly dataFolder: string;
  /** Everything it printed, both streams. */
  output = '';
  readonly #port: number;
  readonly #settings: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  private constructor(port: number, settings: Readonly<Record<string, string>>) {
    this.#port = port;
    this.#settings = settings;
    this.url = `http://localhost:${String(port)}`;
    this.dataFolder = mkdtempSync(join(tmpdir(), 'alcove-e2e-'));
  }

  /** `settings` are environment variables on top of those a test needs. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const server = new ServerProcess(await freePort(), settings);
    await server.start();
    return server;
  }

  /** Resolves when it answers. `settings` hold until the next start. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#run([join(root, 'apps/server/src/main.ts')], settings);
  }

  /** Once it was ended: as `start`, and for the server it is so many ms later. */
  async startLater(aheadMs: number): Promise<void> {
    await this.#run([join(import.meta.dirname, 'later-server.ts'), String(aheadMs)], {});
  }

  async #run(program: readonly string[], settings: Readonly<Record<string, string>>): Promise<void> {
    const child = spawn(process.execPath, program, {
      cwd: this.dataFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        ALCOVE_PORT: String(this.#port),
        ALCOVE_DATA: join(this.dataFolder, 'data'),
        ALCOVE_WEB_ROOT: process.env['ALCOVE_WEB_ROOT'] ?? join(root, 'apps/web/dist'),
        ...this.#settings,
        ...settings,
      },
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}: ${this.output}`)));
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.output += `${line}\n`;
          if (line.startsWith('Alcove is ready: ')) resolve();
        });
      }
    });
  }

  /** Ends it with a signal and waits until it is gone. SIGKILL gives it no chance to tidy up. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** While it is stopped: what it keeps, for a later `putBack`. */
  copyTo(folder: string): void {
    cpSync(this.dataFolder, folder, { recursive: true });
  }

  /** While it is stopped: it keeps what it kept then, and never printed anything. */
  putBack(folder: string): void {
    rmSync(this.dataFolder, { recursive: true, force: true });
    mkdirSync(this.dataFolder);
    cpSync(folder, this.dataFolder, { recursive: true });
    this.output = '';
  }

  async dispose(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

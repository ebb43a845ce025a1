/**
 * A server with people who signed up before the tests began. Each test finds both as they were then: the server's folder and the profiles of
 * their browsers are copied, so that no test meets what another did, and none spends its time on signing up (arriving.spec.ts does).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, BrowserType, LaunchOptions } from '@playwright/test';
import { openKeeper, type Keeper, type Launching } from './keeper.ts';
import type { Known } from './person.ts';
import { ServerProcess } from './server-process.ts';

export const MEMBERS = ['Ines', 'Soren'] as const;
export type MemberName = (typeof MEMBERS)[number];

export class Town {
  readonly #server: ServerProcess;
  readonly #folder: string;
  readonly #browser: BrowserType;
  readonly #options: LaunchOptions;
  readonly #known = new Map<MemberName, Known>();

  private constructor(server: ServerProcess, browser: BrowserType, options: LaunchOptions) {
    this.#server = server;
    this.#browser = browser;
    this.#options = options;
    this.#folder = mkdtempSync(join(tmpdir(), 'alcove-town-'));
  }

  static async found(
    settings: Readonly<Record<string, string>>,
    browser: BrowserType,
    options: LaunchOptions,
  ): Promise<Town> {
    const town = new Town(await ServerProcess.start(settings), browser, options);
    await Promise.all(MEMBERS.map((name) => town.#settle(name)));
    await town.#server.end('SIGTERM');
    town.#server.copyTo(town.#serverThen);
    return town;
  }

  /** The server as it was. One at a time: what a browser stores goes by the server's address, port and all. */
  async open(): Promise<ServerProcess> {
    this.#server.putBack(this.#serverThen);
    await this.#server.start();
    return this.#server;
  }

  /** Somebody in their browser as it was when they had signed up, inside. */
  async member({ url }: ServerProcess, name: MemberName, look: BrowserContextOptions): Promise<Keeper> {
    const known = this.#known.get(name);
    if (known === undefined) throw new Error(`${name} does not live here`);
    const keeper = await openKeeper(this.#launching(url), name, look, { profile: this.#profileThen(name), known });
    await keeper.person.page.goto('/');
    await keeper.person.isInside();
    return keeper;
  }

  async dispose(): Promise<void> {
    await this.#server.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #settle(name: MemberName): Promise<void> {
    const keeper = await openKeeper(this.#launching(this.#server.url), name);
    const { person } = keeper;
    await person.signUp();
    await person.page.context().close();
    keeper.copyTo(this.#profileThen(name));
    await keeper.close();
    this.#known.set(name, { handle: person.handle, recoveryWords: person.recoveryWords });
  }

  #launching(server: string): Launching {
    return { browser: this.#browser, options: this.#options, server };
  }

  get #serverThen(): string {
    return join(this.#folder, 'server');
  }

  #profileThen(name: MemberName): string {
    return join(this.#folder, name);
  }
}

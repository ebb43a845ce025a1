/** What every browser test starts from: a server with members, as it was when they had signed up, and people who each have a browser of their own. */
import { test as base, type Browser, type BrowserContextOptions } from '@playwright/test';
import { openKeeper, type Keeper } from './keeper.ts';
import type { Lid } from './lid.ts';
import { Neighbour } from './neighbour.ts';
import { Person } from './person.ts';
import type { ServerProcess } from './server-process.ts';
import { Town, type MemberName } from './town.ts';

interface WorkerFixtures {
  readonly town: Town;
}
interface TestFixtures {
  readonly keepers: Keeper[];
  /** It runs, and nobody but its members was ever there. */
  readonly server: ServerProcess;
  /** A member in a browser of their own, inside. Closed after the test. */
  readonly newMember: (name: MemberName, options?: BrowserContextOptions) => Promise<Person>;
  /** Of a member's machine. */
  readonly lidOf: (member: Person) => Lid;
  /** A person in a browser context of their own, not signed up yet. Closed after the test. */
  readonly newPerson: (name: string, options?: BrowserContextOptions) => Promise<Person>;
  /** A person whose browser's files can be looked through. */
  readonly newKeeper: (name: string) => Promise<Keeper>;
  /** A person without a screen, signed up. Gone after the test. */
  readonly newNeighbour: (name: string) => Promise<Neighbour>;
  /** Another device of somebody, without a screen. Gone after the test. */
  readonly newDeviceOf: (person: Person) => Promise<Neighbour>;
}

/** Many people sign up from one address here; the default of three an hour is for strangers. */
export const FREELY: Readonly<Record<string, string>> = { ALCOVE_LIMITS: 'off' };

async function open(
  browser: Browser,
  server: ServerProcess,
  name: string,
  options: BrowserContextOptions,
): Promise<Person> {
  const context = await browser.newContext({ baseURL: server.url, ...options });
  return new Person(name, await context.newPage());
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  town: [
    async ({ playwright, launchOptions }, use) => {
      const town = await Town.found(FREELY, playwright.chromium, launchOptions);
      await use(town);
      await town.dispose();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  server: async ({ town }, use) => {
    const server = await town.open();
    await use(server);
    await server.end('SIGKILL');
  },
  // Their browsers, for what the others here have to do with them.
  keepers: async ({}, use) => {
    const keepers: Keeper[] = [];
    await use(keepers);
    for (const keeper of keepers) await keeper.close();
  },
  newMember: async ({ town, server, keepers }, use) => {
    await use(async (name, options = {}) => {
      const keeper = await town.member(server, name, options);
      keepers.push(keeper);
      return keeper.person;
    });
  },
  lidOf: async ({ keepers }, use) => {
    await use((member) => {
      const keeper = keepers.find(({ person }) => person === member);
      if (keeper === undefined) throw new Error(`${member.name} is no member`);
      return keeper.lid;
    });
  },
  newPerson: async ({ browser, server }, use) => {
    const people: Person[] = [];
    await use(async (name, options = {}) => {
      const person = await open(browser, server, name, options);
      people.push(person);
      return person;
    });
    for (const person of people) await person.page.context().close();
  },
  newKeeper: async ({ playwright, launchOptions, server }, use) => {
    const keepers: Keeper[] = [];
    await use(async (name) => {
      const launching = { browser: playwright.chromium, options: launchOptions, server: server.url };
      const keeper = await openKeeper(launching, name, { reducedMotion: 'reduce' });
      keepers.push(keeper);
      return keeper;
    });
    for (const keeper of keepers) await keeper.close();
  },
  newNeighbour: async ({ server }, use) => {
    const neighbours: Neighbour[] = [];
    await use(async (name) => {
      const neighbour = await Neighbour.signUp(server.url, name);
      neighbours.push(neighbour);
      return neighbour;
    });
    for (const neighbour of neighbours) await neighbour.close();
  },
  newDeviceOf: async ({ server }, use) => {
    const devices: Neighbour[] = [];
    await use(async (person) => {
      const device = await Neighbour.deviceOf(server.url, person);
      devices.push(device);
      return device;
    });
    for (const device of devices) await device.close();
  },
});
export { expect } from '@playwright/test';

/** What every browser test starts from: a server of the worker's own, and people who each have a browser of their own. */
import { test as base, type Browser, type BrowserContextOptions } from '@playwright/test';
import { openKeeper, type Keeper } from './keeper.ts';
import { Neighbour } from './neighbour.ts';
import { Person } from './person.ts';
import { ServerProcess } from './server-process.ts';

interface WorkerFixtures {
  /** Shared by the tests of one worker: people carry fresh names, so that tests do not meet. */
  readonly server: ServerProcess;
}
interface TestFixtures {
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
  server: [
    async ({}, use) => {
      const server = await ServerProcess.start({ ...FREELY });
      await use(server);
      await server.dispose();
    },
    { scope: 'worker' },
  ],
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
      const keeper = await openKeeper(playwright.chromium, launchOptions, server.url, name);
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

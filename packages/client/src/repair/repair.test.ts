/** The order of a repair's steps: what it says it does, and what it then does. A server that answers nothing is all it has. */
import { expect, test } from 'vitest';
import { ROW } from '../rooms/room.fixture.ts';
import { newRoom, type Room } from '../rooms/room.ts';
import { createRepair } from './repair.ts';

type Context = Parameters<typeof createRepair>[0];

/** What a repair does, in its order, until it has come to its end once. */
async function done(how: { readonly broken: boolean; readonly mayGoBack?: boolean }): Promise<readonly string[]> {
  const room = newRoom(ROW, { seq: 5, head: new Uint8Array(32) });
  room.broken = how.broken ? 'damaged' : null;
  room.forked = true;
  // Something to try again.
  room.unopened = [{ seq: 1, wanted: true }];
  room.keys = {
    policy: null,
    group: null,
    parts: null,
    court: { settlement: { epoch: 1 } },
  } as unknown as Room['keys'];
  const steps: string[] = [];
  const end = Promise.withResolvers<void>();
  const nothing = async (name: string): Promise<[]> => {
    steps.push(name);
    return [];
  };
  const context = {
    open: true,
    ports: { clock: { now: () => 0 }, random: () => 0 },
    rooms: { get: () => undefined },
    joins: new Map(),
    connected: () => Promise.resolve(),
    certified: () => Promise.resolve(),
    caughtUp: () => nothing('open what came'),
    gateway: {
      state: 'online',
      ask: async ({ t }: { readonly t: string }) => {
        steps.push(`ask: ${t}`);
        return { kind: 'refused', error: { code: 'not-found', message: '' } };
      },
    },
    store: {
      heads: { of: () => Promise.resolve(new Map()) },
      events: { after: () => Promise.resolve([]) },
      unopened: { of: () => nothing('try again what did not open') },
    },
    async setRepair(_room: Room, repair: string, step: string | null) {
      steps.push(`${repair}: ${String(step)}`);
      if (repair === 'trying') return;
      (context as unknown as { open: boolean }).open = false;
      end.resolve();
    },
    fault: (_where: string, error: unknown) => end.reject(error),
    sleep: () => Promise.resolve(),
  } as unknown as Context;
  const repair = createRepair(
    context,
    () => how.mayGoBack === true,
    () => undefined,
  );
  repair.look(room);
  await end.promise;
  return steps;
}

const FETCH = ['trying: fetch', 'ask: fetch'];
const DRAIN = ['trying: drain', 'open what came', 'try again what did not open'];

test('fetch what is missing, open what can be opened, come in again as this device, and only then look to own devices', async () => {
  expect(await done({ broken: true })).toEqual([
    ...FETCH,
    ...DRAIN,
    'trying: rejoin',
    'ask: fetch-group-info',
    'open what came',
    'try again what did not open',
    'none: ask-devices',
  ]);
});

test('nobody joins again whose keys are good, or while what broke them may yet be void', async () => {
  expect(await done({ broken: false })).toEqual([...FETCH, ...DRAIN, 'none: ask-devices']);
  const waits = await done({ broken: true, mayGoBack: true });
  expect(waits.slice(0, 5)).toEqual([...FETCH, ...DRAIN]);
  expect(waits).not.toContain('ask: fetch-group-info');
});

import type { AppView, ClientApi } from '@alcove/client';
import { StoreError } from '@alcove/store';
import { describe, expect, test, vi } from 'vitest';
import { createSeat } from '../leader.ts';
import { plainClient, type PlainClient } from '../plain-client.test-kit.ts';
import { createSeatedClient } from './seated-client.ts';

let profiles = 0;
function newProfile(): string {
  profiles += 1;
  return `test-${String(profiles)}`;
}

interface Tab {
  readonly client: ClientApi;
  readonly inside: PlainClient[];
  readonly phases: AppView['phase'][];
  readonly views: AppView[];
}

/** A tab with real locks and channels. `start` may fail. */
function openTab(profile: string, fault?: () => Error | undefined): Tab {
  const inside: PlainClient[] = [];
  const client = createSeatedClient(
    (onAsked) => createSeat(profile, onAsked),
    async () => {
      const error = fault?.();
      if (error !== undefined) throw error;
      const made = plainClient();
      inside.push(made);
      return made;
    },
    () => undefined,
  );
  const views: AppView[] = [];
  const phases: AppView['phase'][] = [];
  client.subscribe('app', null, (view) => {
    views.push(view);
    phases.push(view.phase);
  });
  return { client, inside, phases, views };
}

const reaches = (tab: Tab, phase: AppView['phase']): Promise<void> =>
  vi.waitFor(() => expect(tab.phases.at(-1)).toBe(phase), { timeout: 5_000 });

describe('one tab has the profile', () => {
  test('the first tab runs, the second is told that it runs elsewhere', async () => {
    const profile = newProfile();
    const first = openTab(profile);
    await reaches(first, 'ready');
    const second = openTab(profile);
    await reaches(second, 'elsewhere');
    expect(second.inside).toHaveLength(0);
    expect(await second.client.logOut()).toEqual({ ok: false, code: 'elsewhere' });
    expect(await second.client.recoveryWords()).toBeNull();
    expect(await second.client.knownPeople()).toEqual([]);
    expect(await first.client.logOut()).toEqual({ ok: true, value: undefined });
  });

  test('"use here" moves the profile: the first stops before the second starts, and back again', async () => {
    const profile = newProfile();
    const first = openTab(profile);
    await reaches(first, 'ready');
    const order: string[] = [];
    const running = first.inside[0];
    if (running === undefined) throw new Error('not running');
    running.stop = async () => {
      await new Promise(setImmediate);
      order.push('first stopped');
    };
    const second = openTab(profile, () => void order.push('second starts'));
    await reaches(second, 'elsewhere');
    await second.client.useHere();
    await reaches(second, 'ready');
    await reaches(first, 'elsewhere');
    expect(order).toEqual(['first stopped', 'second starts']);
    expect(running.listening()).toBe(0);
    await first.client.useHere();
    await reaches(first, 'ready');
    await reaches(second, 'elsewhere');
    await first.client.useHere();
    expect(first.inside).toHaveLength(2);
  });

  test('profiles do not disturb one another', async () => {
    const one = openTab(newProfile());
    const other = openTab(newProfile());
    await reaches(one, 'ready');
    await reaches(other, 'ready');
    expect(one.phases).not.toContain('elsewhere');
  });

  test('a command given while the client starts waits for it', async () => {
    const tab = openTab(newProfile());
    expect(await tab.client.setDisplayName('Ada')).toEqual({ ok: true, value: undefined });
    expect(tab.inside[0]?.calls).toEqual([['setDisplayName', 'Ada']]);
  });

  test('a store that cannot be opened says why and frees the profile; trying here again may work', async () => {
    const profile = newProfile();
    let fault: Error | undefined = new StoreError('newer-version', 'x');
    const tab = openTab(profile, () => fault);
    await reaches(tab, 'broken');
    expect(tab.views.at(-1)?.trouble).toBe('newer-database');
    expect(await tab.client.logOut()).toEqual({ ok: false, code: 'newer-database' });
    fault = new StoreError('busy', 'x');
    const other = openTab(profile, () => fault);
    await reaches(other, 'elsewhere');
    fault = undefined;
    await tab.client.useHere();
    await reaches(tab, 'ready');
  });
});

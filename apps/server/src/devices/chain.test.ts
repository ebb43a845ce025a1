import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ChainMark, CLOSE, DeviceId, toBase64url } from '@alcove/protocol';
import { openDatabase, type Database } from '../database/open-database.ts';
import { openHouse } from '../testing/house.ts';
import { random } from '../testing/signer.ts';
import { DeviceChains } from './chain.ts';

const SECRET = new Uint8Array(32);
const folder = mkdtempSync(join(tmpdir(), 'alcove-chain-'));
let database: Database;
let chains: DeviceChains;
beforeAll(() => {
  database = openDatabase(join(folder, 'now'));
  chains = new DeviceChains(database.writer, SECRET);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const newDeviceId = (): DeviceId => DeviceId.parse(toBase64url(random(16)));

/** One copy of a device's disk. What it asks for may be lost, late, or cut short at any step. */
class Copy {
  readonly device: DeviceId;
  /** What is on its disk. */
  shown: ChainMark | null;

  constructor(device = newDeviceId(), shown: ChainMark | null = null) {
    this.device = device;
    this.shown = shown;
  }

  ask() {
    return chains.next(this.device, this.shown);
  }

  greet(mark: ChainMark): Promise<boolean> {
    return chains.confirm(this.device, mark);
  }

  /** How far it came. */
  async connect(until: 'asked' | 'stored' | 'greeted' = 'greeted'): Promise<'ready' | 'cut' | 'stale' | 'overtaken'> {
    const next = await this.ask();
    if (!next.ok) return next.error.code === 'device-stale' ? 'stale' : expect.fail(next.error.code);
    if (until === 'asked') return 'cut';
    this.shown = next.value;
    if (until === 'stored') return 'cut';
    return (await this.greet(next.value)) ? 'ready' : 'overtaken';
  }
}

test('a single copy is never taken for another, wherever it is cut short', async () => {
  const step = fc.constantFrom('asked', 'stored', 'greeted', 'late greeting', 'late asking');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const copy = new Copy();
      /** Greetings and questions of connections that were given up, still on their way. */
      const late: (() => Promise<unknown>)[] = [];
      for (const each of steps) {
        const { device, shown } = copy;
        if (each === 'late greeting') {
          const next = await copy.ask();
          if (!next.ok) return expect.fail(next.error.code);
          copy.shown = next.value;
          late.push(() => copy.greet(next.value));
        } else if (each === 'late asking') late.push(() => chains.next(device, shown));
        else expect(await copy.connect(each)).toBe(each === 'greeted' ? 'ready' : 'cut');
        if (late.length > 2) await late.shift()?.();
      }
      for (const run of late) await run();
      expect(await copy.connect()).toBe('ready');
    }),
    { numRuns: 60 },
  );
});

test('answers lost by the dozen are no other copy either', async () => {
  const copy = new Copy();
  for (let n = 0; n < 100; n++) await copy.connect('asked');
  expect(await copy.connect()).toBe('ready');
  for (let n = 0; n < 100; n++) await copy.connect('asked');
  expect(await copy.connect()).toBe('ready');
});

test('of two copies one goes on, and the other is told at its next connection', async () => {
  const step = fc.record({ first: fc.boolean(), until: fc.constantFrom('asked', 'stored', 'greeted') });
  await fc.assert(
    fc.asyncProperty(fc.nat(2), fc.array(step, { maxLength: 16 }), async (before, steps) => {
      const one = new Copy();
      for (let n = 0; n < before; n++) await one.connect();
      const two = new Copy(one.device, one.shown);
      let greeted: Copy | null = null;
      for (const { first, until } of steps) {
        const copy = first ? one : two;
        const came = await copy.connect(until);
        // Nobody is greeted, or even given a ticket, after the other copy was greeted.
        if (greeted !== null && greeted !== copy) expect(came).toBe('stale');
        if (came === 'ready') greeted = copy;
      }
      const ends = [await one.connect(), await two.connect(), await one.connect(), await two.connect()];
      expect(ends.slice(2).toSorted()).toEqual(['ready', 'stale']);
    }),
    { numRuns: 60 },
  );
});

test('two copies that were both given a mark: the first greeting counts', async () => {
  const one = new Copy();
  await one.connect();
  const two = new Copy(one.device, one.shown);
  const [mine, theirs] = [await one.ask(), await two.ask()];
  if (!mine.ok || !theirs.ok) return expect.fail('no mark');
  [one.shown, two.shown] = [mine.value, theirs.value];
  expect([await two.greet(theirs.value), await one.greet(mine.value)]).toEqual([true, false]);
  expect([await one.connect(), await two.connect()]).toEqual(['stale', 'ready']);
});

test('a server whose data went back goes on with the device it finds ahead, and with no copy from before', async () => {
  const before = openDatabase(join(folder, 'before'));
  onTestFinished(() => before.close());
  const restored = new DeviceChains(before.writer, SECRET);
  const copy = new Copy();
  const marks = [];
  for (let n = 0; n < 5; n++) {
    await copy.connect();
    marks.push(copy.shown);
  }
  // The backup is from the second connection.
  const [, second = null, third = null] = marks;
  await before.writer
    .insertInto('device_chain')
    .values({ device: copy.device, mark: ChainMark.parse(second) })
    .execute();
  const next = await restored.next(copy.device, copy.shown);
  expect(next.ok).toBe(true);
  expect(await restored.next(copy.device, third)).toMatchObject({ error: { code: 'device-stale' } });
  expect(await restored.next(copy.device, null)).toMatchObject({ error: { code: 'device-stale' } });
  if (next.ok) expect(await restored.confirm(copy.device, next.value)).toBe(true);
});

test('a backup that was made between two answers takes nobody for a copy', async () => {
  const copy = new Copy();
  await copy.connect();
  const asOfBackup = copy.shown;
  // Its answer was lost; the one that arrived counts as far.
  await copy.connect('asked');
  await copy.connect();
  const before = openDatabase(join(folder, 'between'));
  onTestFinished(() => before.close());
  const restored = new DeviceChains(before.writer, SECRET);
  const mark = ChainMark.parse(asOfBackup);
  await before.writer.insertInto('device_chain').values({ device: copy.device, mark }).execute();
  expect(await restored.next(copy.device, copy.shown)).toMatchObject({ ok: true });
  expect(await restored.next(copy.device, mark)).toMatchObject({ error: { code: 'device-stale' } });
});

test('a rolled-back copy gets neither a ticket nor a connection, and the one that goes on keeps its own', async () => {
  const house = await openHouse();
  const ana = await house.person();
  await ana.connect();
  const old = ana.chain;
  const wire = await ana.connect();
  expect(await ana.call('ticket', { chain: old })).toMatchObject({ status: 409, error: { code: 'device-stale' } });
  expect(await ana.call('ticket', { chain: null })).toMatchObject({ error: { code: 'device-stale' } });
  await wire.settle();
  expect(wire.of('bye')).toEqual([]);
  await ana.connect();
  expect(await wire.closed).toBe(CLOSE.replaced);
});

test('a mark of another device, or one that was made up, is none', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  await ana.connect();
  for (let n = 0; n < 3; n++) await ben.connect();
  const forged = `${'_'.repeat(10)}${(ana.chain ?? '').slice(10)}`;
  expect(await ana.call('ticket', { chain: ben.chain })).toMatchObject({ error: { code: 'device-stale' } });
  expect(await ana.call('ticket', { chain: forged })).toMatchObject({ error: { code: 'device-stale' } });
});

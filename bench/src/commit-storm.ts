/**
 * `npm run bench -- commit-storm`: 50 devices in each of 20 rooms commit at the same moment, all in all rooms, and go on until every one
 * of these 1 000 commits is in the log. How long until all agree, and whether each epoch has one winner. The devices keep to the
 * protocol and carry no keys, so that what is measured is the server and the order it makes; what a commit costs a device is
 * `npm run bench -- crypto`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '@alcove/server';
import { additionOf, makeRoom, registrar, type HeadlessAccount } from '@alcove/testkit/headless';
import { report, round } from './measure/report.ts';
import { StormDevice } from './storm/device.ts';

const DEVICES = 50;
const ROOMS = 20;
const COMMIT_BYTES = 6_000;
const WITHIN_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'alcove-storm-'));
const server = await startServer({
  port: 0,
  dataFolder: folder,
  webRoot: null,
  logLevel: 'error',
  limits: { preset: 'off' },
});
const devices: StormDevice[] = [];
try {
  const registry = await registrar(server.url);
  const accounts: HeadlessAccount[] = [];
  for (let n = 0; n < DEVICES; n++) accounts.push(await registry.signUp(`storm-${String(n)}`));
  const [owner, ...others] = accounts;
  if (owner === undefined) throw new Error('nobody');
  const rooms = await Promise.all(Array.from({ length: ROOMS }, () => makeRoom(owner)));
  for (const account of accounts) devices.push(await StormDevice.connect(server.url, account, COMMIT_BYTES));
  for (const made of rooms) devices[0]?.bringIn(made.room, additionOf(owner, others, made));
  await until(() => devices.every((device) => device.rooms === ROOMS));

  const startedAt = performance.now();
  const cpuAt = process.cpuUsage();
  for (const device of devices) device.storm();
  await until(() => devices.every((device) => device.isCalm(DEVICES)));
  const ms = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuAt);

  const faults = devices.flatMap((device) => device.faults);
  const logs = new Set(devices.map((device) => device.logs()));
  report('commit-storm', [
    {
      devices: DEVICES,
      rooms: ROOMS,
      commits: DEVICES * ROOMS,
      'lost races': devices.reduce((sum, device) => sum + device.lost, 0),
      'most tries': Math.max(...devices.map((device) => device.mostTries)),
      'seconds until all agree': round(ms / 1_000),
      'CPU seconds, server and devices': round((cpu.user + cpu.system) / 1e6),
      'epochs with two winners': faults.length,
      'different logs': logs.size,
    },
  ]);
  process.exitCode = faults.length === 0 && logs.size === 1 && ms <= 10_000 ? 0 : 1;
} finally {
  for (const device of devices) device.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error('the devices do not agree');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

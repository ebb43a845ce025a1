/**
 * Kills the server without warning, over and over, while devices talk, and holds it to four promises: what it acknowledged is there; nothing
 * is there twice; every device sees the same order; and it comes back by itself, soon, with a sound database.
 *
 * kill -9 shows that nothing acknowledged lived in the process alone. What a cut of power would do is shown by disk/server-power-cut.ts.
 */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomBytes } from '@alcove/crypto';
import { createNodeSocket } from '@alcove/platform-node';
import {
  decodeServerFrames,
  encodeFrame,
  equalBytes,
  PROTOCOL_VERSION,
  type ClientFrame,
  type ServerFrame,
} from '@alcove/protocol';
import { additionOf, makeRoom, nextFrameId, registrar, type HeadlessAccount } from '@alcove/testkit/headless';
import { KillLoopDevice } from './kill-loop-device.ts';
import { ServerProcess } from '../e2e/support/server-process.ts';

export interface KillLoopPlan {
  readonly cycles: number;
  readonly devices: number;
  readonly messagesPerSecond: number;
  readonly onCycle?: (cycle: number) => void;
}

interface Judgement {
  readonly sent: number;
  readonly acknowledged: number;
  /** Acknowledged and not in the log at that place with those bytes. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** What devices saw that no server may do, and differences between their orders. */
  readonly faults: readonly string[];
}

export interface KillLoopVerdict extends Judgement {
  readonly slowestStartMs: number;
  readonly integrity: string;
}

/** A kill comes at any moment of this long after the server answered: in the middle of connecting, fetching, storing, sending. */
const KILL_WITHIN_MS = 900;
const SETTLE_WITHIN_MS = 60_000;
const BODY_BYTES = 300;

export async function killLoop(plan: KillLoopPlan): Promise<KillLoopVerdict> {
  const server = await ServerProcess.start({ ALCOVE_LIMITS: 'off', ALCOVE_LOG_LEVEL: 'error' });
  let devices: KillLoopDevice[] = [];
  try {
    devices = await talkers(server.url, plan.devices);
    const slowestStartMs = await killOverAndOver(server, devices, plan);
    await until(() => devices.every((device) => device.drained), SETTLE_WITHIN_MS);
    for (const device of devices) device.stop();
    await server.end('SIGTERM');
    return { ...judge(devices), slowestStartMs, integrity: integrityOf(server.dataFolder) };
  } finally {
    for (const device of devices) device.stop();
    await server.dispose();
  }
}

async function killOverAndOver(
  server: ServerProcess,
  devices: readonly KillLoopDevice[],
  plan: KillLoopPlan,
): Promise<number> {
  let turn = 0;
  const talk = (): void => devices[turn++ % devices.length]?.say(randomBytes(BODY_BYTES));
  const talking = setInterval(talk, 1_000 / plan.messagesPerSecond);
  let slowest = 0;
  try {
    for (let cycle = 1; cycle <= plan.cycles; cycle++) {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * KILL_WITHIN_MS));
      await server.end('SIGKILL');
      const startedAt = performance.now();
      await server.start();
      slowest = Math.max(slowest, performance.now() - startedAt);
      plan.onCycle?.(cycle);
    }
  } finally {
    clearInterval(talking);
  }
  return slowest;
}

/** Accounts with a device each, all in one room. */
export async function talkers(origin: string, count: number): Promise<KillLoopDevice[]> {
  const registry = await registrar(origin);
  const accounts: HeadlessAccount[] = [];
  for (let n = 0; n < count; n++) accounts.push(await registry.signUp(`talker-${String(n)}`));
  const [owner, ...others] = accounts;
  if (owner === undefined) throw new Error('nobody talks');
  const made = await makeRoom(owner);
  const body = additionOf(owner, others, made);
  await appendOnce(origin, owner, { t: 'append', kind: 'policy', room: made.room, id: nextFrameId(), body });
  return accounts.map((account) => new KillLoopDevice(origin, account, made.room));
}

/** One frame over a connection of its own, for setting the stage. */
async function appendOnce(origin: string, account: HeadlessAccount, frame: ClientFrame): Promise<void> {
  const ticket = await account.ticket();
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const heard = (answer: ServerFrame): void => {
    if (answer.t === 'ready') link.send(encodeFrame(frame));
    if (answer.t === 'ack') resolve(undefined);
    if (answer.t === 'nack' || answer.t === 'bye') reject(new Error(answer.error.code));
  };
  const link = createNodeSocket(origin).open({
    onOpen: () => link.send(encodeFrame({ t: 'hello', v: PROTOCOL_VERSION, ticket })),
    onMessage: (bytes) => decodeServerFrames(bytes).forEach(heard),
    onClose: () => reject(new Error('closed')),
  });
  await promise;
  link.close();
}

function judge(devices: readonly KillLoopDevice[]): Judgement {
  const [first] = devices;
  if (first === undefined) throw new Error('nobody talked');
  const faults = devices.flatMap((device) => device.faults);
  for (const device of devices) {
    const differs =
      device.log.length !== first.log.length || device.log.some((id, i) => id !== null && id !== first.log[i]);
    if (differs) faults.push(`${device.account.identity.device} saw another order`);
  }
  const seen = new Set<string>();
  const doubled = first.log.filter((id) => id !== null).filter((id) => seen.size === seen.add(id).size);
  return {
    sent: devices.reduce((sum, device) => sum + device.sent.size, 0),
    acknowledged: devices.reduce((sum, device) => sum + device.acknowledged.size, 0),
    lost: devices.flatMap((device) => lostOf(device, first)),
    doubled,
    faults,
  };
}

/** What was never acknowledged was sent again until it was: after the last cycle nothing may be left over. */
function lostOf(device: KillLoopDevice, witness: KillLoopDevice): string[] {
  return [...device.sent].flatMap(([id, body]) => {
    const seq = device.acknowledged.get(id);
    if (seq === undefined) return [`${id} unanswered`];
    const found = witness.bodyAt(seq);
    return witness.log[seq - 1] === id && found !== undefined && equalBytes(found, body)
      ? []
      : [`${id} at ${String(seq)}`];
  });
}

function integrityOf(folder: string): string {
  const verdicts = globSync('**/*.{db,sqlite,sqlite3}', { cwd: folder }).map((file) => {
    const database = new DatabaseSync(join(folder, file), { readOnly: true });
    const row = database.prepare('PRAGMA integrity_check').get();
    database.close();
    return String(row?.['integrity_check']);
  });
  return verdicts.length === 0 ? 'no database found' : [...new Set(verdicts)].join('; ');
}

export async function until(condition: () => boolean, withinMs: number): Promise<void> {
  const deadline = AbortSignal.timeout(withinMs);
  while (!condition()) {
    if (deadline.aborted) throw new Error('the devices did not settle');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

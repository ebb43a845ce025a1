/**
 * The receiving device, in a thread of its own: what the sender verified while building a room is not known here, as it would not be on
 * another machine. Joins one room after another and opens what was said in it, with the time of each.
 */
import { parentPort } from 'node:worker_threads';
import { joinByWelcome, open, type DeviceIdentity, type GroupState, type Trust } from '@alcove/crypto';
import type { Bytes } from '@alcove/protocol';
import { done, expecting, opened } from '../../../packages/crypto/src/testing/members.ts';

/** Everything one device needs to join a room, and what it then receives. Commits all follow the same epoch. */
export interface Delivery {
  readonly join: Parameters<typeof joinByWelcome>[0];
  readonly trust: Trust;
  readonly from: DeviceIdentity;
  readonly adds: readonly Bytes[];
  readonly updates: readonly Bytes[];
  readonly messages: readonly Bytes[];
}

/** Milliseconds of each. */
export interface Received {
  readonly join: number;
  readonly adds: readonly number[];
  readonly updates: readonly number[];
  readonly messages: readonly number[];
}

async function receive({ join, trust, from, adds, updates, messages }: Delivery): Promise<Received> {
  const startedAt = performance.now();
  const { state } = done(await joinByWelcome(join));
  const joined = performance.now() - startedAt;
  const commit = (body: Bytes): Promise<number> =>
    timed(async () => opened(await open(state, trust, body, expecting(from, 'commit')), 'commit'));
  const times = { adds: [] as number[], updates: [] as number[], messages: [] as number[] };
  for (const body of adds) times.adds.push(await commit(body));
  for (const body of updates) times.updates.push(await commit(body));
  let listener: GroupState = state;
  for (const body of messages) {
    times.messages.push(
      await timed(async () => {
        const message = opened(await open(listener, trust, body, expecting(from, 'application')), 'application');
        listener = message.next;
      }),
    );
  }
  return { join: joined, ...times };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

parentPort?.on('message', (delivery: Delivery) => {
  void receive(delivery).then((received) => parentPort?.postMessage(received));
});

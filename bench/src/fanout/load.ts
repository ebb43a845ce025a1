/**
 * The load generator: opens a swarm, then sends at the rates it is told, one after another, and answers with what was heard. Sends and
 * hears in one process, so that one clock measures; it is not the process whose CPU time counts.
 */
import { z } from 'zod';
import { quantile } from '../measure/report.ts';
import { openSocketIoSwarm } from './socket-io-swarm.ts';
import { findStamps, stampedBody } from './stamp.ts';
import type { OpenSwarm, Swarm } from './swarm.ts';
import { openWsSwarm } from './ws-swarm.ts';

const SWARMS: Readonly<Record<string, OpenSwarm>> = {
  // On demand: the cryptography it brings has no place in the others' memory.
  alcove: async (...args) => (await import('./alcove-swarm.ts')).openAlcoveSwarm(...args),
  floor: openWsSwarm,
  relay: openWsSwarm,
  'socket.io': openSocketIoSwarm,
};
/** Of the connections in the room, so many speak. */
const SENDERS = 20;
const TICK_MS = 5;
const DRAIN_MS = 8_000;

const Order = z.object({ rate: z.number().positive(), seconds: z.number().positive() });

let latencies: Float64Array = new Float64Array(0);
let heard = 0;
const hear = (sentAt: number): void => {
  if (heard < latencies.length) latencies[heard] = performance.now() - sentAt;
  heard++;
};

/** Sends what is due by the clock, so that a slow server meets the same load as a fast one. */
async function send(swarm: Swarm, rate: number, seconds: number): Promise<number> {
  const startedAt = performance.now();
  const total = Math.round(rate * seconds);
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAt) / 1_000) * rate));
    for (; sent < due; sent++) swarm.send(sent % SENDERS, stampedBody());
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  return total;
}

async function measure(swarm: Swarm, rate: number, seconds: number): Promise<object> {
  const expected = Math.round(rate * seconds) * swarm.size;
  latencies = new Float64Array(expected);
  heard = 0;
  const startedAt = performance.now();
  await send(swarm, rate, seconds);
  const sentAt = performance.now();
  while (heard < expected && performance.now() - sentAt < DRAIN_MS)
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  const sorted = latencies.subarray(0, Math.min(heard, expected)).toSorted();
  return {
    expected,
    heard,
    seconds: (performance.now() - startedAt) / 1_000,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  };
}

const [kind = '', origin = '', size = '0'] = process.argv.slice(2);
const open = SWARMS[kind];
if (open === undefined) throw new Error(`no swarm ${kind}`);
const swarm = await open(origin, Number(size), (message) => findStamps(message, hear));
process.on('message', (message) => {
  const order = Order.safeParse(message);
  if (order.success)
    void measure(swarm, order.data.rate, order.data.seconds).then((result) => process.send?.({ result }));
});
process.on('SIGTERM', () => {
  swarm.close();
  process.exit(0);
});
process.send?.({ opened: true });

/**
 * `npm run bench -- fanout`: one room of 200 connections, 300-byte messages at 100, 400 and 1 000 a second, in durable order. Reports CPU
 * seconds of the server process per million deliveries, latency and memory, beside a bare `ws` relay, a Socket.IO relay, and the floor:
 * the least that keeps order and data. Compare within one run; absolute figures belong to the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@alcove/testkit/free-port';
import { z } from 'zod';
import { MeasuredProcess } from './measure/measured-process.ts';
import { quantile, report, round, type Row } from './measure/report.ts';

const CONNECTIONS = 200;
const RATES = [100, 400, 1_000];
const SECONDS = 1.5;
/** The contenders take turns, so that a busy moment of the machine does not fall on one of them alone; the median counts. */
const ROUNDS = 3;
/** A server runs for weeks: what is measured has been compiled. */
const WARM_UP = { rate: 1_000, seconds: 10 };
const KINDS = ['relay', 'socket.io', 'floor', 'alcove'] as const;
type Kind = (typeof KINDS)[number];

const Ready = z.object({ ready: z.literal(true) });
const Opened = z.object({ opened: z.literal(true) });
const Result = z.object({
  result: z.object({ expected: z.number(), heard: z.number(), seconds: z.number(), p50: z.number(), p99: z.number() }),
});

const here = (file: string): string => join(import.meta.dirname, file);

async function startServer(kind: Kind, port: number, data: string): Promise<MeasuredProcess> {
  if (kind !== 'alcove') {
    const file = kind === 'socket.io' ? 'fanout/serve-socket-io.ts' : `fanout/serve-${kind}.ts`;
    const server = MeasuredProcess.start(here(file), [String(port)], { ALCOVE_BENCH_DATA: data });
    await server.message(Ready);
    return server;
  }
  const server = MeasuredProcess.start(here('../../apps/server/src/main.ts'), [], {
    ALCOVE_PORT: String(port),
    ALCOVE_DATA: join(data, 'alcove'),
    ALCOVE_LIMITS: 'off',
    ALCOVE_LOG_LEVEL: 'error',
  });
  const deadline = Date.now() + 20_000;
  while (!(await answers(port))) {
    if (Date.now() > deadline) throw new Error('the server does not answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return server;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${String(port)}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** One server and its own load generator. */
interface Contender {
  readonly kind: Kind;
  readonly server: MeasuredProcess;
  readonly load: MeasuredProcess;
}

interface Sample {
  /** CPU seconds of the server per million deliveries. */
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
  readonly rssMB: number;
  readonly deliveredPercent: number;
  readonly deliveriesPerSecond: number;
}

async function enter(kind: Kind, data: string): Promise<Contender> {
  const port = await freePort();
  const server = await startServer(kind, port, data);
  const load = MeasuredProcess.start(here('fanout/load.ts'), [
    kind,
    `http://127.0.0.1:${String(port)}`,
    String(CONNECTIONS),
  ]);
  try {
    await load.message(Opened, 120_000);
    load.send(WARM_UP);
    await load.message(Result);
    return { kind, server, load };
  } catch (error) {
    await Promise.all([load.stop(), server.stop()]);
    throw error;
  }
}

async function sample({ server, load }: Contender, rate: number): Promise<Sample> {
  const before = await server.usage();
  load.send({ rate, seconds: SECONDS });
  const { result } = await load.message(Result);
  const after = await server.usage();
  return {
    cpu: ((after.cpuSeconds - before.cpuSeconds) / result.heard) * 1e6,
    p50: result.p50,
    p99: result.p99,
    rssMB: after.rssBytes / 1e6,
    deliveredPercent: (result.heard / result.expected) * 100,
    deliveriesPerSecond: result.heard / result.seconds,
  };
}

function row(server: Kind, rate: number, samples: readonly Sample[]): Row {
  const median = (of: (one: Sample) => number): number =>
    quantile(
      samples.map(of).toSorted((a, b) => a - b),
      0.5,
    );
  return {
    server,
    'messages/s': rate,
    'CPU-s per M deliveries': round(
      median((one) => one.cpu),
      2,
    ),
    'p50 ms': round(median((one) => one.p50)),
    'p99 ms': round(median((one) => one.p99)),
    'RSS MB': Math.round(median((one) => one.rssMB)),
    'delivered %': round(
      median((one) => one.deliveredPercent),
      2,
    ),
    'deliveries/s': Math.round(median((one) => one.deliveriesPerSecond)),
  };
}

const wanted = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), 'alcove-bench-'));
const contenders: Contender[] = [];
try {
  for (const kind of KINDS) if (wanted.length === 0 || wanted.includes(kind)) contenders.push(await enter(kind, data));
  const samples = new Map<string, Sample[]>();
  for (let turn = 0; turn < ROUNDS; turn++)
    for (const rate of RATES)
      for (const one of contenders) {
        const key = `${one.kind} ${String(rate)}`;
        samples.set(key, [...(samples.get(key) ?? []), await sample(one, rate)]);
      }
  const rows = contenders.flatMap(({ kind }) =>
    RATES.map((rate) => row(kind, rate, samples.get(`${kind} ${String(rate)}`) ?? [])),
  );
  report('fanout', rows, { connections: CONNECTIONS, bodyBytes: 300, seconds: SECONDS, rounds: ROUNDS });
} finally {
  await Promise.all(contenders.flatMap(({ load, server }) => [load.stop(), server.stop()]));
  rmSync(data, { recursive: true, force: true });
}

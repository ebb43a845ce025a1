/**
 * `npm run bench -- fanout`: one room of 200 connections, 300-byte messages at 100, 400 and 1 000 a second, in durable order. Reports CPU
 * seconds of the server process per million deliveries, latency and memory, beside a bare `ws` relay, a Socket.IO relay, and the floor:
 * the least that keeps order and data. Compare within one run; absolute figures belong to the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { MeasuredProcess } from './measure/measured-process.ts';
import { report, round, type Row } from './measure/report.ts';

const CONNECTIONS = 200;
const RATES = [100, 400, 1_000];
const SECONDS = 4;
const WARM_UP = { rate: 100, seconds: 1 };
const KINDS = ['relay', 'socket.io', 'floor', 'alcove'] as const;
type Kind = (typeof KINDS)[number];

const Ready = z.object({ ready: z.literal(true) });
const Opened = z.object({ opened: z.literal(true) });
const Result = z.object({
  result: z.object({ expected: z.number(), heard: z.number(), seconds: z.number(), p50: z.number(), p99: z.number() }),
});

const here = (file: string): string => join(import.meta.dirname, file);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

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

async function measure(kind: Kind, data: string): Promise<Row[]> {
  const port = await freePort();
  const server = await startServer(kind, port, data);
  const load = MeasuredProcess.start(here('fanout/load.ts'), [
    kind,
    `http://127.0.0.1:${String(port)}`,
    String(CONNECTIONS),
  ]);
  const rows: Row[] = [];
  try {
    await load.message(Opened, 120_000);
    load.send(WARM_UP);
    await load.message(Result);
    for (const rate of RATES) {
      const before = await server.usage();
      load.send({ rate, seconds: SECONDS });
      const { result } = await load.message(Result);
      const after = await server.usage();
      rows.push({
        server: kind,
        'messages/s': rate,
        'CPU-s per M deliveries': round(((after.cpuSeconds - before.cpuSeconds) / result.heard) * 1e6, 2),
        'p50 ms': round(result.p50),
        'p99 ms': round(result.p99),
        'RSS MB': Math.round(after.rssBytes / 1e6),
        'delivered %': round((result.heard / result.expected) * 100, 2),
        'deliveries/s': Math.round(result.heard / result.seconds),
      });
    }
  } finally {
    await Promise.all([load.stop(), server.stop()]);
  }
  return rows;
}

const wanted = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), 'alcove-bench-'));
try {
  const rows: Row[] = [];
  for (const kind of KINDS) if (wanted.length === 0 || wanted.includes(kind)) rows.push(...(await measure(kind, data)));
  report('fanout', rows, { connections: CONNECTIONS, bodyBytes: 300, seconds: SECONDS });
} finally {
  rmSync(data, { recursive: true, force: true });
}

/**
 * `npm run bench -- login-timing [samples]`: does the time a server takes to answer the start of a log-in tell which names exist? Known and
 * unknown names in random order, one request after the other, and Welch's t of both. Below 4.5 the difference is not to be
 * told from chance (claim C17 of docs/security/claims.md).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOpaque } from '@alcove/crypto/opaque';
import { createNodeHttp } from '@alcove/platform-node';
import { Username } from '@alcove/protocol';
import { freePort } from '@alcove/testkit/free-port';
import { registrar } from '@alcove/testkit/headless';
import { MeasuredProcess } from './measure/measured-process.ts';
import { quantile, report, round } from './measure/report.ts';

const [samples = 10_000] = process.argv.slice(2).map(Number);
const WARM_UP = 500;
const NAMES = 16;
/** What a machine does beside is not the server's doing: the slowest of both kinds are left out, as many of each. */
const KEPT = 0.95;

interface Sample {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

function sampleOf(times: readonly number[]): Sample {
  const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
  const squares = times.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, variance: squares / (times.length - 1), count: times.length };
}

/** Welch, B. L. (1947). */
function welch(a: Sample, b: Sample): number {
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}

const folder = mkdtempSync(join(tmpdir(), 'alcove-timing-'));
const port = await freePort();
const origin = `http://localhost:${String(port)}`;
const server = MeasuredProcess.start(join(import.meta.dirname, '../../apps/server/src/main.ts'), [], {
  ALCOVE_PORT: String(port),
  ALCOVE_DATA: folder,
  ALCOVE_LIMITS: 'off',
  ALCOVE_LOG_LEVEL: 'error',
});
try {
  await until(async () => (await fetch(`${origin}/healthz`)).ok);
  const registry = await registrar(origin);
  const names = { known: [] as Username[], unknown: [] as Username[] };
  for (let n = 0; n < NAMES; n++) {
    // Of one length, and in no order of their own.
    const name = (kind: string): Username => Username.parse(`${kind}-${String(10 + ((n * 7) % NAMES))}`);
    await registry.signUp(name('anne'));
    names.known.push(name('anne'));
    names.unknown.push(name('bert'));
  }
  const times = await measure(names);
  const trimmed = (all: readonly number[]): readonly number[] =>
    all.toSorted((a, b) => a - b).slice(0, Math.floor(all.length * KEPT));
  const row = (what: string, all: readonly number[]): Record<string, string | number> => {
    const sorted = all.toSorted((a, b) => a - b);
    const { mean } = sampleOf(trimmed(all));
    return {
      what,
      samples: all.length,
      'mean ms': round(mean, 4),
      'p50 ms': round(quantile(sorted, 0.5), 3),
      'p95 ms': round(quantile(sorted, 0.95), 3),
    };
  };
  const t = welch(sampleOf(trimmed(times.known)), sampleOf(trimmed(times.unknown)));
  report('login-timing', [row('a name that exists', times.known), row('a name that nobody has', times.unknown)], { t });
  console.log(`Welch's t: ${t.toFixed(2)}`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(names: { known: readonly Username[]; unknown: readonly Username[] }) {
  const { startLoginRequest } = (await loadOpaque()).startLogin('not the password');
  const http = createNodeHttp(origin, { load: () => Promise.resolve(null), save: () => Promise.resolve() });
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let n = 0; times.known.length < samples || times.unknown.length < samples; n++) {
    const kind = Math.random() < 0.5 ? 'known' : 'unknown';
    const username = names[kind][n % NAMES] as Username;
    const began = performance.now();
    const { kind: answer } = await http.request('loginStart', { username, startLoginRequest }, { kind: 'none' });
    const took = performance.now() - began;
    if (answer !== 'ok') throw new Error(`loginStart: ${answer}`);
    if (n >= WARM_UP && times[kind].length < samples) times[kind].push(took);
  }
  return times;
}

async function until(there: () => Promise<boolean>): Promise<void> {
  const before = performance.now() + 30_000;
  while (!(await there().catch(() => false))) {
    if (performance.now() > before) throw new Error('the server does not start');
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

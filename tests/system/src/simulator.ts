/** Runs many seeds in several processes. What a seed does is in packages/testkit/src/simulator. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Plan, Verdict } from '@alcove/testkit/simulator';

export interface Job {
  readonly seed: number;
  /** Instead of the one the seed stands for. */
  readonly plan?: Plan;
}

export interface Done extends Verdict {
  readonly kind: 'done';
}
export type Report = { readonly kind: 'ready' } | Done;

export interface Tally {
  readonly seeds: number;
  readonly failed: readonly Done[];
  readonly messages: number;
  readonly commits: number;
  readonly liedTo: number;
  readonly virtualSeconds: number;
}

const WORKER = fileURLToPath(new URL('simulator-worker.ts', import.meta.url));

/** `onDone` is called with each verdict, in no order. A worker that dies fails the seed it was at. */
export async function simulateAll(
  jobs: readonly Job[],
  workers: number,
  onDone: (done: Done) => void = () => undefined,
): Promise<Tally> {
  const queue = jobs.values();
  const all: Done[] = [];
  const finish = (done: Done): void => {
    all.push(done);
    onDone(done);
  };
  await Promise.all(Array.from({ length: Math.min(workers, jobs.length) }, () => work(queue, finish)));
  const sum = (of: (done: Done) => number): number => all.reduce((total, done) => total + of(done), 0);
  return {
    seeds: all.length,
    failed: all.filter(({ complaints }) => complaints.length > 0),
    messages: sum(({ counts }) => counts.messages),
    commits: sum(({ counts }) => counts.commits),
    liedTo: sum(({ counts }) => counts.liedTo),
    virtualSeconds: sum(({ counts }) => counts.virtualSeconds),
  };
}

/** One worker after another, until the queue is empty. */
async function work(queue: Iterator<Job>, finish: (done: Done) => void): Promise<void> {
  for (let next = queue.next(); next.done !== true;) {
    const child = fork(WORKER, {
      execArgv: ['--disable-warning=DEP0204', '--max-semi-space-size=32'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const left = await feed(child, next.value, queue, finish);
    if (left === null) return;
    next = left;
  }
}

/** Resolves with null when the queue is empty, with the next job when the worker died. */
function feed(
  child: ChildProcess,
  first: Job,
  queue: Iterator<Job>,
  finish: (done: Done) => void,
): Promise<IteratorResult<Job> | null> {
  let job: Job | null = first;
  return new Promise((resolve) => {
    child.on('message', (report: Report) => {
      if (report.kind === 'done') {
        finish(report);
        const next = queue.next();
        job = next.done === true ? null : next.value;
      }
      if (job === null) child.disconnect();
      else child.send(job);
    });
    child.on('exit', (code) => {
      if (job === null) return resolve(null);
      finish({ ...DEAD, seed: job.seed, complaints: [`the process ended with ${String(code)}`] });
      resolve(queue.next());
    });
  });
}

const DEAD = {
  kind: 'done' as const,
  trace: [],
  counts: { devices: 0, messages: 0, commits: 0, liedTo: 0, virtualSeconds: 0 },
};

/** How a person sees it again. */
export function replayOf(seed: number): string {
  return `npm run simulate -- --seed ${String(seed)}`;
}

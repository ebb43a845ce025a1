/**
 * A program of the benchmark in a process of its own: started, asked for its CPU time and memory, and ended.
 *
 * Owns the child and its channel. Does not own what is measured. A child that dies before it was asked to fails the measurement.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const Usage = z.object({ usage: z.object({ cpuSeconds: z.number(), rssBytes: z.number() }) });
export type Usage = z.infer<typeof Usage>['usage'];

const probe = join(import.meta.dirname, 'probe.ts');

export class MeasuredProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static start(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): MeasuredProcess {
    const child = fork(program, [...args], {
      execArgv: ['--import', probe],
      env: { ...process.env, ...env },
      // Standard output is dropped: a server that logs must not compete with the table.
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    return new MeasuredProcess(child);
  }

  /** The next message that fits the schema. */
  async message<T>(schema: z.ZodType<T>, timeoutMs = 60_000): Promise<T> {
    const over = new AbortController();
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), over.signal]);
    const died = once(this.#child, 'exit', { signal }).then(([code]) => {
      throw new Error(`${this.#child.spawnfile}: ended with ${String(code)}`);
    });
    died.catch(() => undefined);
    try {
      for (;;) {
        const [message] = (await Promise.race([once(this.#child, 'message', { signal }), died])) as [unknown];
        const parsed = schema.safeParse(message);
        if (parsed.success) return parsed.data;
      }
    } finally {
      over.abort();
    }
  }

  async usage(): Promise<Usage> {
    const answer = this.message(Usage);
    this.#child.send('usage');
    return (await answer).usage;
  }

  send(message: object): void {
    this.#child.send(message);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    // A relay has nothing to lose; the real server stops by itself well within this.
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(killer);
  }
}

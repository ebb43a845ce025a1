/** The lid of somebody's machine: while it is shut, no process of their browser runs, and what comes for it stays in the wires. */
import { execFileSync } from 'node:child_process';

export interface Lid {
  shut(): void;
  open(): void;
}

/** Of the browser with this profile. */
export function lidOver(profile: string): Lid {
  let stopped: readonly number[] = [];
  return {
    shut() {
      stopped = processesOf(profile);
      if (stopped.length === 0) throw new Error('no browser has this profile open');
      for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    },
    open() {
      for (const pid of stopped) process.kill(pid, 'SIGCONT');
      stopped = [];
    },
  };
}

/** The browser and everything it started. */
function processesOf(profile: string): readonly number[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(line) ?? [];
      return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
  const found = new Set(
    all.filter(({ command }) => command.includes(`--user-data-dir=${profile}`)).map(({ pid }) => pid),
  );
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

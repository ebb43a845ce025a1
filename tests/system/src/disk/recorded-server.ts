/** The real server with recorder.c preloaded, on a folder of its own; needs a C compiler and glibc. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess } from '../../e2e/support/server-process.ts';

export interface RecordedServer {
  readonly process: ServerProcess;
  /** The folder that is recorded; the data folder is in it, and is made by the server. */
  readonly disk: string;
  readonly dataFolder: string;
  readonly recordFile: string;
  dispose(): Promise<void>;
}

export type Synchronous = 'FULL' | 'NORMAL' | 'OFF';

/** Why it cannot be done on this machine; null when it can. */
export function recordingImpossible(): string | null {
  if (process.platform !== 'linux') return 'preloading into the server is done on Linux alone';
  if (spawnSync('gcc', ['--version'], { stdio: 'ignore' }).status !== 0) return 'there is no C compiler (gcc)';
  return null;
}

/** `synchronous`: what the server tells SQLite. Anything but FULL is a mutation, to see whether the judge would notice. */
export async function startRecorded(synchronous: Synchronous = 'FULL'): Promise<RecordedServer> {
  const home = mkdtempSync(join(tmpdir(), 'alcove-power-'));
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const dataFolder = join(disk, 'data');
  const recordFile = join(home, 'record');
  const library = join(home, 'recorder.so');
  const source = join(import.meta.dirname, 'recorder.c');
  const built = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl', '-lpthread'], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`recorder.c: ${built.stderr}`);
  const server = await ServerProcess.start({
    ALCOVE_DATA: dataFolder,
    ALCOVE_LIMITS: 'off',
    ALCOVE_LOG_LEVEL: 'error',
    ALCOVE_RECORD_FOLDER: disk,
    ALCOVE_RECORD_FILE: recordFile,
    LD_PRELOAD: library,
    // A write through io_uring does not pass the C library.
    UV_USE_IO_URING: '0',
    ...(synchronous === 'FULL' ? {} : { NODE_OPTIONS: `--import=${mutation(synchronous)}` }),
  });
  return {
    process: server,
    disk,
    dataFolder,
    recordFile,
    async dispose() {
      await server.dispose();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A module that changes one word of what the server says to SQLite. */
function mutation(synchronous: Synchronous): string {
  const code = `
    import { DatabaseSync } from 'node:sqlite';
    const { exec } = DatabaseSync.prototype;
    DatabaseSync.prototype.exec = function (sql) {
      return exec.call(this, sql.replace('synchronous=FULL', 'synchronous=${synchronous}'));
    };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

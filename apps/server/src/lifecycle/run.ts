/**
 * The program's life: start or say in one line why not, stop on Ctrl-C or SIGTERM after answering what was asked, stop at once on the second
 * one. Exit codes: 0 stopped, 1 could not start, 2 a setting is wrong.
 */
import { ConfigError, loadConfig } from '../config.ts';
import { FolderInUseError } from '../database/folder-lock.ts';
import { NewerDatabaseError } from '../database/migrations.ts';
import { SecretsDamagedError } from '../database/secrets.ts';
import { startServer, type RunningServer } from '../start-server.ts';

const STOP_WITHIN_MS = 10_000;

export async function run(environment: NodeJS.ProcessEnv, folder: string): Promise<void> {
  let running: RunningServer;
  try {
    const config = loadConfig(environment, folder);
    running = await startServer(config);
    process.stdout.write(`Alcove is ready: ${config.origins[0] ?? running.url}\n`);
  } catch (error) {
    const told = explain(error, environment);
    if (told === undefined) throw error;
    process.stderr.write(`alcove: ${told}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
    return;
  }
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** The one line for what a person can put right; undefined for a bug. */
function explain(error: unknown, environment: NodeJS.ProcessEnv): string | undefined {
  if (error instanceof ConfigError || error instanceof NewerDatabaseError) return error.message;
  if (error instanceof FolderInUseError || error instanceof SecretsDamagedError) return error.message;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const port = environment['ALCOVE_PORT'] ?? '4400';
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is in use (is Alcove running already?): stop it, or set ALCOVE_PORT`;
    case 'EACCES':
      return `no permission for port ${port} or for the data folder`;
    case 'EADDRNOTAVAIL':
      return 'ALCOVE_HOST: this machine has no such address';
    case 'ENOTDIR':
    case 'EROFS':
      return 'ALCOVE_DATA: the data folder cannot be written';
    default:
      return undefined;
  }
}

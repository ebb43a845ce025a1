/**
 * The program's life: start or say in one line why not, stop on Ctrl-C or SIGTERM after answering what was asked, stop at once on the second
 * one. Exit codes: 0 stopped, 1 could not start, 2 a setting is wrong.
 */
import { ConfigError, loadConfig, type ServerConfig } from '../config.ts';
import { startServer, type RunningServer } from '../start-server.ts';
import { explain } from './explain.ts';

const STOP_WITHIN_MS = 10_000;

export async function run(environment: NodeJS.ProcessEnv, folder: string): Promise<void> {
  let running: RunningServer;
  let config: ServerConfig | undefined;
  try {
    config = loadConfig(environment, folder);
    running = await startServer(config);
    process.stdout.write(`Alcove is ready: ${config.origins[0] ?? running.url}\n`);
  } catch (error) {
    const told = explain(error, config);
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

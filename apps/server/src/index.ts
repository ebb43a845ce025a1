/** The server as a library: tests and benchmarks start it in process. `main.ts` is the program. */
export { ConfigError, loadConfig, ServerConfig, type ServerConfigInput } from './config.ts';
export { LIMIT_NAMES, type LimitName } from './limits/limits.ts';
export type { EmbeddedServer } from './embed.ts';
export { openServer, startServer, type RunningServer, type Seams } from './start-server.ts';

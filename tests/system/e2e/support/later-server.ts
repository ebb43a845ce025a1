/**
 * The server as its program starts it (apps/server/src/main.ts), on a clock that is ahead by so many ms, the only argument. A process of its own, so that
 * what a browser meets is what people have, a day later; the program itself knows no such setting.
 */
import { loadConfig, startServer } from '@alcove/server';

const aheadMs = Number(process.argv[2]);
const { url } = await startServer(loadConfig(process.env, process.cwd()), { now: () => Date.now() + aheadMs });
process.stdout.write(`Alcove is ready: ${url}\n`);

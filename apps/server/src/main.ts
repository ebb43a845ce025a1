/** The entry of the program; see lifecycle/run.ts. */
import { run } from './lifecycle/run.ts';

await run(process.env, process.cwd());

/** `npm start`: the web app, built if it changed, and the server that serves it, in this process. */
import { buildWeb } from './build-web.ts';

buildWeb();
await import('../apps/server/src/main.ts');

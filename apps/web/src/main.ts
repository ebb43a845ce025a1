/**
 * The first that runs, and small: the worker starts before the page has any of its own code, so that both load side by side. What tells the
 * schemas not to make code is run whole before the page's first schema is.
 */
import './ui/styles/index.css';
import { startWorker } from './app/start-worker.ts';

const worker = startWorker();
void import('@alcove/platform-web/no-eval').then(async () => (await import('./page.tsx')).showPage(worker));

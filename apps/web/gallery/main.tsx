/**
 * The gallery: the whole app over a client in memory, put into any state by the address. ?state=sign-up | recovery | log-in | … and
 * ?part=parts for the pieces alone. Built only with ALCOVE_GALLERY=1; pictures and accessibility checks are taken of it.
 */
import '../src/ui/styles/index.css';
import { ClientProvider } from '@alcove/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '../src/app/app.tsx';
import { createDemoClient, type DemoOptions } from './demo-client.ts';
import { Parts } from './parts.tsx';
import { STATES } from './states.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the gallery has no #root');

const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
if (query.get('dir') === 'rtl') document.documentElement.dir = 'rtl';
const chosen = STATES[query.get('state') ?? 'room'] ?? STATES['room'];
if (chosen?.path !== undefined) history.replaceState(null, '', chosen.path);

const options: DemoOptions = {
  app: {},
  empty: false,
  quiet: false,
  requests: false,
  standing: 'calm',
  devices: 'calm',
  refusal: null,
  ...chosen?.options,
};
createRoot(root).render(
  <StrictMode>
    <ClientProvider client={createDemoClient(options)}>{query.has('parts') ? <Parts /> : <App />}</ClientProvider>
  </StrictMode>,
);

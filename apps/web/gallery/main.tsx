/**
 * The gallery: the whole app over a client in memory, put into any state by the address. ?state=sign-up | recovery | log-in | … and
 * ?part=parts for the pieces alone. Built only with ALCOVE_GALLERY=1; pictures and accessibility checks are taken of it.
 */
import '../src/ui/styles/index.css';
import type { Accounts } from '@alcove/platform-web';
import { AccountSlot, FIRST_SLOT } from '@alcove/protocol';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AccountsRoot } from '../src/app/accounts/accounts-root.tsx';
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
/** One account, as if it were the only one of this browser. */
function demoAccounts(client: ReturnType<typeof createDemoClient>): Accounts {
  const free = AccountSlot.parse(FIRST_SLOT + 1);
  const view = { accounts: [], free };
  return {
    client: () => client,
    subscribe(listener) {
      listener(view);
      return () => undefined;
    },
    show: () => undefined,
  };
}

createRoot(root).render(
  <StrictMode>
    <AccountsRoot accounts={demoAccounts(createDemoClient(options))}>
      {query.has('parts') ? <Parts /> : <App />}
    </AccountsRoot>
  </StrictMode>,
);

/** Starts the page: the clients in their worker, the service worker, the screen. */
import '@alcove/platform-web/no-eval';
import './ui/styles/index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AccountsRoot } from './app/accounts/accounts-root.tsx';
import { App } from './app/app.tsx';
import { startAccounts } from './app/client.ts';
import { scriptUrl } from './trusted.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');

createRoot(root).render(
  <StrictMode>
    <AccountsRoot accounts={startAccounts()}>
      <App />
    </AccountsRoot>
  </StrictMode>,
);

if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register(scriptUrl('/sw.js'));

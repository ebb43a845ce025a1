/** Starts the page: the client in its worker, the service worker, the screen. */
import '@alcove/platform-web/no-eval';
import './ui/styles/index.css';
import { ClientProvider } from '@alcove/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startClient } from './app/client.ts';
import { scriptUrl } from './trusted.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');

createRoot(root).render(
  <StrictMode>
    <ClientProvider client={startClient()}>
      <App />
    </ClientProvider>
  </StrictMode>,
);

if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register(scriptUrl('/sw.js'));

/** The page: the accounts of the worker, the screen, the service worker. */
import { connectAccounts, type Accounts, type ClientWorker } from '@alcove/platform-web';
import { StrictMode, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { AccountsRoot } from './app/accounts/accounts-root.tsx';
import { shownLast } from './app/accounts/shown.ts';
import { App, loadHome } from './app/app.tsx';
import { speakAsKept } from './app/appearance.ts';
import { scriptUrl } from './trusted.ts';
import { followLanguage, useInUse } from './words/language.ts';

/** Once, into the document's `#root`. The account that was shown last starts at once. */
export function showPage(worker: ClientWorker): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  const accounts = connectAccounts(worker);
  const shown = shownLast();
  accounts.show(shown);
  // Asked for with the first message: the rooms come with the word that somebody is in.
  accounts.client(shown).subscribe('rooms', null, () => undefined);
  followLanguage();
  void speakAsKept(shown).then(() =>
    createRoot(root).render(
      <StrictMode>
        <Page accounts={accounts} />
      </StrictMode>,
    ),
  );
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // Whoever was here before has the rooms' code on the disk, and most likely is in: it is there when the client says so.
  if (navigator.serviceWorker.controller !== null) void loadHome();
  void navigator.serviceWorker.register(scriptUrl('/sw.js'));
}

/** Drawn again in the next language; what is open, half written or in focus stays. */
function Page({ accounts }: { accounts: Accounts }): ReactElement {
  useInUse();
  return (
    <AccountsRoot accounts={accounts}>
      <App />
    </AccountsRoot>
  );
}

/** The page's accounts: a proxy to those in the worker. The one that was shown last starts at once. */
import { connectAccounts, type Accounts } from '@alcove/platform-web';
import { scriptUrl } from '../trusted.ts';
import workerUrl from '../worker.ts?worker&url';
import { shownLast } from './accounts/shown.ts';

export function startAccounts(): Accounts {
  const accounts = connectAccounts(new Worker(scriptUrl(workerUrl), { type: 'module', name: 'alcove' }));
  accounts.show(shownLast());
  return accounts;
}

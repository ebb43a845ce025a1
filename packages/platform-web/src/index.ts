export { connectAccounts, type Accounts, type ClientWorker } from './connect.ts';
export { keepStorage } from './keep-storage.ts';
export type { AccountsView, AccountView } from './seat/accounts-view.ts';

export { connectClient, type ClientWorker } from './connect.ts';
export { keepStorage } from './keep-storage.ts';

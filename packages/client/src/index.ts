export * from './api/index.ts';
export * from './ports.ts';
export { createClient, type Client } from './create-client.ts';
export { PASSWORD_MIN_CHARACTERS } from './account/credentials.ts';

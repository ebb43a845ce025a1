export * from './client-api.ts';
export * from './outcome.ts';
export * from './views.ts';

export * from './client-api.ts';
export * from './contact-views.ts';
export * from './device-views.ts';
export * from './outcome.ts';
export * from './secret-views.ts';
export * from './profile-views.ts';
export * from './security-views.ts';
export type { Settings } from '../settings/settings.ts';
export * from './views.ts';

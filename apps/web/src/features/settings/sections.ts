/** The sections of the settings page that have an address of their own. */
export const SECTIONS = [
  'appearance',
  'notices',
  'privacy',
  'devices',
  'password',
  'passkeys',
  'app-lock',
  'second-factor',
  'email',
  'recovery',
  'history',
  'happened',
] as const;
export type SectionId = (typeof SECTIONS)[number];

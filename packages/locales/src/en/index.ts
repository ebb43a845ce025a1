/** English, the language every other one is checked against. */
import { arriving } from './arriving.ts';
import { common } from './common.ts';
import { failures } from './failures.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';

export const en = { common, failures, arriving, shell, settings } as const;
export type Catalogue = typeof en;

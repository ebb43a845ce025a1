/** English, the language every other one is checked against. */
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { arriving } from './arriving.ts';
import { common } from './common.ts';
import { composer } from './composer.ts';
import { contacts } from './contacts.ts';
import { devices } from './devices.ts';
import { failures } from './failures.ts';
import { leaving } from './leaving.ts';
import { lock } from './lock.ts';
import { mail } from './mail.ts';
import { people } from './people.ts';
import { profile } from './profile.ts';
import { rooms } from './rooms.ts';
import { search } from './search.ts';
import { secret } from './secret.ts';
import { security } from './security.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { timeline } from './timeline.ts';
import { trust } from './trust.ts';

export const en = {
  access,
  accounts,
  common,
  failures,
  arriving,
  shell,
  security,
  settings,
  rooms,
  timeline,
  composer,
  contacts,
  devices,
  leaving,
  search,
  secret,
  lock,
  mail,
  people,
  profile,
  trust,
} as const;

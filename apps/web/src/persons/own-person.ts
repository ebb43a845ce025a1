/** This person, as portraits and marks show anybody. */
import type { MeView, PersonView } from '@alcove/client';

export function ownPerson(me: MeView): Pick<PersonView, 'account' | 'name' | 'hue' | 'picture' | 'status'> {
  const { account, displayName: name, hue, picture, status } = me;
  return { account, name, hue, picture, status };
}

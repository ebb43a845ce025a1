/** Who a mention can mean and who reads it; and whether links are in the tab order (see the timeline's one tab stop). */
import type { PersonView } from '@alcove/client';
import { createContext } from 'react';

export interface MentionPeople {
  readonly people: readonly PersonView[];
  readonly me: PersonView['account'] | null;
}

export const PeopleContext = createContext<MentionPeople>({ people: [], me: null });
/** Links outside a timeline are ordinary tab stops. */
export const LinkTabContext = createContext<0 | -1>(0);

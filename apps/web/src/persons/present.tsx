/** Who is here now, for every mark below: one subscription, however many people are shown. */
import type { PersonView } from '@alcove/client';
import { useTopic } from '@alcove/react';
import { createContext, useContext, useMemo, type ReactElement, type ReactNode } from 'react';

type Accounts = ReadonlySet<PersonView['account']>;
const NOBODY: Accounts = new Set();
const Present = createContext(NOBODY);

export function PresentProvider({ children }: { children: ReactNode }): ReactElement {
  const accounts = useTopic('present');
  const value = useMemo(() => (accounts === null ? NOBODY : new Set(accounts)), [accounts]);
  return <Present value={value}>{children}</Present>;
}

export const STATES = ['here', 'away', 'busy'] as const;
export type State = (typeof STATES)[number];

/** What they say counts; else whether they are here. Null: nothing is known. */
export function useStateOf(person: Pick<PersonView, 'account' | 'status'>): State | null {
  const present = useContext(Present);
  const how = person.status?.how ?? 'here';
  if (how !== 'here') return how;
  return present.has(person.account) ? 'here' : null;
}

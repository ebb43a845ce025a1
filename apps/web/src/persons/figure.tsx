/** A portrait with the mark of how its person is found now: a full disc, a ring, a disc with a bar; and the same in words. */
import type { PersonView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { Portrait, type PortraitSize } from '../ui/sign/portrait.tsx';
import { useStateOf, type State } from './present.tsx';
import './persons.css';

export function Figure({
  person,
  size = 36,
}: {
  person: Pick<PersonView, 'account' | 'name' | 'hue' | 'picture' | 'status'>;
  size?: PortraitSize;
}): ReactElement {
  const state = useStateOf(person);
  return (
    <span className="figure">
      <Portrait person={person} size={size} />
      {state === null ? null : <StateMark state={state} small={size <= 24} />}
    </span>
  );
}

export function StateMark({ state, small = false }: { state: State; small?: boolean }): ReactElement {
  return (
    <span className={`state state-${state}${small ? ' state-small' : ''}`}>
      <span className="vh">{t.profile.states[state]}</span>
    </span>
  );
}

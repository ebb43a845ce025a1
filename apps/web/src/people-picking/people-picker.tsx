/** Chooses several people: those found by handle, and those one knows. People who are here already are shown, but cannot be chosen. */
import type { FoundPerson, PersonView } from '@alcove/client';
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { spoken } from '../words/spoken.ts';
import { HandleField } from './handle-field.tsx';
import { PersonLine } from './person-line.tsx';
import { useKnownPeople } from './use-known-people.ts';
import './picking.css';

export function PeoplePicker(props: {
  chosen: readonly PersonView[];
  onChange: (chosen: readonly PersonView[]) => void;
  here: readonly PersonView[];
  autoFocus?: boolean;
}): ReactElement {
  const { chosen, onChange, here } = props;
  const [found, setFound] = useState<readonly PersonView[]>([]);
  const known = useKnownPeople();
  const all = unique([...found, ...known]);
  const has = (people: readonly PersonView[], one: PersonView): boolean =>
    people.some((p) => p.account === one.account);
  const toggle = (person: PersonView): void =>
    onChange(has(chosen, person) ? chosen.filter((p) => p.account !== person.account) : [...chosen, person]);
  const add = (result: FoundPerson | null): void => {
    if (result === null) return;
    setFound((before) => unique([result.person, ...before]));
    if (!has(chosen, result.person) && !has(here, result.person)) onChange([...chosen, result.person]);
  };
  return (
    <div className="picker">
      <HandleField
        label={t.rooms.whoComes}
        hint={t.rooms.whoComesHint}
        autoFocus={props.autoFocus ?? false}
        clears
        onFound={add}
      />
      <p className="vh" role="status">
        {spoken(chosen.map((person) => person.name).join(', '))}
      </p>
      {all.length === 0 ? null : (
        <section className="picked">
          <h3>{t.rooms.known}</h3>
          <ul className="pick-list">
            {all.map((person) => (
              <li key={person.account}>
                <PersonLine
                  person={person}
                  chosen={has(chosen, person) || has(here, person)}
                  isDisabled={has(here, person)}
                  {...(has(here, person) ? { note: t.rooms.alreadyHere } : {})}
                  onPress={() => toggle(person)}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function unique(people: readonly PersonView[]): readonly PersonView[] {
  return [...new Map(people.map((person) => [person.account, person])).values()];
}

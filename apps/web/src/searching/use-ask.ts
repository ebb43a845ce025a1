/** What one searches for: the words typed, and the chips that narrow it. An operator becomes a chip when its value is taken or finished. */
import type { AppView, PersonView, RoomSummary, SearchScope } from '@alcove/client';
import { t } from '@alcove/locales';
import { useTopic } from '@alcove/react';
import { useMemo, useState } from 'react';
import { useKnownPeople } from '../people-picking/use-known-people.ts';
import { askOf, keyOf, lastOperator, withChip, type Chip, type Operator, type Typed } from './operators.ts';
import { valueMeant, valuesFor, type Offers, type Value } from './values.ts';

/** As it is handed from one place where one searches to another. */
export interface Asked {
  readonly text: string;
  readonly chips: readonly Chip[];
}

export interface Ask extends Asked {
  readonly people: readonly PersonView[];
  readonly setText: (text: string) => void;
  readonly set: (asked: Asked) => void;
  readonly add: (chip: Chip) => void;
  readonly remove: (chip: Chip) => void;
  /** The operator that is being typed, and what it offers. */
  readonly pending: Typed | null;
  readonly values: readonly Value[];
  /** As if that operator were typed. */
  readonly begin: (operator: Operator) => void;
  readonly typed: string;
  readonly scope: SearchScope;
}

/** `isOpen`: people are asked for when somebody may be looked for. */
export function useAsk(rooms: readonly RoomSummary[], isOpen: boolean): Ask {
  const [{ text, chips }, set] = useState<Asked>({ text: '', chips: [] });
  const people = useKnownPeople(isOpen);
  const me = useTopic('app')?.me ?? null;
  const offers = useMemo(() => offersOf(people, rooms, me), [people, rooms, me]);
  const pending = useMemo(() => {
    const last = lastOperator(text);
    return last?.finished === true ? null : last;
  }, [text]);
  // Not kept: they are words of the language in use.
  const values = pending === null || offers === null ? [] : valuesFor(pending, offers);
  const setText = (next: string): void => {
    const last = lastOperator(next);
    const meant = last?.finished === true && offers !== null ? valueMeant(last, offers) : null;
    if (last === null || meant === null) set({ text: next, chips });
    else set({ text: last.before, chips: withChip(chips, meant.chip) });
  };
  return {
    text,
    chips,
    people,
    set,
    setText,
    add: (chip) => set({ text: pending?.before ?? text, chips: withChip(chips, chip) }),
    remove: (chip) => set({ text, chips: chips.filter((each) => keyOf(each) !== keyOf(chip)) }),
    pending,
    values,
    begin: (operator) => {
      const space = text === '' || text.endsWith(' ') ? '' : ' ';
      set({ text: `${text}${space}${t.search.operators[operator].key}:`, chips });
    },
    ...useMemo(() => askOf(text, chips), [text, chips]),
  };
}

function offersOf(people: readonly PersonView[], rooms: readonly RoomSummary[], me: AppView['me']): Offers | null {
  if (me === null) return null;
  const { account, displayName: name, username, hue, picture } = me;
  return { people, rooms, me: { account, name, username, hue, picture }, now: Date.now() };
}

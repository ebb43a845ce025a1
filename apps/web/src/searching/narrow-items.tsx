/** Operators and their values as lines of a list, and what taking one does. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';
import type { CommandGroup, CommandItem } from '../ui/overlay/finder.tsx';
import type { IconName } from '../ui/sign/icon.tsx';
import { Portrait } from '../ui/sign/portrait.tsx';
import { Crest } from '../ui/sign/small.tsx';
import { Marked } from './marked.tsx';
import { OPERATORS, type Operator } from './operators.ts';
import type { Ask } from './use-ask.ts';
import type { Value } from './values.ts';

const ICONS: Readonly<Record<Operator, IconName>> = {
  from: 'person',
  in: 'arch',
  has: 'link',
  after: 'clock',
  before: 'clock',
};
const idOf = (operator: Operator): string => `operator-${operator}`;

/** What the operator that is being typed offers. */
export function valueGroup({ pending, values }: Ask): CommandGroup {
  const label = pending === null ? t.search.narrow : t.search.operators[pending.operator].means;
  return { label, items: pending === null ? [] : values.map((value) => itemOf(value, pending.operator)) };
}

/** The operators, for who does not know them. */
export function operatorGroup(): CommandGroup {
  const items = OPERATORS.map((operator): CommandItem => {
    const { key, means } = t.search.operators[operator];
    return { id: idOf(operator), lead: <Crest icon={ICONS[operator]} />, title: means, note: `${key}:` };
  });
  return { label: t.search.narrow, items };
}

/** False: it was none of these. */
export function takeNarrowing(ask: Ask, id: string): boolean {
  const value = ask.values.find((each) => each.id === id);
  const operator = OPERATORS.find((each) => idOf(each) === id);
  if (value !== undefined) ask.add(value.chip);
  else if (operator !== undefined) ask.begin(operator);
  return value !== undefined || operator !== undefined;
}

function itemOf({ id, name, range, note, of }: Value, operator: Operator): CommandItem {
  return { id, lead: leadOf(of, operator), title: <Marked text={name} range={range} />, note };
}

function leadOf(of: Value['of'], operator: Operator): ReactElement {
  const person = of === null ? null : 'lastAt' in of ? of.peer : of;
  return person === null ? <Crest icon={ICONS[operator]} /> : <Portrait person={person} size={28} />;
}

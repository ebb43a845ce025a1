/**
 * What a search is narrowed to, before the words in its field. By keyboard: Backspace at the field's start takes the last one away, the arrow
 * goes to it; on one, arrows move, and Backspace, Delete or Enter takes it away.
 */
import { t } from '@alcove/locales';
import type { KeyboardEvent, ReactElement, RefObject } from 'react';
import { Icon } from '../ui/sign/icon.tsx';
import { Isolated } from '../words/isolated.tsx';
import { spoken } from '../words/spoken.ts';
import { keyOf, wordsOf, type Chip } from './operators.ts';
import './chips.css';

export function Chips(props: {
  chips: readonly Chip[];
  onRemove: (chip: Chip) => void;
  field: RefObject<HTMLInputElement | null>;
}): ReactElement | null {
  const { chips, field } = props;
  if (chips.length === 0) return null;
  const remove = (chip: Chip): void => {
    props.onRemove(chip);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, chip: Chip): void => {
    const { key, currentTarget } = event;
    const to = key === 'ArrowLeft' ? 'previousElementSibling' : 'nextElementSibling';
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      const next = currentTarget.closest('li')?.[to]?.querySelector('button') ?? null;
      if (next !== null) next.focus();
      else if (key === 'ArrowRight') field.current?.focus();
    } else if (key === 'Backspace' || key === 'Delete') remove(chip);
    else return;
    event.preventDefault();
  };
  return (
    <ul className="ask-chips" aria-label={t.search.narrowed}>
      {chips.map((chip) => (
        <li key={keyOf(chip)}>
          <button
            type="button"
            className="ask-chip"
            aria-label={spoken(t.search.unnarrow(wordsOf(chip)))}
            onClick={() => remove(chip)}
            onKeyDown={(event) => onKeyDown(event, chip)}
          >
            <span className="cut">
              <Isolated strong>{wordsOf(chip)}</Isolated>
            </span>
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Where nothing is left of the caret: the last chip goes, or has the focus. */
export function onFieldStart(
  key: 'Backspace' | 'ArrowLeft',
  chips: readonly Chip[],
  onRemove: (chip: Chip) => void,
  field: HTMLInputElement | null,
): void {
  const last = chips.at(-1);
  if (last === undefined) return;
  if (key === 'Backspace') onRemove(last);
  else field?.parentElement?.querySelector<HTMLElement>('.ask-chips li:last-child button')?.focus();
}

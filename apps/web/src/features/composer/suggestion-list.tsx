/**
 * What can be completed at the caret, above the field: a listbox the field points at (APG, editable combobox with list). The focus
 * stays in the field; a pointer picks without taking it away.
 */
import { t } from '@alcove/locales';
import { useEffect, useRef, type ReactElement } from 'react';
import { Portrait } from '../../ui/sign/portrait.tsx';
import type { Suggestion } from './text/completion.ts';

export function SuggestionList(props: {
  id: string;
  kind: Suggestion['kind'];
  suggestions: readonly Suggestion[];
  active: number;
  onPick: (index: number) => void;
}): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[props.active]?.scrollIntoView({ block: 'nearest' });
  }, [props.active]);
  return (
    <>
      <ul
        ref={list}
        id={props.id}
        className="suggest"
        role="listbox"
        aria-label={props.kind === 'person' ? t.composer.peopleList : t.composer.emojiList}
      >
        {props.suggestions.map((suggestion, index) => (
          <li
            key={suggestion.key}
            id={optionId(props.id, index)}
            role="option"
            aria-selected={index === props.active}
            onPointerDown={(event) => {
              event.preventDefault();
              props.onPick(index);
            }}
          >
            <Shown suggestion={suggestion} />
          </li>
        ))}
      </ul>
      <p className="vh" aria-live="polite">
        {t.composer.suggestions(props.suggestions.length)}
      </p>
    </>
  );
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${String(index)}`;
}

function Shown({ suggestion }: { suggestion: Suggestion }): ReactElement {
  if (suggestion.kind === 'emoji')
    return (
      <>
        <span className="suggest-emoji">{suggestion.char}</span>
        <span className="grow cut">{suggestion.name}</span>
      </>
    );
  return (
    <>
      <Portrait person={suggestion.person} size={24} />
      <b className="cut">
        <bdi>{suggestion.person.name}</bdi>
      </b>
      <bdi className="suggest-handle cut" dir="ltr">
        @{suggestion.person.username}
      </bdi>
    </>
  );
}

/** One of several: a few side by side, or chips that wrap. */
import type { ReactElement } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { Icon } from '../sign/icon.tsx';

const LOOKS = {
  segments: { all: 'seg', one: 'seg-one' },
  chips: { all: 'choices', one: 'choice' },
} as const;

export function OneOf<Id extends string>(props: {
  look?: keyof typeof LOOKS;
  /** Its name, or the id of the element that shows it. */
  named: string | { readonly by: string };
  value: Id;
  /** `lang`: of a label that is in another language than the page. */
  options: readonly { readonly id: Id; readonly label: string; readonly lang?: string }[];
  onChange: (id: Id) => void;
}): ReactElement {
  const { look = 'segments', named } = props;
  return (
    <RadioGroup
      className={LOOKS[look].all}
      {...(typeof named === 'string' ? { 'aria-label': named } : { 'aria-labelledby': named.by })}
      orientation="horizontal"
      value={props.value}
      onChange={(value) => {
        const chosen = props.options.find((option) => option.id === value);
        if (chosen !== undefined) props.onChange(chosen.id);
      }}
    >
      {props.options.map((option) => (
        <Radio key={option.id} value={option.id} className={LOOKS[look].one}>
          {({ isSelected }) => (
            <>
              {look === 'chips' && isSelected ? <Icon name="check" size={14} /> : null}
              {option.lang === undefined ? option.label : <span lang={option.lang}>{option.label}</span>}
            </>
          )}
        </Radio>
      ))}
    </RadioGroup>
  );
}

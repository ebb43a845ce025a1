/** One of several, as chips that wrap. */
import type { ReactElement } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { Icon } from '../sign/icon.tsx';

export function Choices<Id extends string>(props: {
  labelledBy: string;
  value: Id;
  options: readonly { readonly id: Id; readonly label: string }[];
  onChange: (id: Id) => void;
}): ReactElement {
  return (
    <RadioGroup
      className="choices"
      aria-labelledby={props.labelledBy}
      orientation="horizontal"
      value={props.value}
      onChange={(value) => {
        const chosen = props.options.find((option) => option.id === value);
        if (chosen !== undefined) props.onChange(chosen.id);
      }}
    >
      {props.options.map((option) => (
        <Radio key={option.id} value={option.id} className="choice">
          {({ isSelected }) => (
            <>
              {isSelected ? <Icon name="check" size={14} /> : null}
              {option.label}
            </>
          )}
        </Radio>
      ))}
    </RadioGroup>
  );
}

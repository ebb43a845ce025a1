/** One of a few, side by side. */
import type { ReactElement } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';

export function Segmented<Id extends string>(props: {
  label: string;
  value: Id;
  options: readonly { readonly id: Id; readonly label: string }[];
  onChange: (id: Id) => void;
}): ReactElement {
  return (
    <RadioGroup
      className="seg"
      aria-label={props.label}
      orientation="horizontal"
      value={props.value}
      onChange={(value) => {
        const chosen = props.options.find((option) => option.id === value);
        if (chosen !== undefined) props.onChange(chosen.id);
      }}
    >
      {props.options.map((option) => (
        <Radio key={option.id} value={option.id}>
          {option.label}
        </Radio>
      ))}
    </RadioGroup>
  );
}

/** On or off, with what that means beside it. Not by colour alone: the knob moves, and the sentence says what holds. */
import { useId, type ReactElement } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';

export function Switch(props: {
  label: string;
  hint: string;
  isOn: boolean;
  onChange: (on: boolean) => void;
}): ReactElement {
  const hint = useId();
  return (
    <div className="switch-line">
      <AriaSwitch className="switch" isSelected={props.isOn} onChange={props.onChange} aria-describedby={hint}>
        <span className="switch-label">{props.label}</span>
        <span className="switch-track" aria-hidden="true" />
      </AriaSwitch>
      <p id={hint}>{props.hint}</p>
    </div>
  );
}

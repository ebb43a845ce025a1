/**
 * One line of text with a visible label. Below it one line is always kept free: hint, praise or error take turns there, so nothing
 * moves when one of them comes. `lead` is text inside the box before the value ("Word 4").
 */
import type { ReactElement, ReactNode, Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components';
import { Icon } from '../sign/icon.tsx';

export interface TextFieldProps extends Omit<AriaProps, 'className' | 'style' | 'children' | 'isInvalid'> {
  label: string;
  /** The label is read out but `lead` or the surroundings show it. */
  labelHidden?: boolean;
  lead?: string;
  hint?: ReactNode;
  good?: boolean;
  error?: string | null;
  placeholder?: string;
  end?: ReactNode;
  below?: ReactNode;
  autoCapitalize?: 'off' | 'words';
  inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { label, labelHidden, lead, hint, good, error, placeholder, end, below, autoCapitalize, inputRef, ...rest } =
    props;
  const wrong = error !== undefined && error !== null && error !== '';
  return (
    <AriaTextField {...rest} className="field" isInvalid={wrong} validationBehavior="aria">
      <Label className={labelHidden === true ? 'vh' : 'field-label'}>{label}</Label>
      <span className="field-box">
        {lead === undefined ? null : (
          <span className="field-lead" aria-hidden="true">
            {lead}
          </span>
        )}
        <Input placeholder={placeholder ?? ''} ref={inputRef} dir="auto" autoCapitalize={autoCapitalize ?? ''} />
        {end}
      </span>
      {below}
      <span className="field-below">
        {wrong ? (
          <FieldError className="field-error">
            <Icon name="warning" size={16} />
            {error}
          </FieldError>
        ) : hint === undefined ? null : (
          <Text slot="description" className={good === true ? 'field-good' : ''}>
            {hint}
          </Text>
        )}
      </span>
    </AriaTextField>
  );
}

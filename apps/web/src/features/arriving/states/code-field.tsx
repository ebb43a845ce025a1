/** The second step of a log-in, asked for once the password was right. */
import { t } from '@alcove/locales';
import type { ReactElement, Ref } from 'react';
import { TextField } from '../../../ui/control/text-field.tsx';
import { failureText, type Failure } from '../../../ui/failure-text.ts';

const words = t.access.secondFactor;

export function CodeField(props: {
  code: string;
  failure: Failure | null;
  missing: boolean;
  onChange: (code: string) => void;
  inputRef: Ref<HTMLInputElement>;
}): ReactElement {
  const { failure } = props;
  const wrong = failure?.code === 'second-factor-wrong';
  return (
    <TextField
      label={words.ask}
      hint={failure?.code === 'second-factor' ? failureText(failure) : words.askHint}
      value={props.code}
      onChange={props.onChange}
      error={wrong ? failureText(failure) : props.missing ? words.askMissing : null}
      autoComplete="one-time-code"
      autoFocus
      inputRef={props.inputRef}
    />
  );
}

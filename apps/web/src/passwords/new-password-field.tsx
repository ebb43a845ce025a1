/** A new password with its strength, judged on this device by the same rule wherever one is chosen. */
import { t } from '@alcove/locales';
import type { ReactElement, Ref } from 'react';
import { PasswordField } from '../ui/control/password-field.tsx';
import { judgeFully } from './password-strength.ts';
import { useStrength } from './use-strength.ts';

export function NewPasswordField(props: {
  label: string;
  value: string;
  /** What others could guess it from: name, handle. */
  own: readonly string[];
  /** Said instead of what the strength has to say, by the server or because it is missing. */
  error: string | null;
  onChange: (value: string) => void;
  inputRef?: Ref<HTMLInputElement>;
}): ReactElement {
  const strength = useStrength(props.value, props.own);
  return (
    <PasswordField
      label={props.label}
      hint={strength.hint}
      good={strength.enough}
      strength={strength.score}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
      autoComplete="new-password"
      {...(props.inputRef === undefined ? {} : { inputRef: props.inputRef })}
    />
  );
}

/** Null when it is good enough; otherwise what to say about it. */
export async function newPasswordProblem(password: string, own: readonly string[]): Promise<string | null> {
  if (password === '') return t.arriving.signUp.passwordMissing;
  const { enough, hint } = await judgeFully(password, own);
  return enough ? null : hint;
}

/** A password with "show", and a four-part strength bar when the caller estimates it. Paste is welcome. */
import { t } from '@alcove/locales';
import { useState, type ReactElement } from 'react';
import { IconButton } from './icon-button.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

export interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'end' | 'below'> {
  /** 0 to 4; null while it is not known. Leave out where a password is only entered again. */
  strength?: 0 | 1 | 2 | 3 | 4 | null;
}

export function PasswordField({ strength, ...rest }: PasswordFieldProps): ReactElement {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...rest}
      type={shown ? 'text' : 'password'}
      spellCheck="false"
      autoCapitalize="off"
      end={
        <IconButton
          icon={shown ? 'eye-off' : 'eye'}
          label={shown ? t.common.hidePassword : t.common.showPassword}
          onPress={() => setShown(!shown)}
        />
      }
      below={strength === undefined ? null : <StrengthBar strength={strength} />}
    />
  );
}

function StrengthBar({ strength }: { strength: number | null }): ReactElement {
  return (
    <span className="strength" aria-hidden="true">
      {[1, 2, 3, 4].map((step) => (
        <i key={step} className={strength !== null && strength >= step ? 'on' : ''} />
      ))}
    </span>
  );
}

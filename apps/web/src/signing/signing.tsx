/** A command that signs for the account, and the password it asks for where this device cannot open the vault by itself. */
import type { Outcome } from '@alcove/client';
import { useCommand, type Command } from '@alcove/react';
import { useState, type ReactElement } from 'react';
import { PasswordField } from '../ui/control/password-field.tsx';
import { failureText } from '../ui/failure-text.ts';
import { Notice } from '../ui/sign/notice.tsx';

export interface Signing {
  readonly command: Command<[], unknown>;
  readonly needed: boolean;
  readonly password: string;
  readonly type: (password: string) => void;
}

/** `run` gets the password once it was asked for, else undefined. */
export function useSigning(run: (password: string | undefined) => Promise<Outcome<unknown>>): Signing {
  const [needed, setNeeded] = useState(false);
  const [password, setPassword] = useState('');
  const command = useCommand(async () => {
    const outcome = await run(needed ? password : undefined);
    if (!outcome.ok && outcome.code === 'password-needed') setNeeded(true);
    return outcome;
  });
  return {
    command,
    needed,
    password,
    type(typed) {
      command.clear();
      setPassword(typed);
    },
  };
}

export function SigningFields({ signing, label }: { signing: Signing; label: string }): ReactElement | null {
  const { failure } = signing.command;
  const error = failure === null ? null : failureText(failure);
  if (!signing.needed) return error === null ? null : <Notice tone="brick">{error}</Notice>;
  return (
    <PasswordField
      label={label}
      value={signing.password}
      autoFocus
      autoComplete="current-password"
      error={error}
      onChange={signing.type}
    />
  );
}

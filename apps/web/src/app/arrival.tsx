/** Signing up or logging in. A device that knows an account, this or another, starts with log-in; a person's link says whom it leads to. */
import type { AppView } from '@alcove/client';
import { t } from '@alcove/locales';
import { useEffect, useState, type ReactElement } from 'react';
import { Forgotten } from '../features/arriving/forgotten/forgotten.tsx';
import { SignUp } from '../features/arriving/sign-up/sign-up.tsx';
import { LogIn } from '../features/arriving/states/log-in.tsx';
import { othersOf } from '../features/accounts/who.ts';
import { useAccounts } from './accounts/accounts-root.tsx';
import { stepBackToRoom, useRoute } from './route.ts';

/** `onUnlock`: back to the lock of this device, where it has one. */
export function Arrival({ app, onUnlock }: { app: AppView; onUnlock?: () => void }): ReactElement {
  const route = useRoute();
  const accounts = useAccounts();
  const others = othersOf(accounts);
  const isOneMore = app.lastUsername === null && others.length > 0;
  // One logs out in Settings, and was in a room: whoever logs in again is there.
  const isOut = onUnlock === undefined;
  useEffect(() => {
    if (isOut) stepBackToRoom();
  }, [isOut]);
  const [door, setDoor] = useState<'sign-up' | 'log-in' | 'forgotten'>(
    app.lastUsername === null && !isOneMore ? 'sign-up' : 'log-in',
  );
  const [typed, setTyped] = useState('');
  const lead = route.at === 'person' ? t.shell.writeTo.afterLogIn(route.username) : null;
  if (door === 'sign-up') return <SignUp server={app.serverName} lead={lead} onLogIn={() => setDoor('log-in')} />;
  if (door === 'forgotten') {
    return (
      <Forgotten server={app.serverName} username={typed} mails={app.serverMails} onBack={() => setDoor('log-in')} />
    );
  }
  return (
    <LogIn
      server={app.serverName}
      lastUsername={app.lastUsername}
      trouble={app.trouble === null ? null : { code: app.trouble }}
      title={isOneMore ? t.accounts.add : null}
      lead={lead ?? (isOneMore ? t.accounts.addLead : null)}
      goElsewhere={(username) => {
        const known = others.find((account) => account.username === username);
        if (known !== undefined) accounts.show(known.slot);
        return known !== undefined;
      }}
      onUnlock={onUnlock ?? null}
      onSignUp={() => setDoor('sign-up')}
      onForgotten={(username) => {
        setTyped(username);
        setDoor('forgotten');
      }}
    />
  );
}

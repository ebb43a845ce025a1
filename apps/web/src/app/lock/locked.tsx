/** Locked: the door, or, for whoever forgot what opens it, the ways to log in. */
import type { AppView } from '@alcove/client';
import { useEffect, useState, type ReactElement } from 'react';
import { AlsoHere } from '../../features/accounts/also-here.tsx';
import { Unlock } from '../../features/lock/unlock.tsx';
import { dropToasts } from '../../ui/overlay/toast-store.ts';
import { useAccounts } from '../accounts/accounts-root.tsx';
import { Arrival } from '../arrival.tsx';

export function Locked({ app }: { app: AppView }): ReactElement {
  const accounts = useAccounts();
  const [logsIn, setLogsIn] = useState(false);
  // What they say is of before, and so is what they would undo.
  useEffect(dropToasts, []);
  return logsIn ? (
    <Arrival app={app} onUnlock={() => setLogsIn(false)} />
  ) : (
    <Unlock app={app} onLogIn={() => setLogsIn(true)} foot={<AlsoHere here={accounts} />} />
  );
}

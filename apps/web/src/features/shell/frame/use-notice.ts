/**
 * Which one notice the moment asks for: brick before plain. Being offline counts after three seconds, so that a short
 * gap says nothing; coming back is silent. (What waits for the person is a lit row of the list; it is a notice too where waiting
 * would harm.)
 */
import type { AppView, FailureCode } from '@alcove/client';
import { useEffect, useState } from 'react';

const QUIET_MS = 3_000;

export type NoticeKind =
  | 'session'
  | 'rolled-back'
  | 'storage-lost'
  | 'storage-full'
  | 'urgent'
  | 'nonsense'
  | 'offline'
  | 'clock';

/** What the client says is wrong. */
const BY_TROUBLE: Readonly<Partial<Record<FailureCode, NoticeKind>>> = {
  'session-ended': 'session',
  'vault-rolled-back': 'rolled-back',
  'storage-lost': 'storage-lost',
  'storage-full-device': 'storage-full',
};

/** `urgent`: something waits for this person that will not wait long. */
export function useNotice(app: AppView, urgent: boolean): NoticeKind | null {
  const away = app.connection.state !== 'online';
  const [longAway, setLongAway] = useState(false);
  // Counted from the moment the connection went, not from each try to bring it back.
  useEffect(() => {
    if (!away) return setLongAway(false);
    const timer = setTimeout(() => setLongAway(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [away]);

  const trouble = app.trouble === null ? undefined : BY_TROUBLE[app.trouble];
  if (trouble !== undefined) return trouble;
  if (urgent) return 'urgent';
  if (away && longAway) return app.connection.lostBy === 'nonsense' ? 'nonsense' : 'offline';
  return app.clockSkewMs === null ? null : 'clock';
}

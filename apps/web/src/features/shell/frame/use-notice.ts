/**
 * Which one notice the moment asks for: brick before plain. Being offline counts after three seconds, so that a short
 * gap says nothing; coming back is silent. (What waits for the person is a lit row of the list; it is a notice too where waiting
 * would harm.)
 */
import type { AppView } from '@alcove/client';
import { useEffect, useState } from 'react';

const QUIET_MS = 3_000;

export type NoticeKind = 'session' | 'rolled-back' | 'urgent' | 'offline' | 'clock';

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

  if (app.trouble === 'session-ended') return 'session';
  if (app.trouble === 'vault-rolled-back') return 'rolled-back';
  if (urgent) return 'urgent';
  if (away && longAway) return 'offline';
  return app.clockSkewMs === null ? null : 'clock';
}

/** What the app shows while no client runs in this tab. */
import type { AppView, FailureCode, Phase } from '@alcove/client';

export function appView(phase: Phase, trouble: FailureCode | null = null): AppView {
  return {
    phase,
    me: null,
    lastUsername: null,
    serverName: '',
    serverMails: false,
    connection: { state: 'connecting', lostBy: null, since: 0, waiting: 0 },
    trouble,
    recovery: 'unknown',
    recoveryCheck: { lastAt: null, due: false },
    password: { request: null, changedAt: null },
    enrolling: null,
    lock: null,
    removedFrom: null,
    clockSkewMs: null,
    archive: { state: 'current', left: 0, total: 0, code: null },
  };
}

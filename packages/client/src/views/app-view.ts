/** The state of the whole app: who is in, how the connection stands, what is wrong. */
import type { AccountDesk } from '../account/desk.ts';
import { isDrillDue } from '../account/recovery-drill.ts';
import type { AppView, ArchiveView, MeView } from '../api/views.ts';
import type { Clock } from '../ports.ts';
import { isSpoken } from './summaries.ts';

/** Smaller differences of clocks mean nothing to a person. */
const SKEW_SHOWN_MS = 60_000;

const NO_ARCHIVE: ArchiveView = { state: 'current', left: 0, total: 0, code: null };

export function appViewOf(desk: AccountDesk, clock: Clock): AppView {
  const { runtime } = desk;
  const skew = runtime?.skewMs ?? null;
  return {
    phase: desk.phase,
    me: meOf(desk),
    lastUsername: desk.last?.username ?? null,
    serverName: desk.server.name,
    serverMails: desk.server.mails,
    connection: {
      state: runtime?.context.gateway.state ?? 'offline',
      lostBy: runtime?.context.gateway.lostBy ?? null,
      since: Math.min(desk.connectionSince, clock.now()),
      waiting: waitingOf(desk),
    },
    trouble: desk.trouble,
    recovery: desk.recovery?.state ?? 'unknown',
    recoveryCheck: {
      lastAt: desk.recovery?.checkedAt ?? null,
      due: desk.recovery !== null && isDrillDue(desk.recovery, clock.now() - (skew ?? 0)),
    },
    password: desk.access.password,
    archive: runtime?.parts.archive.view() ?? NO_ARCHIVE,
    enrolling: desk.door.view,
    lock: desk.lock.view,
    removedFrom: desk.removedFrom,
    clockSkewMs: skew !== null && Math.abs(skew) > SKEW_SHOWN_MS ? skew : null,
  };
}

function meOf({ known, runtime }: AccountDesk): MeView | null {
  if (known === null || runtime === null) return null;
  const { account, device, username } = known;
  const { people, abouts } = runtime.context;
  const { name, hue, picture, status } = people.view(account);
  return { account, device, username, displayName: name, hue, picture, status, bio: abouts.of(account).bio };
}

function waitingOf({ runtime }: AccountDesk): number {
  const rooms = runtime?.context.rooms.all() ?? [];
  const waits = rooms.flatMap(({ outgoing }) =>
    outgoing.filter(({ state, acknowledged, event }) => state === 'waiting' && !acknowledged && isSpoken(event.type)),
  );
  return waits.length;
}

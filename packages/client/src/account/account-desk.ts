/**
 * Who is logged in on this device, and the way in and out. Owns the phase, the profile and the store's key while somebody is
 * logged in; the account at work is account/runtime.ts, what is shown is views/view-desk.ts.
 */
import { assertMlsPatched } from '@alcove/crypto';
import type { Username } from '@alcove/protocol';
import { failed, type FailureCode, type Outcome } from '../api/outcome.ts';
import type { Phase } from '../api/views.ts';
import type { Ports } from '../ports.ts';
import { failureOfStore } from '../session/failure.ts';
import { createServerCalls, type ServerCalls } from '../session/server-calls.ts';
import { openViewDesk, type ViewDesk } from '../views/view-desk.ts';
import { viewEvents } from '../views/view-events.ts';
import type { TopicBoard } from '../views/topics.ts';
import { createAccessDesk } from './access-desk.ts';
import { openAccountStore, type AccountStore } from './account-store.ts';
import { readCopied } from './copied.ts';
import type { AccountDesk } from './desk.ts';
import { createDoor } from './door/door.ts';
import { createLockDesk } from '../lock/lock-desk.ts';
import { createLocking } from '../lock/locking.ts';
import { logInByPasskey } from './factors.ts';
import type { KnownAccount, Profile } from './profile.ts';
import { createProfileFile } from './profile-file.ts';
import { recover } from './recover.ts';
import { readRecovery, type Recovery } from './recovery.ts';
import { noteEnd, noteOfRemoval } from './removal.ts';
import { createServerSayings } from './server-facts.ts';
import { openRuntime, type AccountRuntime } from './runtime.ts';
import { takeWay } from './door/take-way.ts';
import { endLeftSession } from './door/left-session.ts';
import { createWaysOut } from './door/ways-out.ts';
import type { Hall } from './hall.ts';
import { byLoggingIn, bySigningUp, byStartingAnew, type WayIn } from './door/ways-in.ts';

export function createAccountDesk(ports: Ports, board: TopicBoard): AccountDesk {
  const calls: ServerCalls = createServerCalls(ports.http, ports.clock);
  const server = createServerSayings(calls, () => board.touch('app', null));
  let phase: Phase = 'starting';
  let trouble: FailureCode | null = null;
  const file = createProfileFile(ports.databases);
  let known: KnownAccount | null = null;
  let last: KnownAccount | null = null;
  let runtime: AccountRuntime | null = null;
  let views: ViewDesk | null = null;
  let recovery: Recovery | null = null;
  let connectionSince = ports.clock.now();
  let removedFrom: Username | null = null;
  let entering: Promise<unknown> = Promise.resolve();

  function enter(next: Phase, why: FailureCode | null): void {
    phase = next;
    trouble = why;
    board.touchAll();
  }

  async function open(): Promise<void> {
    try {
      await assertMlsPatched();
      const profile = await file.open();
      await showWhoIsIn(profile);
      if (await profile.hasLeftSession()) endLeftSession(ports, calls, hall);
    } catch (error) {
      await closeRuntime();
      breakDown(error);
    }
    void server.look();
  }

  async function showWhoIsIn(from: Profile): Promise<void> {
    last = await from.last();
    removedFrom = await noteOfRemoval(ports, from);
    if (removedFrom === null) return resumeActive(from);
    lock.forget();
    enter('removed', null);
  }

  async function resumeActive(from: Profile): Promise<void> {
    const active = await from.active();
    const storeKey = active === null ? null : await lock.load(active.account);
    if (storeKey === 'locked') return enter('locked', null);
    const opened =
      active === null || storeKey === null ? null : await openAccountStore(ports.databases, active.account, storeKey);
    if (active === null || opened === null) return enter('signed-out', null);
    await startWork(active, opened);
  }

  async function seeWhyItEnded(code: FailureCode): Promise<void> {
    const profile = file.now;
    if (runtime === null || profile === null || known === null) return;
    const ended = await noteEnd(profile, known, runtime.context, code);
    if (ended === null) return;
    await closeRuntime();
    if (ended === 'removed') await showWhoIsIn(profile);
    else enter('copied', ended);
  }

  function breakDown(error: unknown): void {
    ports.report({ where: 'open', error });
    enter(failureOfStore(error) === 'elsewhere' ? 'elsewhere' : 'broken', failureOfStore(error));
  }

  async function startWork(account: KnownAccount, opened: AccountStore): Promise<AccountRuntime | 'copied' | null> {
    const copied = await readCopied(opened.store);
    if (copied !== null) {
      await opened.close();
      enter('copied', copied);
      return 'copied';
    }
    const desk = await openViewDesk(opened.store, board, () => runtime);
    recovery = await readRecovery(opened.store);
    runtime = await openRuntime(ports, calls, opened, account, {
      ...viewEvents(desk, board),
      events(id, news) {
        // Something was written: there is room on the device again, and what is stored is there.
        if (trouble === 'storage-full-device' || trouble === 'storage-lost') trouble = null;
        desk.eventsChanged(id, news);
      },
      trouble(code) {
        trouble = code;
        board.touch('app', null);
      },
      account: (what) => void access.follow(what),
      known: () => known,
      connection() {
        connectionSince = ports.clock.now();
        desk.connectionChanged();
      },
      ended(code) {
        trouble = code;
        board.touch('app', null);
        alone(() => seeWhyItEnded(code)).catch((error: unknown) => ports.report({ where: 'ended', error }));
      },
    });
    if (runtime === null) {
      await opened.close();
      enter('signed-out', null);
      return null;
    }
    known = account;
    last = account;
    views = desk;
    await lock.begin(account.account, opened.store);
    runtime.start();
    // Words that were put off stay for the reminder, which is no phase of its own.
    enter(recovery.words !== null && recovery.state === 'unknown' ? 'recovery' : 'ready', null);
    return runtime;
  }

  /** `meanwhile` is shown before what still runs has ended. */
  async function closeRuntime(meanwhile?: Phase): Promise<void> {
    const closing = runtime;
    runtime = null;
    views = null;
    known = null;
    recovery = null;
    lock.end();
    if (meanwhile !== undefined) enter(meanwhile, null);
    await closing?.close();
  }

  const access = createAccessDesk({
    state: () =>
      runtime === null || known === null || recovery === null || file.now === null
        ? null
        : { context: runtime.context, known, recovery, profile: file.now },
    keep(change) {
      if (change.known !== undefined && known?.account === change.known.account) known = change.known;
      if (change.recovery !== undefined) recovery = change.recovery;
      board.touch('app', null);
    },
    enter: (next) => enter(next, trouble),
    alarm: (code) => enter(phase, code),
  });

  /** One way in or out at a time. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = entering.then(work);
    entering = mine.catch(() => undefined);
    return mine;
  }

  function comeIn(way: WayIn): Promise<Outcome> {
    return alone(async () => {
      const profile = await file.forEntering();
      if (profile === null) return failed(trouble ?? 'internal');
      const before = trouble;
      // Two owners of one file would fight.
      await closeRuntime();
      await door.leave();
      const outcome = await tryWay(way, profile);
      if (outcome.ok) return outcome;
      await resumeActive(profile);
      if (runtime !== null && before === 'session-ended') enter(phase, before);
      return outcome;
    });
  }

  const tryWay = (way: WayIn, from: Profile): Promise<Outcome> =>
    takeWay(way, { ports, calls, profile: from }, lock, startWork, (here, unenrolled) => {
      door.stand(here, unenrolled);
      enter('enrolling', null);
    });

  const lock = createLockDesk(
    ports,
    () => file.now,
    () => void locking.lock(),
    () => board.touch('app', null),
  );
  const hall: Hall = {
    alone,
    profile: () => file.now,
    profileAgain: () => file.forEntering(),
    eraseProfile: () => file.eraseIfEmpty(),
    atWork: () => (runtime === null || known === null ? null : { runtime, known }),
    phase: () => phase,
    closeRuntime,
    resume: resumeActive,
    startWork,
    left(forgotten) {
      lock.forget();
      calls.forgetToken();
      if (forgotten) last = null;
      // Of a copy the log-in says once more why.
      enter('signed-out', phase === 'copied' ? trouble : null);
    },
  };
  const locking = createLocking(ports, calls, lock, hall);
  const out = createWaysOut(ports, calls, hall);

  const door = createDoor(
    (here, way) => alone(() => tryWay(way, here.profile)),
    () => board.touch('app', null),
  );

  return {
    get phase() {
      return phase;
    },
    get trouble() {
      return trouble;
    },
    get known() {
      return known;
    },
    get last() {
      return last;
    },
    get runtime() {
      return runtime;
    },
    get views() {
      return views;
    },
    get recovery() {
      return recovery;
    },
    get connectionSince() {
      return connectionSince;
    },
    server,
    calls,
    access,
    lock,
    locking,
    door,
    get removedFrom() {
      return removedFrom;
    },
    open: () => alone(open),
    signUp: (input) => comeIn(bySigningUp(input)),
    logIn: (input) => comeIn(byLoggingIn(input)),
    leaveDoor: () =>
      alone(async () => {
        if (file.now === null || door.view === null) return;
        await door.leave();
        await resumeActive(file.now);
      }),
    forgetRemoval: () =>
      alone(async () => {
        await file.eraseIfEmpty();
        if (phase === 'removed') enter('signed-out', null);
      }),
    logInByPasskey: (answer) => comeIn((here) => logInByPasskey(here, answer)),
    recover: (input) => comeIn((here) => recover(here, input)),
    startAnew: (input) => comeIn(byStartingAnew(input)),
    logOut: out.logOut,
    comeInAgain: out.comeInAgain,
    eraseDevice: (how) => out.eraseDevice(how),
    deleteAccount: (password) => out.leave((of) => access.endAccount(of, password)),
    eraseLocked: out.eraseLocked,
    close: () =>
      alone(async () => {
        door.close();
        await closeRuntime();
        await file.close();
      }),
  };
}

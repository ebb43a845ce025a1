/**
 * Who is logged in on this device, and the way in and out. Owns the phase, the profile and the store's key while somebody is
 * logged in; the account at work is account/runtime.ts, what is shown is views/view-desk.ts.
 */
import type { RouteReply } from '@alcove/protocol';
import { StoreError, type SqlDriver } from '@alcove/store';
import { done, failed, type FailureCode, type Outcome } from '../api/outcome.ts';
import type { Phase } from '../api/views.ts';
import type { Ports } from '../ports.ts';
import type { Failure } from '../session/failure.ts';
import { createServerCalls, type ServerCalls } from '../session/server-calls.ts';
import { openViewDesk, type ViewDesk } from '../views/view-desk.ts';
import type { TopicBoard } from '../views/topics.ts';
import { createAccessDesk, type AccessDesk } from './access-desk.ts';
import { openAccountStore, type AccountStore } from './account-store.ts';
import { checkUsername } from './credentials.ts';
import { logIn } from './log-in.ts';
import { openProfile, type KnownAccount, type Profile } from './profile.ts';
import { recover } from './recover.ts';
import { readRecovery, type Recovery } from './recovery.ts';
import { openRuntime, type AccountRuntime } from './runtime.ts';
import { signUp, startAnew, type SignedIn } from './sign-up.ts';

export interface AccountDesk {
  readonly phase: Phase;
  readonly trouble: FailureCode | null;
  readonly known: KnownAccount | null;
  readonly last: KnownAccount | null;
  readonly runtime: AccountRuntime | null;
  readonly views: ViewDesk | null;
  readonly recovery: Recovery | null;
  readonly connectionSince: number;
  readonly serverName: string;
  readonly serverMails: boolean;
  readonly calls: ServerCalls;
  open(): Promise<void>;
  signUp(input: { username: string; password: string; displayName: string }): Promise<Outcome>;
  logIn(input: { username: string; password: string }): Promise<Outcome>;
  recover(input: { username: string; words: readonly string[]; password: string }): Promise<Outcome>;
  startAnew(input: { token: string; password: string }): Promise<Outcome>;
  logOut(): Promise<Outcome>;
  /** What opens the account, and its changes. */
  readonly access: AccessDesk;
  close(): Promise<void>;
}

const STORE_TROUBLE: Readonly<Record<StoreError['code'], FailureCode>> = {
  full: 'storage-full-device',
  busy: 'elsewhere',
  lost: 'storage-lost',
  'newer-version': 'newer-database',
  failed: 'storage-lost',
};

export function createAccountDesk(ports: Ports, board: TopicBoard): AccountDesk {
  const calls: ServerCalls = createServerCalls(ports.http, ports.clock);
  let phase: Phase = 'starting';
  let trouble: FailureCode | null = null;
  let profileDb: SqlDriver | null = null;
  let profile: Profile | null = null;
  let known: KnownAccount | null = null;
  let last: KnownAccount | null = null;
  let runtime: AccountRuntime | null = null;
  let views: ViewDesk | null = null;
  let recovery: Recovery | null = null;
  let connectionSince = ports.clock.now();
  let facts: RouteReply<'server'> | null = null;
  let entering: Promise<unknown> = Promise.resolve();

  function enter(next: Phase, why: FailureCode | null): void {
    phase = next;
    trouble = why;
    board.touchAll();
  }

  async function open(): Promise<void> {
    try {
      profileDb ??= await ports.databases.open('profile');
      profile ??= await openProfile(profileDb);
      last = await profile.last();
      await resumeActive(profile);
    } catch (error) {
      await closeRuntime();
      breakDown(error);
    }
    void learnServer();
  }

  async function resumeActive(from: Profile): Promise<void> {
    const active = await from.active();
    const storeKey = active === null ? null : await ports.keys.load();
    const opened =
      active === null || storeKey === null ? null : await openAccountStore(ports.databases, active.account, storeKey);
    if (active === null || opened === null) return enter('signed-out', null);
    await startWork(active, opened);
  }

  function breakDown(error: unknown): void {
    ports.report({ where: 'open', error });
    const code = error instanceof StoreError ? STORE_TROUBLE[error.code] : 'internal';
    enter(code === 'elsewhere' ? 'elsewhere' : 'broken', code);
  }

  async function learnServer(): Promise<void> {
    const reply = await calls.call('server', {});
    if (reply.kind !== 'ok') return;
    facts = reply.value;
    board.touch('app', null);
  }

  async function startWork(account: KnownAccount, opened: AccountStore): Promise<void> {
    const desk = await openViewDesk(opened.store, board, () => runtime);
    recovery = await readRecovery(opened.store);
    runtime = await openRuntime(ports, calls, opened, account.serverId, {
      app: () => board.touch('app', null),
      room: desk.roomChanged,
      events(id, news) {
        // Something was written: there is room on the device again.
        if (trouble === 'storage-full-device') trouble = null;
        desk.eventsChanged(id, news);
      },
      rebuilt: desk.rebuilt,
      marks: desk.sendStatesChanged,
      mark: desk.markChanged,
      people: desk.peopleChanged,
      trouble(code) {
        trouble = code;
        board.touch('app', null);
      },
      readSeq: desk.readSeq,
      isWatched: desk.isWatched,
      lastAt: desk.lastAt,
      account: (what) => void access.follow(what),
      connection() {
        connectionSince = ports.clock.now();
        board.touch('app', null);
      },
      ended(code) {
        trouble = code;
        board.touch('app', null);
      },
    });
    if (runtime === null) {
      await opened.close();
      return enter('signed-out', null);
    }
    known = account;
    last = account;
    views = desk;
    runtime.start();
    // Words that were put off stay for the reminder, which is no phase of its own.
    enter(recovery.words !== null && recovery.state === 'unknown' ? 'recovery' : 'ready', null);
  }

  async function closeRuntime(): Promise<void> {
    const closing = runtime;
    runtime = null;
    views = null;
    known = null;
    recovery = null;
    await closing?.close();
  }

  const access = createAccessDesk({
    state: () =>
      runtime === null || known === null || recovery === null || profile === null
        ? null
        : { context: runtime.context, known, recovery, profile },
    keep(change) {
      if (change.known !== undefined && known?.account === change.known.account) known = change.known;
      if (change.recovery !== undefined) recovery = change.recovery;
      board.touch('app', null);
    },
    enter: (next) => enter(next, trouble),
    alarm: (code) => enter(phase, code),
  });

  /** Read anew: TypeScript remembers what it was before an await. */
  const now = (): AccountRuntime | null => runtime;

  /** One way in or out at a time. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = entering.then(work);
    entering = mine.catch(() => undefined);
    return mine;
  }

  function comeIn(way: (from: Profile) => Promise<SignedIn | Failure>): Promise<Outcome> {
    return alone(async () => {
      if (profile === null) return failed(trouble ?? 'internal');
      const before = trouble;
      // The store of whoever was in is closed first: two owners of one file would fight.
      await closeRuntime();
      const outcome = await tryWay(way, profile);
      if (outcome.ok) return outcome;
      await resumeActive(profile);
      if (runtime !== null && before === 'session-ended') enter(phase, before);
      return outcome;
    });
  }

  async function tryWay(way: (from: Profile) => Promise<SignedIn | Failure>, from: Profile): Promise<Outcome> {
    try {
      const entered = await way(from);
      if (!entered.ok) return entered;
      await ports.keys.save(entered.storeKey);
      await from.setActive(entered.known.account, Math.floor(ports.clock.now()));
      await startWork(entered.known, entered.opened);
      // Whoever comes in and leaves at once can still be added to rooms.
      await now()?.parts.keyPackages.begin();
      return done;
    } catch (error) {
      ports.report({ where: 'log-in', error });
      return failed(error instanceof StoreError ? STORE_TROUBLE[error.code] : 'internal');
    }
  }

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
    get serverName() {
      return facts?.name ?? '';
    },
    get serverMails() {
      return facts?.mail ?? false;
    },
    calls,
    access,
    open: () => alone(open),
    signUp: (input) =>
      comeIn(async (from) => {
        // An earlier attempt got no answer, and the server may have taken it: then this password opens it.
        const name = checkUsername(input.username);
        const begun = name.ok ? await from.find(name.username) : null;
        const back = begun?.settled === false ? await logIn({ ports, calls, profile: from }, input) : null;
        return back?.ok === true ? back : signUp(ports, calls, from, input);
      }),
    logIn: (input) => comeIn((from) => logIn({ ports, calls, profile: from }, input)),
    recover: (input) => comeIn((from) => recover({ ports, calls, profile: from }, input)),
    startAnew: (input) => comeIn((from) => startAnew(ports, calls, from, input)),
    logOut: () =>
      alone(async () => {
        if (runtime === null || profile === null) return done;
        await closeRuntime();
        await calls.call('logout', {});
        calls.forgetToken();
        await ports.keys.clear();
        await profile.setActive(null, 0);
        enter('signed-out', null);
        return done;
      }),
    close: () =>
      alone(async () => {
        await closeRuntime();
        await profileDb?.close();
        profileDb = null;
        profile = null;
      }),
  };
}

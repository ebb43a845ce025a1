/**
 * A ClientApi in memory, for the gallery alone: it answers as the real one would and keeps what one does until the page is loaded
 * again. Nothing here is encrypted and nothing is sent.
 */
import type { FrameId } from '@alcove/protocol';
import type {
  AppView,
  ClientApi,
  DevicesView,
  MessageItem,
  Outcome,
  RoomSummary,
  RoomView,
  SettingsView,
  TimelineItem,
  Topic,
  Topics,
} from '@alcove/client';
import { demoPlaces, ME, message, MY_DEVICE, OPENED_AT, PEOPLE, roomId, WORDS, type RoomId } from './demo-data.ts';
import { demoDeviceCommands, demoDevices } from './demo-devices.ts';
import { longPast } from './demo-long.ts';
import { demoPassword } from './demo-password.ts';
import { demoContacts, NO_CONTACTS, requestPlaces, shutPlaces } from './demo-requests.ts';
import { demoDay, demoSearch, type DemoReach } from './demo-search.ts';
import { demoSettings, LOCK } from './demo-settings.ts';
import { demoEvents, demoStanding, type Standing } from './demo-standing.ts';
import { rarePlaces } from './demo-states.ts';
import { soon } from './pace.ts';

const ok: Outcome = { ok: true, value: undefined };

interface State {
  app: AppView;
  devices: DevicesView;
  settings: SettingsView;
  rooms: RoomSummary[];
  views: Map<RoomId, RoomView>;
  items: Map<RoomId, TimelineItem[]>;
  unreadFrom: Map<RoomId, { id: FrameId; since: number }>;
  /** What comes before the first item, in rooms with a long past. */
  older: Map<RoomId, TimelineItem[]>;
  loading: Set<RoomId>;
}

export interface DemoOptions {
  readonly app: Partial<AppView>;
  readonly empty: boolean;
  /** Everything is read. */
  readonly quiet: boolean;
  /** The store has not answered yet: what is listed has no view. */
  readonly opening: boolean;
  /** Strangers ask. */
  readonly requests: boolean;
  readonly standing: Standing;
  readonly search: DemoReach;
  /** A device that asks, or came in by itself. */
  readonly hours: SettingsView['hours'];
  readonly devices: 'calm' | 'wanting' | 'comparing' | 'scanned' | 'forged' | 'question';
  /** The outcome every account command ends with, to show errors. */
  readonly refusal: Extract<Outcome, { ok: false }> | null;
}

const signedIn: AppView = {
  phase: 'ready',
  me: {
    account: ME.account,
    device: MY_DEVICE,
    username: ME.username,
    displayName: ME.name,
    hue: ME.hue,
    picture: null,
    status: null,
    bio: '',
  },
  lastUsername: null,
  lock: null,
  serverName: 'tidewater.example',
  serverMails: true,
  connection: { state: 'online', lostBy: null, since: OPENED_AT - 3 * 3_600_000, waiting: 1 },
  trouble: null,
  recovery: 'kept',
  recoveryCheck: { lastAt: OPENED_AT - 40 * 86_400_000, due: false },
  password: { request: null, changedAt: null },
  enrolling: null,
  removedFrom: null,
  clockSkewMs: null,
  archive: { state: 'current', left: 0, total: 0, code: null },
};

export function createDemoClient(options: DemoOptions): ClientApi {
  const state = firstState(options);
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  const account = async (then: Partial<AppView>): Promise<Outcome> => {
    const outcome = await soon<Outcome>(options.refusal ?? ok);
    if (outcome.ok) {
      state.app = { ...state.app, ...then };
      tell();
    }
    return outcome;
  };
  const edit = (room: RoomId, id: FrameId, change: (item: MessageItem) => MessageItem | null): void => {
    const next = (state.items.get(room) ?? [])
      .map((item) => (item.id === id && item.kind === 'message' ? change(item) : item))
      .filter((item) => item !== null);
    state.items.set(room, next);
    tell();
  };
  // For tests of what arrives: dispatchEvent(new CustomEvent('demo:receive', { detail: { room: 4, count: 20 } })).
  addEventListener('demo:receive', (event) => {
    const { room, count } = (event as CustomEvent<{ room: number; count: number }>).detail;
    const fresh = Array.from({ length: count }, (_, n) => message(PEOPLE.amara, 0, `Fresh ${String(n)}`));
    state.items.set(roomId(room), [...(state.items.get(roomId(room)) ?? []), ...fresh]);
    tell();
  });
  return {
    subscribe: (topic, key, listener) => subscribe(state, listeners, topic, key, listener),
    signUp: ({ username, displayName }) =>
      account({ phase: 'recovery', me: { ...signedIn.me!, username: username as typeof ME.username, displayName } }),
    recoveryWords: () => soon([...WORDS]),
    settleRecovery: (how) => account({ phase: 'ready', recovery: how }),
    checkRecoveryCode: (words) =>
      soon(words.join(' ') === WORDS.join(' ') ? ok : { ok: false, code: 'recovery-code-wrong' }),
    putOffRecoveryCheck: () => account({ recoveryCheck: { lastAt: null, due: false } }),
    newRecoveryCode: () => account({ phase: 'recovery', recovery: 'unknown' }),
    changePassword: () => account({}),
    ...demoPassword(account),
    setLock: () => account({ lock: LOCK }),
    removeLock: () => account({ lock: null }),
    setLockMinutes: (minutes) => account({ lock: { ...LOCK, minutes } }),
    setLockPasskey: (_passphrase, passkey) => account({ lock: { ...LOCK, passkey: passkey?.credential ?? null } }),
    lock: async () => void (await account({ phase: 'locked', me: null })),
    unlock: () => account({ phase: 'ready', me: signedIn.me }),
    stayOpen: async () => undefined,
    lockIfIdle: async () => undefined,
    eraseLocked: () => account({ phase: 'signed-out', lock: null }),
    passkeyRequest: () => soon({ ok: false, code: 'passkey-cancelled' }),
    logInByPasskey: () => account({ phase: 'ready', me: signedIn.me }),
    secondFactor: () => soon({ ok: true, value: { on: false, backupCodes: 0 } }),
    beginSecondFactor: () =>
      soon({
        ok: true,
        value: { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Alcove:ines?secret=JBSWY3DPEHPK3PXP' },
      }),
    confirmSecondFactor: () => soon({ ok: true, value: Array.from({ length: 10 }, () => 'abcde-fghjk') }),
    stopSecondFactor: () => account({}),
    passkeys: () => soon({ ok: true, value: [{ id: 'AAAA', name: 'Laptop', createdAt: 0, usedAt: 0 }] }),
    passkeyCreation: () => soon({ ok: false, code: 'passkey-cancelled' }),
    addPasskey: () => account({}),
    renamePasskey: () => account({}),
    removePasskey: () => account({}),
    standing: () => soon({ ok: true, value: demoStanding(options.standing) }),
    securityEvents: () => soon({ ok: true, value: { events: demoEvents() } }),
    email: () => soon({ ok: true, value: { address: 'ines@example.org', pending: null } }),
    setEmail: () => account({}),
    removeEmail: () => account({}),
    sayLanguage: () => soon(ok),
    verifyEmail: () => account({}),
    askReset: () => account({}),
    resetName: () => soon({ ok: true, value: ME.username }),
    startAnew: () => account({ phase: 'recovery', me: signedIn.me }),
    recover: () => account({ phase: 'ready', me: signedIn.me }),
    logIn: () => account({ phase: 'ready', me: signedIn.me }),
    eraseDevice: () => account({ phase: 'signed-out', me: null, lastUsername: null }),
    deleteAccount: () => account({ phase: 'signed-out', me: null, lastUsername: null }),
    wholeTimeline: async () => ({ ok: true, value: [] }),
    logOut: () => account({ phase: 'signed-out', me: null, lastUsername: ME.username }),
    ...demoDeviceCommands(state, tell),
    useHere: async () => void (await account({ phase: 'ready', me: signedIn.me })),
    setDisplayName: async (displayName) => account({ me: { ...state.app.me!, displayName } }),
    setBio: async (bio) => account({ me: { ...state.app.me!, bio } }),
    setStatus: async (status) => account({ me: { ...state.app.me!, status } }),
    changeSettings: async (change) => {
      state.settings = { ...state.settings, ...change };
      tell();
      return ok;
    },
    findPerson: (username) => {
      const person = Object.values(PEOPLE).find((each) => each.username === username);
      if (person === undefined) return soon({ ok: false, code: 'unknown-person' });
      if (person === ME) return soon({ ok: false, code: 'self' });
      const room = state.rooms.find((each) => each.peer?.account === person.account)?.id ?? null;
      return soon({ ok: true, value: { person, room } });
    },
    knownPeople: () =>
      soon(
        Object.values(PEOPLE).filter((each) => each !== ME),
        20,
      ),
    startDirect: (who) =>
      soon({ ok: true, value: state.rooms.find((each) => each.peer?.account === who)?.id ?? roomId(6) }),
    devicesOf: () => soon({ ok: true, value: [] }),
    startSecret: () => soon({ ok: true, value: roomId(6) }),
    createGroup: () => soon({ ok: true, value: roomId(2) }),
    addPeople: () => soon(ok),
    removePerson: () => soon(ok),
    rename: () => soon(ok),
    leave: () => soon(ok),
    safety: (who) => {
      const person = Object.values(PEOPLE).find((each) => each.account === who) ?? ME;
      return soon({
        ok: true,
        value: { person, digits: Array.from({ length: 12 }, (_, n) => String(10_000 + n * 7_311)), changed: false },
      });
    },
    verify: () => soon(ok),
    unverify: () => soon(ok),
    acceptIdentity: () => soon(ok),
    acceptRequest: () => soon(ok),
    declineRequest: () => soon(ok),
    reopenRequest: () => soon(ok),
    block: () => soon(ok),
    unblock: () => soon(ok),
    addContact: () => soon(ok),
    removeContact: () => soon(ok),
    contacts: () => soon(options.empty ? NO_CONTACTS : demoContacts),
    send: (room, { text }) => {
      const item = message(ME, 0, text, { send: { state: 'sent', readBy: 0, reason: null } });
      state.items.set(room, [...(state.items.get(room) ?? []), { ...item, at: Date.now() }]);
      tell();
      return soon({ ok: true, value: item.id }, 10);
    },
    edit: async (room, id, text) => {
      edit(room, id, (item) => ({ ...item, text, edited: true }));
      return soon(ok, 10);
    },
    deleteForEveryone: async (room, id) => {
      edit(room, id, (item) => ({ ...item, deleted: true, text: '' }));
      return soon(ok, 10);
    },
    react: async (room, id, emoji, on) => {
      edit(room, id, (item) => ({ ...item, reactions: reacted(item, emoji, on) }));
      return soon(ok, 10);
    },
    retry: () => soon(ok),
    discard: async (room, id) => {
      edit(room, id, () => null);
      return soon({ ok: true, value: '' }, 10);
    },
    saveDraft: async () => undefined,
    setTyping: () => undefined,
    setActive: () => undefined,
    setPicture: () => account({}),
    picture: async () => null,
    markRead: async () => undefined,
    markUnread: async () => undefined,
    search: (typed, most, scope = { rooms: [], people: [] }) => demoSearch(options.search, state, typed, most, scope),
    findDay: (room, from) => demoDay(options.search, state.items.get(room) ?? [], from),
    loadOlder: async (room, count) => {
      state.loading.add(room);
      tell();
      await soon(null, 250);
      const older = state.older.get(room) ?? [];
      state.items.set(room, [...older.splice(-count), ...(state.items.get(room) ?? [])]);
      state.loading.delete(room);
      tell();
    },
  };
}

function firstState(options: DemoOptions): State {
  const listed = [...(options.requests ? requestPlaces() : []), ...(options.empty ? [] : demoPlaces())];
  const places = [...listed, ...rarePlaces(), ...shutPlaces()];
  const past = longPast(5_000, 60 * 24 * 2);
  return {
    older: new Map([[roomId(4), past.slice(0, -100)]]),
    loading: new Set(),
    app: { ...signedIn, ...options.app },
    devices: demoDevices(options.devices),
    settings: demoSettings(options.hours),
    rooms: listed.map((place) => place.summary),
    views: new Map(options.opening ? [] : places.map((place) => [place.summary.id, place.view])),
    items: new Map(
      places.map((place) => [
        place.summary.id,
        place.summary.id === roomId(4) ? [...past.slice(-100), ...place.items] : place.items,
      ]),
    ),
    unreadFrom: new Map(
      places.flatMap((place) => {
        const item = place.unreadFromIndex === null ? undefined : place.items[place.unreadFromIndex];
        return item === undefined ? [] : [[place.summary.id, { id: item.id, since: item.at - 11 * 60_000 }] as const];
      }),
    ),
  };
}

const PRESENT = [PEOPLE.aoi, PEOPLE.amara, PEOPLE.yael].map((person) => person.account);

function subscribe<T extends Topic>(
  state: State,
  listeners: Set<() => void>,
  topic: T,
  key: RoomId | null,
  listener: (value: Topics[T]) => void,
): () => void {
  let before: unknown;
  const items = (): TimelineItem[] => (key === null ? [] : (state.items.get(key) ?? []));
  let cached: Topics['timeline'] = null;
  const read = (): Topics[Topic] => {
    if (topic === 'app') return state.app;
    if (topic === 'rooms') return state.rooms;
    if (topic === 'devices') return state.devices;
    if (topic === 'present') return PRESENT;
    if (topic === 'settings') return state.settings;
    const view = key === null ? undefined : state.views.get(key);
    if (topic === 'room' || view === undefined || key === null) return view ?? null;
    if (cached?.items !== items() || cached.loadingOlder !== state.loading.has(key)) {
      cached = {
        room: key,
        items: items(),
        hasOlder: (state.older.get(key)?.length ?? 0) > 0,
        loadingOlder: state.loading.has(key),
        unreadFrom: state.unreadFrom.get(key) ?? null,
        history: view.history,
      };
    }
    return cached;
  };
  const push = (): void => {
    const value = read();
    if (value === before) return;
    before = value;
    listener(value as Topics[T]);
  };
  listeners.add(push);
  queueMicrotask(push);
  return () => listeners.delete(push);
}

function reacted(item: MessageItem, emoji: string, on: boolean): MessageItem['reactions'] {
  const there = item.reactions.find((reaction) => reaction.emoji === emoji);
  if (there === undefined) return [...item.reactions, { emoji, count: 1, mine: true, names: ['you'] }];
  const count = there.count + (on ? 1 : -1);
  return item.reactions
    .map((reaction) => (reaction === there ? { ...there, mine: on, count } : reaction))
    .filter((reaction) => reaction.count > 0);
}

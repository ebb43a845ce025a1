/**
 * The composition root: ports in, ClientApi out. Holds no rule of its own: each command goes to the file that knows it, and answers
 * an outcome, never an exception.
 */
import { cleanLine, CONTENT_LIMIT } from '@alcove/content';
import { StoreError } from '@alcove/store';
import { createAccountDesk } from './account/account-desk.ts';
import { checkUsername } from './account/credentials.ts';
import { askReset, resetName, verifyEmail } from './account/email.ts';
import { passkeyRequest } from './account/factors.ts';
import type { AccountRuntime } from './account/runtime.ts';
import type { ClientApi } from './api/client-api.ts';
import { done, failed, type Outcome } from './api/outcome.ts';
import { ANYWHERE } from './api/search-views.ts';
import type { FoundPerson, PersonView } from './api/views.ts';
import type { Ports } from './ports.ts';
import {
  addPeople,
  createGroup,
  directWith,
  leaveRoom,
  removePerson,
  renameRoom,
  startDirect,
} from './rooms/membership.ts';
import {
  acceptRequest,
  addContact,
  block,
  contactsOf,
  declineRequest,
  removeContact,
  reopenRequest,
  unblock,
} from './people/contacts.ts';
import { acceptIdentity, safetyOf, unverifyPerson, verifyPerson } from './people/identity.ts';
import { isQuiet } from './people/quiet.ts';
import { setBio, setStatus } from './profile/own-about.ts';
import { pictureOf, setPicture } from './profile/own-picture.ts';
import { keepProfileRecord } from './records/kinds/profile.ts';
import { changeSettings } from './settings/own-settings.ts';
import { parseChange } from './settings/settings.ts';
import { checkText, discardSend, retrySend, say, sendText } from './rooms/send.ts';
import { appViewOf } from './views/app-view.ts';
import { devicesViewOf } from './views/devices-view.ts';
import { devicesOf, startSecret } from './secret/start.ts';
import { standingOf } from './views/standing.ts';
import { createTopicBoard, type TopicBoard } from './views/topics.ts';
import { sourceOf, steady } from './views/sources.ts';

export interface Client extends ClientApi {
  /** Opens this profile: resolves when it is known who is logged in. Call once. */
  open(): Promise<void>;
  /** Ends everything; the store is closed when it resolves. Nothing that was durable is lost. */
  close(): Promise<void>;
}

/** More than anybody looks through. */
const MOST_FOUND = 500;
const NO_CONTACTS = { contacts: [], blocked: [], declined: [] } as const;

export function createClient(ports: Ports): Client {
  const board: TopicBoard = createTopicBoard(
    (topic, key) => sourceOf(desk, whole, topic, key),
    (error) => ports.report({ where: 'views', error }),
  );
  const desk = createAccountDesk(ports, board);
  const whole = {
    app: steady(() => appViewOf(desk, ports.clock)),
    devices: steady(() => devicesViewOf(desk)),
    settings: steady(() => desk.runtime?.context.settings.view() ?? null),
  };

  /** A command of somebody logged in. */
  async function within<T>(run: (runtime: AccountRuntime) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const { runtime } = desk;
    if (runtime === null) return failed('session-ended');
    try {
      return await run(runtime);
    } catch (error) {
      runtime.context.fault('command', error);
      return failed(error instanceof StoreError && error.code === 'full' ? 'storage-full-device' : 'internal');
    }
  }
  const discarding = <T>(outcome: Outcome<T>): Outcome => (outcome.ok ? done : outcome);

  return {
    open: () => desk.open(),
    close: () => desk.close(),
    subscribe: (topic, key, listener) => board.subscribe(topic, key, listener),
    signUp: (input) =>
      desk.signUp({ ...input, displayName: cleanLine(input.displayName, CONTENT_LIMIT.displayNameBytes) }),
    recoveryWords: async () => desk.recovery?.words ?? null,
    settleRecovery: (how) => desk.access.settleRecovery(how),
    checkRecoveryCode: (words) => desk.access.checkRecovery(words),
    putOffRecoveryCheck: () => desk.access.putOffRecoveryCheck(),
    newRecoveryCode: (password) => desk.access.newRecoveryCode(password),
    changePassword: (input) => desk.access.changePassword(input),
    askNewPassword: () => desk.access.askNewPassword(),
    refuseNewPassword: () => desk.access.refuseNewPassword(),
    setNewPassword: (fresh) => desk.access.setNewPassword(fresh),
    readPasswordNews: () => desk.access.readPasswordNews(),
    email: () => desk.access.email(),
    setEmail: (input) => desk.access.setEmail(input),
    removeEmail: (password) => desk.access.removeEmail(password),
    sayLanguage: (language) => desk.access.sayLanguage(language),
    secondFactor: () => desk.access.secondFactor(),
    beginSecondFactor: (password) => desk.access.beginSecondFactor(password),
    confirmSecondFactor: (code) => desk.access.confirmSecondFactor(code),
    stopSecondFactor: (password) => desk.access.stopSecondFactor(password),
    passkeys: () => desk.access.passkeys(),
    passkeyCreation: () => desk.access.passkeyCreation(),
    addPasskey: (made) => desk.access.addPasskey(made),
    renamePasskey: (id, name) => desk.access.renamePasskey(id, name),
    removePasskey: (id, password) => desk.access.removePasskey(id, password),
    securityEvents: () => desk.access.securityEvents(),
    standing: (since) => within(async ({ context }) => ({ ok: true, value: await standingOf(context, since) })),
    passkeyRequest: () => passkeyRequest(desk.calls),
    logInByPasskey: (answer) => desk.logInByPasskey(answer),
    verifyEmail: (token) => verifyEmail(desk.calls, token),
    askReset: (who) => askReset(desk.calls, who),
    resetName: (token) => resetName(desk.calls, token),
    startAnew: (input) => desk.startAnew(input),
    recover: (input) => desk.recover(input),
    logIn: (input) => desk.logIn(input),
    logOut: () => desk.logOut(),
    eraseDevice: (how) => desk.eraseDevice(how ?? {}),
    deleteAccount: (password) => desk.deleteAccount(password),
    useHere: () => desk.open(),
    setLock: (input) => desk.locking.change((lock) => lock.set(input)),
    removeLock: (passphrase) => desk.locking.change((lock) => lock.remove(passphrase)),
    setLockMinutes: (minutes) => desk.locking.change((lock) => lock.setMinutes(minutes)),
    setLockPasskey: (passphrase, passkey) => desk.locking.change((lock) => lock.setPasskey(passphrase, passkey)),
    lock: () => desk.locking.lock(),
    unlock: (by) => desk.locking.unlock(by),
    stayOpen: async () => desk.lock.stayOpen(),
    lockIfIdle: async () => desk.lock.lockIfIdle(),
    eraseLocked: () => desk.eraseLocked(),
    enrol: (by) => desk.door.enrol(by),
    confirmCode: async (same) => desk.door.asking?.answer(same),
    askAgain: async () => desk.door.asking?.ask(),
    leaveEnrolment: () => desk.leaveDoor(),
    forgetRemoval: () => desk.forgetRemoval(),
    comeInAgain: () => desk.comeInAgain(),
    scanSquare: (text) => within(({ parts }) => parts.approving.scan(text)),
    meetDevice: (id) => within(({ parts }) => parts.approving.meet(id)),
    letIn: (id, password) => within(({ parts }) => parts.approving.letIn(id, password ?? null)),
    turnAway: (id) => within(({ parts }) => parts.approving.turnAway(id)),
    renameDevice: (device, name) => within(({ parts }) => parts.ownDevices.rename(device, name)),
    removeDevices: (devices, password) => within(({ parts }) => parts.ownDevices.remove(devices, password ?? null)),
    removeOtherDevices: (password) => within(({ parts }) => parts.ownDevices.removeOthers(password ?? null)),
    lookAtDevices: async () => {
      await within(async ({ parts }) => {
        await parts.ownDevices.look();
        return done;
      });
    },
    keepDevice: (device) =>
      within(async ({ parts }) => {
        await parts.ownDevices.accept(device);
        return done;
      }),
    setDisplayName: (name) => within((runtime) => rename(runtime, name)),
    setBio: (text) => within((runtime) => setBio(runtime, text)),
    setStatus: (status) => within((runtime) => setStatus(runtime, status)),
    setPicture: (picture) => within((runtime) => setPicture(runtime, picture)),
    picture: async (account) => (desk.runtime === null ? null : pictureOf(desk.runtime.context, account)),
    changeSettings: (change) =>
      within(async ({ context }) => {
        const parsed = parseChange(change);
        if (parsed === null) return failed('not-allowed');
        await changeSettings(context, parsed);
        return done;
      }),
    findPerson: (username) => within((runtime) => findPerson(runtime, username)),
    knownPeople: async () =>
      desk.runtime?.context.people.all().filter(({ account }) => account !== desk.known?.account) ?? [],
    startDirect: (account) => within((runtime) => startDirect(runtime, account)),
    devicesOf: (account) => within((runtime) => devicesOf(runtime, account)),
    startSecret: (account, device) => within((runtime) => startSecret(runtime, account, device)),
    createGroup: (input) => within((runtime) => createGroup(runtime, input)),
    addPeople: (room, people) => within((runtime) => addPeople(runtime, room, people)),
    removePerson: (room, account) => within((runtime) => removePerson(runtime, room, account)),
    rename: (room, title) => within((runtime) => renameRoom(runtime, room, title)),
    leave: (room) => within((runtime) => leaveRoom(runtime, room)),
    safety: (account) => within((runtime) => safetyOf(runtime.context, account)),
    verify: (account, digits) => within((runtime) => verifyPerson(runtime, account, digits)),
    unverify: (account) => within((runtime) => unverifyPerson(runtime, account)),
    acceptRequest: (room) => within((runtime) => acceptRequest(runtime, room)),
    declineRequest: (room) => within((runtime) => declineRequest(runtime, room)),
    reopenRequest: (room) => within((runtime) => reopenRequest(runtime, room)),
    block: (account) => within((runtime) => block(runtime, account)),
    unblock: (account) => within((runtime) => unblock(runtime, account)),
    addContact: (account) => within((runtime) => addContact(runtime, account)),
    removeContact: (account) => within((runtime) => removeContact(runtime, account)),
    contacts: async () => (desk.runtime === null ? NO_CONTACTS : contactsOf(desk.runtime.context)),
    acceptIdentity: (account) => within((runtime) => acceptIdentity(runtime, account)),
    send: (room, input) => within((runtime) => sendText(runtime, room, input)),
    edit: (room, target, text) =>
      within(async (runtime) => {
        const body = checkText(text);
        return body.ok
          ? discarding(await say(runtime, room, { type: 'edit', target, body: body.value, mentions: [] }))
          : body;
      }),
    deleteForEveryone: (room, target) =>
      within(async (runtime) => discarding(await say(runtime, room, { type: 'delete', target }))),
    react: (room, target, emoji, on) =>
      within(async (runtime) => discarding(await say(runtime, room, { type: 'reaction', target, emoji, on }))),
    retry: (room, id) => within((runtime) => retrySend(runtime, room, id)),
    discard: (room, id) => within((runtime) => discardSend(runtime, room, id)),
    saveDraft: async (room, text) => desk.views?.places.saveDraft(room, text),
    setTyping(id, on) {
      const room = desk.runtime?.context.rooms.get(id);
      if (room !== undefined) desk.runtime?.parts.presence.setTyping(room, on);
    },
    setActive: (on) => desk.runtime?.parts.presence.here.setActive(on),
    markRead: async (room, seq) => desk.views?.places.markRead(room, seq),
    markUnread: async (room, id) => desk.views?.places.markUnread(room, id),
    wholeTimeline: (room) =>
      within(async () => {
        const view = (await desk.views?.wholeTimeline(room)) ?? null;
        return view === null ? failed('not-member') : { ok: true, value: view.items };
      }),
    search: (typed, most, scope = ANYWHERE) =>
      within(async ({ parts }) => ({
        ok: true,
        value: await parts.search.run(typed, desk.views?.rooms() ?? [], scope, Math.min(most, MOST_FOUND)),
      })),
    findDay: (id, from) =>
      within(async ({ context, parts }) => {
        const room = context.rooms.get(id);
        return room === undefined ? failed('not-member') : { ok: true, value: await parts.search.day(room, from) };
      }),
    loadOlder: async (room, count) => desk.views?.loadOlder(room, count),
  };
}

async function findPerson(runtime: AccountRuntime, typed: string): Promise<Outcome<FoundPerson>> {
  const name = checkUsername(typed.replace(/^@/, ''));
  if (!name.ok) return failed('unknown-person');
  const found = await runtime.context.lists.find(name.username);
  if (!found.ok) return found;
  if (found.value === runtime.context.me) return failed('self');
  const person: PersonView = runtime.context.people.view(found.value);
  return { ok: true, value: { person, room: directWith(runtime, found.value)?.id ?? null } };
}

/** The new name is told in every room; people learn it with the next connection at the latest. */
async function rename(runtime: AccountRuntime, typed: string): Promise<Outcome> {
  const { context } = runtime;
  const displayName = cleanLine(typed, CONTENT_LIMIT.displayNameBytes);
  if (displayName === '') return failed('empty');
  const { username } = context.people.view(context.me);
  const learned = context.people.learn({ account: context.me, username, displayName });
  await context.store.write(learned.statements);
  learned.adopt();
  context.changes.people();
  keepProfileRecord(context, displayName);
  for (const room of context.rooms.all())
    if (room.row.member && !isQuiet(context, room)) await say(runtime, room.id, { type: 'profile', displayName });
  return done;
}

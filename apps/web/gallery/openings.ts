/** What one opens from a state: dialogs, menus, sheets, panels, what is typed into them, and toasts. */
import { en } from '@alcove/locales';
import { showToast } from '../src/ui/overlay/toast-store.ts';
import type { Act } from './acts.ts';
import { PEOPLE, roomId } from './demo-data.ts';
import type { GalleryState } from './state.ts';

const {
  access,
  accounts,
  composer,
  contacts,
  leaving,
  people,
  profile,
  rooms,
  search,
  secret,
  settings,
  shell,
  timeline,
} = en;
const plain = (text: string): string => text.replace(/[⁦-⁩]/gu, '');
const press = (...names: readonly string[]): readonly Act[] => names.map((name) => ({ press: plain(name) }));
const inRoom = (n: number, acts: readonly Act[], on: GalleryState['on'] = 'both'): GalleryState => ({
  path: `/r/${roomId(n)}`,
  acts,
  on,
});
const inSettings = (...names: readonly string[]): GalleryState => ({ path: '/settings', acts: press(...names) });
const searching = (typed: string): readonly Act[] => [...press(shell.jump), { type: typed, into: shell.jumper.label }];
const field = (title: string): string => plain(composer.placeholder(title));

const beside = (...acts: readonly Act[]): GalleryState => inRoom(1, [...press(search.panel.open), ...acts]);
const OFFLINE = { connection: { state: 'offline', lostBy: 'network', since: 0, waiting: 2 } } as const;
const finding = (typed: string): readonly Act[] => [{ type: typed, into: search.panel.field }];

const MINE = 'Ladder is strapped';
const THEIRS = 'Both slack waters';

export const OPENINGS: Readonly<Record<string, GalleryState>> = {
  'new-menu': { acts: press(shell.newThing) },
  'new-chat': { acts: press(shell.newThing, shell.newChat) },
  'new-chat-found': {
    acts: [...press(shell.newThing, shell.newChat), { type: 'lucia', into: people.findLabel }, ...press(people.find)],
  },
  'new-chat-nobody': {
    acts: [...press(shell.newThing, shell.newChat), { type: 'nobody', into: people.findLabel }, ...press(people.find)],
  },
  'new-room': { acts: press(shell.newThing, shell.newRoom) },
  'new-room-nameless': { acts: press(shell.newThing, shell.newRoom, rooms.make) },
  jump: { acts: press(shell.jump) },
  'jump-nothing': { acts: searching('nothing like it') },
  'jump-messages': { acts: searching('ladder') },
  'search-many': { acts: searching('? the') },
  'search-hint': { acts: searching('?') },
  'search-people': { acts: searching('? from:') },
  'search-chips': { acts: [...searching('? from:inês '), { type: 'after:2026-01-01 ', into: shell.jumper.label }] },
  'search-nothing': { acts: searching('? nothing like it'), options: { search: 'incomplete' } },
  'search-arriving': { acts: searching('? ladder'), options: { search: 'arriving' } },
  'search-behind': { acts: searching('? ladder'), options: { search: 'behind' } },
  'search-failed': { acts: searching('ladder'), options: { search: 'failed' } },
  'panel-search': beside(),
  'panel-search-found': beside(...finding('the')),
  'panel-search-everywhere': beside(...press(search.panel.everywhere), ...finding('the')),
  'panel-search-rooms': beside(...finding('in:')),
  'panel-search-days': beside(...finding('before:')),
  'panel-search-chips': beside(
    ...finding('from:inês '),
    ...finding('before:2030 '),
    ...finding('in:tide '),
    ...finding('the'),
  ),
  'panel-search-nothing': beside(...finding('nothing like it')),
  'panel-search-arriving': { ...beside(...finding('the')), options: { search: 'arriving' } },
  'panel-search-offline': { ...beside(...finding('the')), options: { search: 'arriving', app: OFFLINE } },
  'panel-search-failed': { ...beside(...finding('the')), options: { search: 'failed' } },
  'panel-search-steps': { ...beside(...finding('the'), ...press('Do we need')), on: 'phone' },
  'day-dialog': beside(...press(search.day.action)),
  toasts: {
    path: `/r/${roomId(2)}`,
    acts: [
      {
        do: () => {
          showToast('Moved to Saturday 08:00', async () => ({ ok: true, value: undefined }));
          showToast(settings.linkCopied);
        },
      },
    ],
  },
  accounts: { acts: press(`${accounts.title}, Inês Carvalho`), on: 'desk' },
  'accounts-sheet': { acts: press(accounts.open('Inês Carvalho')), on: 'phone' },

  'room-panel': inRoom(1, press(rooms.people)),
  'room-panel-details': inRoom(1, press(rooms.people, rooms.details)),
  'direct-panel': inRoom(6, press(rooms.about)),
  'direct-compare': inRoom(6, press(rooms.about, en.trust.compare)),
  'direct-block': inRoom(6, press(rooms.about, contacts.blockName(PEOPLE.yael.name))),
  'direct-secret': inRoom(6, press(rooms.about, secret.start)),
  'room-menu': inRoom(2, press(rooms.more)),
  'room-add': inRoom(2, press(rooms.more, rooms.addPeople)),
  'room-rename': inRoom(2, press(rooms.more, rooms.rename)),
  'room-leave': inRoom(2, press(rooms.more, rooms.leave)),
  'room-remove': inRoom(1, press(rooms.people, rooms.removeName(PEOPLE.amara.name))),
  emoji: inRoom(2, press(composer.emoji)),
  suggestions: inRoom(2, [{ type: ':thu', into: field('Boat shed') }]),
  'suggestions-people': inRoom(2, [{ type: '@', into: field('Boat shed') }]),
  'too-long': inRoom(2, [{ type: 'tide '.repeat(14_000), into: field('Boat shed') }]),
  'message-tools': inRoom(1, [{ over: MINE }], 'desk'),
  'message-menu': inRoom(1, [{ over: MINE }, ...press(timeline.more)], 'desk'),
  'message-reply': inRoom(1, [{ over: THEIRS }, ...press(timeline.reply)], 'desk'),
  'message-edit': inRoom(1, [{ over: MINE }, ...press(timeline.more, timeline.edit)], 'desk'),
  'message-delete': inRoom(1, [{ over: MINE }, ...press(timeline.more, timeline.deleteForEveryone)], 'desk'),
  'message-versions': inRoom(1, press(timeline.showVersions)),
  'message-sheet': inRoom(1, [{ hold: MINE }], 'phone'),
  'message-sheet-emoji': inRoom(1, [{ hold: MINE }, ...press(timeline.addReaction)], 'phone'),

  'settings-keys': inSettings(settings.keysShow),
  'settings-status': inSettings(profile.statusSet),
  'settings-password': inSettings(access.passwordChange),
  'settings-password-unknown': inSettings(access.unknown.link),
  'settings-second-step': inSettings(access.secondFactor.turnOn),
  'settings-recovery': inSettings(settings.recoveryNew),
  'settings-card': inSettings(settings.recoveryCheck),
  'settings-happened': inSettings(access.happened.all),
  'settings-address': inSettings(access.address.change),
  'settings-lock': inSettings(en.lock.set),
  'settings-device': inSettings(en.devices.list.add),
  'settings-device-menu': inSettings('More for Workbench'),
  'settings-qr': inSettings(settings.showQr),
  'settings-log-out': inSettings(settings.logOut),
  'settings-erase': inSettings(settings.logOut, settings.logOutErase),
  'settings-delete': inSettings(leaving.remove),

  'sign-up-mistakes': {
    options: { app: { phase: 'signed-out', me: null } },
    acts: press(en.arriving.signUp.go),
  },
  'recovery-check': {
    options: { app: { phase: 'recovery' } },
    acts: press(en.arriving.keep.hand, en.arriving.keep.kept),
  },
  'recovery-check-mistakes': {
    options: { app: { phase: 'recovery' } },
    acts: press(en.arriving.keep.hand, en.arriving.keep.kept, en.arriving.check.go),
  },
  forgotten: {
    options: { app: { phase: 'signed-out', me: null, lastUsername: 'ines' as never } },
    acts: press(access.forgotten.link),
  },
};

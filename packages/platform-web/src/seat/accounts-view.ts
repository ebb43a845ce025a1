/** What the switcher of accounts shows: who is here, and how much waits for them. Never what was written. */
import type { AppView, MeView, RoomSummary } from '@alcove/client';
import type { AccountSlot } from '@alcove/protocol';

export interface AccountView {
  readonly slot: AccountSlot;
  /**
   * in: at work. ended: logged in, but the server ended the session, or another copy of the device went on. out: logged out; logging in
   * opens what is here. coming: waits to be let in. locked: in, behind the app lock. removed: this device was taken out of the account.
   * new: nobody was ever here.
   */
  readonly state: 'starting' | 'in' | 'ended' | 'out' | 'coming' | 'locked' | 'removed' | 'broken' | 'new';
  readonly me: Pick<MeView, 'username' | 'displayName' | 'hue'> | null;
  /** Whose place this is, also while they are out. */
  readonly username: string | null;
  readonly unread: number;
  /** Of those, what is for this person. */
  readonly lit: number;
}

export interface AccountsView {
  /** By slot. */
  readonly accounts: readonly AccountView[];
  /** Where one more account would go; null: this browser holds as many as it can. */
  readonly free: AccountSlot | null;
}

export function accountView(slot: AccountSlot, app: AppView, rooms: readonly RoomSummary[]): AccountView {
  const { me } = app;
  return {
    slot,
    state: stateOf(app),
    me: me === null ? null : { username: me.username, displayName: me.displayName, hue: me.hue },
    username: me?.username ?? app.removedFrom ?? app.lastUsername,
    unread: rooms.reduce((sum, { unread }) => sum + unread, 0),
    lit: rooms.reduce((sum, { lit }) => sum + lit, 0),
  };
}

function stateOf({ phase, trouble, lastUsername }: AppView): AccountView['state'] {
  switch (phase) {
    case 'starting':
    case 'elsewhere':
      return 'starting';
    case 'signed-out':
      return lastUsername === null ? 'new' : 'out';
    case 'enrolling':
      return 'coming';
    case 'recovery':
    case 'ready':
      return trouble === 'session-ended' ? 'ended' : 'in';
    case 'copied':
      return 'ended';
    case 'locked':
    case 'removed':
    case 'broken':
      return phase;
  }
}

/**
 * Everything one device can say to a room, readable by its members alone. One file per kind under kinds/; the registry is a
 * full Record, so a new kind does not compile until it is listed, and so are the ones of packages/client and the interfaces.
 * Sender, place and server time are not in here: they come from MLS and the log, and nothing in the payload can claim another.
 */
import type { z } from 'zod';
import { About } from './kinds/about.ts';
import { Again } from './kinds/again.ts';
import { Delete } from './kinds/delete.ts';
import { Edit } from './kinds/edit.ts';
import { GroupInfoKey } from './kinds/group-info-key.ts';
import { Picture } from './kinds/picture.ts';
import { Profile } from './kinds/profile.ts';
import { Reaction } from './kinds/reaction.ts';
import { Snapshot } from './kinds/snapshot.ts';
import { State } from './kinds/state.ts';
import { Text } from './kinds/text.ts';

/** What this version can send. */
export type SendableEvent =
  | Text
  | Edit
  | Delete
  | Reaction
  | State
  | Snapshot
  | Profile
  | About
  | Picture
  | GroupInfoKey
  | Again;

/** Sent by a newer version: only its fallback text can be shown. */
export interface UnknownEvent {
  readonly type: 'unknown';
  readonly fallback: string;
}

export type ContentEvent = SendableEvent | UnknownEvent;
export type ContentType = ContentEvent['type'];
export type EventOf<T extends ContentType> = Extract<ContentEvent, { type: T }>;

export const KINDS: { readonly [T in SendableEvent['type']]: z.ZodType<EventOf<T>> } = {
  text: Text,
  edit: Edit,
  delete: Delete,
  reaction: Reaction,
  state: State,
  snapshot: Snapshot,
  profile: Profile,
  about: About,
  picture: Picture,
  'group-info-key': GroupInfoKey,
  again: Again,
};

/** The frame that an event changes, if it changes one. */
export function targetOf(event: ContentEvent): Text['replyTo'] | null {
  return event.type === 'edit' || event.type === 'delete' || event.type === 'reaction' ? event.target : null;
}

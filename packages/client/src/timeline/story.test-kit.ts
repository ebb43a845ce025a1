/** Builds opened events for the timeline's tests, and looks at what they come to. */
import { AccountId, DeviceId, FrameId, RoomId, Username } from '@alcove/protocol';
import type { MessageItem, PersonView, TimelineItem } from '../api/views.ts';
import type { OpenedEvent, TimelineEvent } from './opened.ts';
import { project, type Surroundings } from './project.ts';
import { EMPTY_TIMELINE, reduce } from './reduce.ts';
import { standingOf } from './receipts.ts';

export const ROOM: RoomId = RoomId.parse('R'.repeat(43));
export const ADA: AccountId = AccountId.parse('A'.repeat(22));
export const BEN: AccountId = AccountId.parse('B'.repeat(22));
export const CAT: AccountId = AccountId.parse('C'.repeat(22));
const DEVICE = DeviceId.parse('d'.repeat(22));

export function frame(n: number): FrameId {
  return FrameId.parse(`01J${String(n).padStart(23, '0')}`);
}

/** Entry `n` of the log. */
export function at(n: number, author: AccountId, event: TimelineEvent): OpenedEvent {
  return { room: ROOM, seq: n, ord: null, id: frame(n), at: n * 1_000, author, device: DEVICE, event };
}

export function waiting(n: number, ord: number, event: TimelineEvent): OpenedEvent {
  return { ...at(n, ADA, event), seq: null, ord };
}

export const say = (body: string, mentions: AccountId[] = [], replyTo?: number): TimelineEvent => ({
  type: 'text',
  body,
  mentions,
  ...(replyTo === undefined ? {} : { replyTo: frame(replyTo) }),
});
export const change = (target: number, body: string): TimelineEvent => ({
  type: 'edit',
  target: frame(target),
  body,
  mentions: [],
});
export const erase = (target: number): TimelineEvent => ({ type: 'delete', target: frame(target) });
export const react = (target: number, emoji: string, on = true): TimelineEvent => ({
  type: 'reaction',
  target: frame(target),
  emoji,
  on,
});

const names = new Map([
  [ADA, 'ada'],
  [BEN, 'ben'],
  [CAT, 'cat'],
]);
export function person(account: AccountId): PersonView {
  const name = names.get(account) ?? 'nobody';
  return {
    account,
    username: Username.parse(name),
    name,
    hue: 1,
    verified: false,
    standing: 'none',
    picture: null,
    status: null,
  };
}

/** As Ada sees it, with Ben and Cat in the room. */
export const around: Surroundings = {
  me: ADA,
  people: person,
  standing: standingOf(ADA, new Map([BEN, CAT].map((account) => [account, 0])), []),
  outbox: new Map(),
  repairing: false,
  from: null,
};

export function shown(events: Iterable<OpenedEvent>, view: Partial<Surroundings> = {}): readonly TimelineItem[] {
  return project(reduce(EMPTY_TIMELINE, events), { ...around, ...view }, null).items;
}

export function message(items: readonly TimelineItem[], n: number): MessageItem {
  const item = items.find(({ id }) => id === frame(n));
  if (item?.kind !== 'message') throw new Error(`no message ${String(n)}`);
  return item;
}

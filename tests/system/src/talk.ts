/** What the system tests say and look for, in few words. */
import type { MessageItem, RoomView, TimelineView } from '@alcove/client';
import type { AccountId, FrameId, RoomId } from '@alcove/protocol';
import { until, type Resident } from '@alcove/testkit/house';

export function messages(view: TimelineView | null): readonly MessageItem[] {
  return (view?.items ?? []).filter((item): item is MessageItem => item.kind === 'message');
}

export function texts(view: TimelineView | null): readonly string[] {
  return messages(view).map(({ text }) => text);
}

/** What the room itself wrote, by its kind. */
export function lines(view: TimelineView | null): readonly string[] {
  return (view?.items ?? []).flatMap((item) => (item.kind === 'line' ? [item.line.what] : []));
}

export async function accountOf(resident: Resident): Promise<AccountId> {
  const app = await until(resident.client, 'app', null, ({ me }) => me !== null);
  if (app.me === null) throw new Error('nobody is in');
  return app.me.account;
}

export async function online(...residents: readonly Resident[]): Promise<void> {
  await Promise.all(
    residents.map(({ client }) => until(client, 'app', null, ({ connection }) => connection.state === 'online')),
  );
}

export async function directChat(from: Resident, to: string): Promise<RoomId> {
  const found = await from.client.findPerson(to);
  if (!found.ok) throw new Error(`find: ${found.code}`);
  const room = await from.client.startDirect(found.value.person.account);
  if (!room.ok) throw new Error(`start: ${room.code} ${room.detail ?? ''}`);
  return room.value;
}

/** They are contacts of each other: nobody has to ask first. */
export async function acquaint(...residents: readonly Resident[]): Promise<void> {
  for (const one of residents) {
    for (const other of residents) {
      if (one === other) continue;
      const found = await one.client.findPerson(other.name);
      if (!found.ok) throw new Error(`find: ${found.code}`);
      const added = await one.client.addContact(found.value.person.account);
      if (!added.ok) throw new Error(`contact: ${added.code}`);
    }
  }
}

export async function groupOf(host: Resident, title: string, others: readonly Resident[]): Promise<RoomId> {
  const people = await Promise.all(others.map(accountOf));
  for (const other of others) await host.client.findPerson(other.name);
  const room = await host.client.createGroup({ title, people });
  if (!room.ok) throw new Error(`group: ${room.code} ${room.detail ?? ''}`);
  return room.value;
}

export async function say(
  from: Resident,
  room: RoomId,
  text: string,
  replyTo: FrameId | null = null,
): Promise<FrameId> {
  const sent = await from.client.send(room, { text, replyTo, mentions: [] });
  if (!sent.ok) throw new Error(`send: ${sent.code}`);
  return sent.value;
}

export function hears(resident: Resident, room: RoomId, text: string): Promise<TimelineView | null> {
  return until(resident.client, 'timeline', room, (view) => texts(view).includes(text));
}

export function seesRoom(
  resident: Resident,
  room: RoomId,
  fits: (view: RoomView) => boolean,
): Promise<RoomView | null> {
  return until(resident.client, 'room', room, (view) => view !== null && fits(view));
}

/** Everyone who is shown as writing from now on: it fades by itself, so that a look at the end may come too late. */
export function everWriting({ client }: Resident, room: RoomId): ReadonlySet<AccountId> {
  const writing = new Set<AccountId>();
  client.subscribe('room', room, (view) => {
    for (const { account } of view?.typing ?? []) writing.add(account);
  });
  return writing;
}

/** One room as its header, member list and security panel show it. */
import { roster } from '@alcove/crypto';
import type { AccountId } from '@alcove/protocol';
import type { AccountContext } from '../account/context.ts';
import type { SecretView } from '../api/secret-views.ts';
import type { HistoryView, MemberView, RoomView } from '../api/views.ts';
import { changedIn } from '../people/held.ts';
import { shutOf } from '../people/quiet.ts';
import type { Room } from '../rooms/room.ts';
import { endOf } from '../secret/over.ts';

export function roomViewOf(
  context: AccountContext,
  room: Room,
  about: {
    readonly draft: string;
    readonly draftArrival: number;
    readonly typing: readonly AccountId[];
    readonly history: HistoryView;
  },
): RoomView {
  const { people, me } = context;
  const policy = room.keys?.policy ?? null;
  const group = room.keys?.group ?? null;
  const peer = room.row.peer === null ? null : people.view(room.row.peer);
  const isGroup = room.row.kind === 'group' && room.row.member;
  return {
    id: room.id,
    kind: room.row.kind,
    title: peer?.name ?? room.row.title,
    peer,
    peerGone: room.row.peer !== null && context.lists.all.get(room.row.peer)?.list.devices.length === 0,
    secret: secretOf(context, room),
    members: membersOf(context, room),
    epoch: group?.epoch ?? 0,
    suite: group?.suite ?? policy?.suite ?? '',
    left: !room.row.member,
    canRename: isGroup,
    canAdd: isGroup,
    canRemove: isGroup && policy?.owner === me,
    typing: about.typing.map((account) => people.view(account)),
    draft: about.draft,
    draftArrival: about.draftArrival,
    alarms: room.alarms,
    changed: policy === null || !room.row.member ? [] : changedIn(context, policy),
    shut: shutOf(context, room),
    slowedUntil: room.rest?.code === 'rate-limited' ? room.rest.until : null,
    unopened: room.unopened.length,
    history: about.history,
  };
}

function secretOf(context: AccountContext, room: Room): SecretView | null {
  const { kind, peer } = room.row;
  if (kind !== 'secret') return null;
  const kindOf = (account: AccountId | null): string => {
    const device = account === null ? undefined : room.keys?.policy?.devices?.get(account);
    const listed = account === null ? undefined : context.lists.all.get(account)?.list.devices;
    return listed?.find((each) => each.device === device)?.kind ?? '';
  };
  return { mine: kindOf(context.me), theirs: kindOf(peer), end: endOf(context, room) };
}

function membersOf({ people, abouts, me, device, lists }: AccountContext, room: Room): readonly MemberView[] {
  const policy = room.keys?.policy;
  if (policy == null) return [];
  const leaves = room.keys?.group == null ? [] : roster(room.keys.group);
  const member = (account: AccountId): MemberView => ({
    ...people.view(account),
    isMe: account === me,
    bio: abouts.of(account).bio,
    isHost: room.row.kind === 'group' && account === policy.owner,
    devices:
      leaves.length > 0
        ? leaves
            .filter((leaf) => leaf.account === account)
            .map((leaf) => ({ device: leaf.device, kind: leaf.kind, isThis: leaf.device === device }))
        : (lists.all.get(account)?.list.devices ?? []).map((each) => ({
            device: each.device,
            kind: each.kind,
            isThis: each.device === device,
          })),
  });
  return [...policy.members.keys()]
    .map(member)
    .toSorted((a, b) => Number(b.isMe) - Number(a.isMe) || a.name.localeCompare(b.name));
}

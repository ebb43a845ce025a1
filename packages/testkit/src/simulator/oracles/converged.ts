/**
 * Everybody who is in a room has the same: epoch, keys, members, title, and the same timeline from where both were in it. What one shows
 * of older times, another who came later need not.
 */
import { epochAuthenticator, roster } from '@alcove/crypto';
import type { RoomId } from '@alcove/protocol';
import type { Findings, Shown } from '../findings.ts';
import type { StoredEntry } from '../sim-server.ts';
import { hiddenFrom, messagesIn, short, type Oracle } from './oracle.ts';

export const converged: Oracle = {
  name: 'converged',
  async judge(findings) {
    const rooms = [...new Set(findings.truth.stays.map(({ room }) => room))];
    return rooms.flatMap((room) => judgeRoom(findings, room));
  },
};

function judgeRoom(findings: Findings, room: RoomId): string[] {
  const complaints: string[] = [];
  const inside: Shown[] = [];
  for (const device of findings.devicesIn(room)) {
    const shown = findings.shown.find((each) => each.device === device && each.room === room);
    if (shown === undefined || shown.group === null)
      complaints.push(`${device.name} is not in ${short(room)}${shown === undefined ? '' : ' (no keys)'}`);
    else inside.push(shown);
  }
  const [first, ...others] = inside;
  if (first === undefined) return complaints;
  const members = findings.truth.stays
    .filter((stay) => stay.room === room && stay.until === null)
    .map(({ account }) => account)
    .toSorted();
  for (const each of inside) {
    const view = each.view.members.map(({ account }) => account).toSorted();
    if (view.join() !== members.join()) complaints.push(`${each.device.name} shows other members of ${short(room)}`);
  }
  complaints.push(...titles(findings, inside));
  const epochs = new Map(findings.entriesOf(room).map(({ seq, epoch }) => [seq, epoch]));
  return [...complaints, ...others.flatMap((other) => differences(findings, first, other, epochs))];
}

function differences({ world }: Findings, one: Shown, other: Shown, epochs: ReadonlyMap<number, number>): string[] {
  const where = `${one.device.name} and ${other.device.name} in ${short(one.room)}`;
  const complaints: string[] = [];
  const keys = [one, other].map(({ group }) =>
    group === null ? '' : Buffer.from(epochAuthenticator(group)).toString('hex'),
  );
  if (one.group?.epoch !== other.group?.epoch)
    complaints.push(`${where}: epochs ${String(one.group?.epoch)} and ${String(other.group?.epoch)}`);
  else if (keys[0] !== keys[1]) complaints.push(`${where}: other keys in one epoch`);
  else if (leaves(one) !== leaves(other)) complaints.push(`${where}: other leaves`);
  const from = Math.max(one.row.joinSeq, other.row.joinSeq);
  const since = Math.max(one.row.joinEpoch, other.row.joinEpoch);
  const hidden = [one, other].map((shown) => hiddenFrom(shown, world));
  const isCommon = (seq: number): boolean =>
    seq > from && (epochs.get(seq) ?? 0) >= since && !hidden.some((places) => places.has(seq));
  const [mine, theirs] = [one, other].map((shown) => storyOf(shown, isCommon));
  const at = mine?.findIndex((line, n) => line !== theirs?.[n]) ?? -1;
  if (at >= 0 || mine?.length !== theirs?.length) {
    const n = at >= 0 ? at : (mine?.length ?? 0);
    complaints.push(`${where}: timelines differ: ${mine?.[n] ?? 'nothing'} | ${theirs?.[n] ?? 'nothing'}`);
  }
  return complaints;
}

/**
 * Whoever shows the last renaming has that title; so has whoever was brought in after it, or by somebody who shows it. A device that came in by itself knows the title of its account's other devices, which may be an older one, and somebody may be
 * told none (docs/known-gaps.md).
 */
function titles({ truth }: Findings, inside: readonly Shown[]): string[] {
  const renamings = inside.flatMap(({ items }) =>
    items.flatMap((item) =>
      item.kind === 'line' && item.line.what === 'renamed' ? [{ ...item.line, seq: item.seq ?? 0 }] : [],
    ),
  );
  const last = renamings.toSorted((a, b) => b.seq - a.seq)[0];
  if (last === undefined) return [];
  const knowing = new Set(inside.flatMap(({ device, view }) => (view.title === last.title ? [device.device] : [])));
  return inside
    .filter(({ row, room, view }) => {
      // A Welcome comes with the commit that made its epoch; who joins by itself begins one commit earlier.
      const by = entryAt(truth, room, row.joinSeq);
      const broughtIn = by !== undefined && by.epoch + 1 === row.joinEpoch;
      const opensIt = row.joinSeq < last.seq && (entryAt(truth, room, last.seq)?.epoch ?? 0) >= row.joinEpoch;
      const isTold = broughtIn && (row.joinSeq >= last.seq || knowing.has(by.device));
      return (opensIt || isTold) && view.title !== '' && view.title !== last.title;
    })
    .map(({ device, view }) => `${device.name} shows "${view.title}" instead of "${last.title}"`);
}

function entryAt({ entries }: Findings['truth'], room: RoomId, seq: number): StoredEntry | undefined {
  return entries.find((entry) => entry.room === room && entry.seq === seq);
}

const leaves = ({ group }: Shown): string =>
  group === null
    ? ''
    : roster(group)
        .map(({ device }) => device)
        .join();

function storyOf(shown: Shown, isCommon: (seq: number) => boolean): string[] {
  return messagesIn(shown)
    .filter(({ seq }) => seq !== null && isCommon(seq))
    .map(({ seq, author, text, edited, deleted, reactions }) => {
      const marks = [
        edited ? 'edited' : '',
        deleted ? 'deleted' : '',
        ...reactions.map((r) => `${r.emoji}${String(r.count)}`),
      ];
      return `${String(seq)} ${author.username}: ${text} ${marks.join(' ')}`.trimEnd();
    });
}

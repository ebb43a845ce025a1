/**
 * Who was taken out reads nothing of what follows: its client shows none of it, and the secrets it held, kept by a thief who got them
 * before the client deleted them, open none of it.
 */
import { roster } from '@alcove/crypto';
import { opensWith } from '@alcove/crypto/witness';
import { decodeLogCore } from '@alcove/protocol';
import type { Findings } from '../findings.ts';
import { messagesIn, short, type Oracle } from './oracle.ts';

export const removedReadNothing: Oracle = {
  name: 'removed read nothing',
  async judge(findings) {
    return [...shownOutside(findings), ...(await openedWithLoot(findings)), ...(await openedWithoutLeaf(findings))];
  },
};

/** Whether an account was out of the room at that place of its log. */
function wasOut({ truth }: Findings, room: string, account: string | null, seq: number): boolean {
  const stays = truth.stays.filter((stay) => stay.room === room && stay.account === account);
  return !stays.some(({ from, until }) => from <= seq && (until === null || seq <= until));
}

function shownOutside(findings: Findings): string[] {
  return findings.shown.flatMap((each) =>
    messagesIn(each)
      .filter(({ seq }) => seq !== null && wasOut(findings, each.room, each.device.account, seq))
      .map(({ seq }) => `${each.device.name} shows ${String(seq)} of ${short(each.room)}, where it was out`),
  );
}

/**
 * The last epoch whose messages somebody who went before `seq` may read: what was sealed before the next commit could not know of it. Whoever
 * seals after that commit has seen that they are gone.
 */
function lastEpochFor(findings: Findings, room: string, account: string | null, seq: number): number {
  const gone = findings.truth.stays
    .filter((stay) => stay.room === room && stay.account === account && stay.until !== null && stay.until < seq)
    .map(({ until }) => until ?? 0);
  const until = Math.max(...gone);
  const next = findings.truth.entries.find(
    (entry) => entry.room === room && entry.kind === 'commit' && entry.seq > until,
  );
  return next?.epoch ?? Infinity;
}

async function openedWithLoot(findings: Findings): Promise<string[]> {
  const complaints: string[] = [];
  for (const { device, room, group } of findings.world.loot)
    for (const { seq, kind, core, epoch } of findings.entriesOf(room)) {
      if (kind !== 'application' || !wasOut(findings, room, device.account, seq)) continue;
      if (epoch <= lastEpochFor(findings, room, device.account, seq)) continue;
      if (await opensWith(group, decodeLogCore(core).body))
        complaints.push(`old secrets of ${device.name} open ${String(seq)} of ${short(room)}`);
    }
  return complaints;
}

/** By leaves instead of accounts, which goes for removed devices too: what was sealed in an epoch opens for its leaves alone. */
async function openedWithoutLeaf({ world, entriesOf }: Findings): Promise<string[]> {
  const complaints: string[] = [];
  for (const { device, room, group } of world.loot)
    for (const { seq, kind, core, epoch } of entriesOf(room)) {
      const groups = world.groups.get(`${room}/${String(epoch)}`) ?? [];
      const sealedIn = groups.filter((each) => each.epoch === epoch);
      if (kind !== 'application' || sealedIn.length === 0) continue;
      if (sealedIn.some((each) => roster(each).some((leaf) => leaf.device === device.device))) continue;
      if (await opensWith(group, decodeLogCore(core).body))
        complaints.push(`old secrets of ${device.name} open ${String(seq)} of ${short(room)}, where it had no leaf`);
    }
  return complaints;
}

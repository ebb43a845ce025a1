/**
 * What a client promised to send is shown by everybody who was in the room at that place of its log; or it says itself that it failed,
 * because its author was out. A client that died before it promised may have sent it or not.
 */
import type { RoomId } from '@alcove/protocol';
import type { SimDevice } from '../device.ts';
import type { Findings, Shown } from '../findings.ts';
import type { Said } from '../world.ts';
import { hiddenFrom, messagesIn, short, type Oracle } from './oracle.ts';

export const nothingLost: Oracle = {
  name: 'nothing lost',
  async judge(findings) {
    return findings.world.said.flatMap((said) =>
      said.outcome?.ok === true ? judgeOne(findings, said, said.outcome.value) : [],
    );
  },
};

function judgeOne({ world, shown, truth, aside }: Findings, { device, text }: Said, promised: string): string[] {
  if (aside.has(device) || (device.device !== null && truth.removed.has(device.device))) return [];
  const isIt = (item: { id: string; text: string; versions: readonly { text: string }[] }): boolean =>
    item.id === promised || item.text === text || item.versions.some((version) => version.text === text);
  const own = shown
    .filter((each) => each.device === device)
    .flatMap((each) =>
      messagesIn(each)
        .filter(isIt)
        .map((item) => ({ each, item })),
    );
  const [found] = own;
  if (found === undefined) return [`${device.name} promised "${text}" and does not show it`];
  const { item, each } = found;
  const { room } = each;
  if (item.seq === null) {
    return item.send?.state === 'failed' && isOut(device, room, truth)
      ? []
      : [`${device.name} did not get rid of "${text}": ${String(item.send?.state)}`];
  }
  const { seq } = item;
  const stored = truth.entries.filter((entry) => entry.room === room);
  // Who was lied to, and was put out before the truth was told again, shows it at the place of the lie.
  const isLeft = world.liedTo.has(device) && isOut(device, room, truth);
  const entry = stored.find((each) => (isLeft ? each.id === item.id : each.seq === seq));
  if (entry === undefined)
    return [`"${text}" is shown at ${String(seq)} of ${short(room)}, which the server does not have`];
  return shown
    .filter((reader) => reader.room === room && wasIn(reader, entry.seq, entry.epoch, truth))
    .filter((reader) => !hiddenFrom(reader, world).has(entry.seq))
    .filter((reader) => !messagesIn(reader).some((message) => message.id === entry.id))
    .map((reader) => `${reader.device.name} does not show "${text}", ${String(entry.seq)} of ${short(room)}`);
}

/** Now, or for a while. */
function isOut({ account }: SimDevice, room: RoomId, { stays }: Findings['truth']): boolean {
  return stays.some((stay) => stay.room === room && stay.account === account && stay.until !== null);
}

/** In the room since before that entry, and still there. */
function wasIn({ row, room, device, group }: Shown, seq: number, epoch: number, { stays }: Findings['truth']): boolean {
  const stay = stays.find((each) => each.room === room && each.account === device.account && each.until === null);
  return group !== null && stay !== undefined && seq > stay.from && seq > row.joinSeq && epoch >= row.joinEpoch;
}

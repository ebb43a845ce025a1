/**
 * Own words that the followed log does not have, or has where nobody can read them. The first go out once more, under their id. The
 * others, sealed with the keys of a story that was told to some alone and taken into the true log under the number of an epoch there, are
 * said again for their place (inbox/take-again.ts).
 */
import { CONTENT_LIMIT, decodeContent, type SendableEvent } from '@alcove/content';
import type { Bytes } from '@alcove/protocol';
import type { EventRow } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import { SAID_AGAIN } from '../inbox/take-again.ts';
import { newOutgoing, outboxRow, queueOutgoing } from '../outbox/seal.ts';
import { isTrace } from '../profile/picture-trace.ts';
import type { Outgoing } from '../rooms/room.ts';
import type { Working } from '../rooms/working.ts';

/** Of one event that says others again: with the envelope around it, it stays an event. */
const MOST_BYTES = CONTENT_LIMIT.eventBytes - 1_024;

/** Not by themselves when the room they were written to never was: whoever was put out or let in is not, and the person decides. */
export function sendAgain(
  context: AccountContext,
  work: Working,
  rows: readonly EventRow[],
  lostChange: boolean,
): void {
  const { store } = context;
  for (const row of rows) {
    const said = ownWord(context, row);
    if (said === null) continue;
    const { event, sentAt } = said;
    if (isTrace(event)) {
      work.afterwards.push(() => context.unsaid(work.room));
      continue;
    }
    const ord = context.nextOrd();
    const unsealed = { epoch: 0, frame: null, acknowledged: false } as const;
    const again = { id: row.id, ord, event, sentAt, ...unsealed, ...standing(lostChange) };
    work.outgoing = [...work.outgoing, again];
    work.statements.push(
      ...store.events.waitAgain(work.room.id, row.id, ord),
      ...store.outbox.put(outboxRow(work, again)),
    );
  }
}

/** After a lost change each waits for the person, as a message of its own: for its place it would go to whom it was not written for. */
export async function sayForTheirPlace(
  context: AccountContext,
  work: Working,
  rows: readonly EventRow[],
  lostChange: boolean,
): Promise<void> {
  let said: Bytes[] = [];
  let bytes = 0;
  const { state, reason } = standing(lostChange);
  const queue = (event: SendableEvent): Promise<void> =>
    queueOutgoing(context, work, { ...newOutgoing(context, event), state, reason });
  for (const row of rows) {
    const word = ownWord(context, row);
    if (word === null) continue;
    if (isTrace(word.event)) {
      work.afterwards.push(() => context.unsaid(work.room));
      continue;
    }
    if (lostChange || !SAID_AGAIN.has(word.event.type)) {
      await queue(word.event);
      continue;
    }
    if (said.length > 0 && (bytes + row.content.length > MOST_BYTES || said.length >= CONTENT_LIMIT.saidAgain)) {
      await queue({ type: 'again', said });
      said = [];
      bytes = 0;
    }
    // The longest messages leave no room for anything around them: such a one is said anew, as another message.
    if (row.content.length > MOST_BYTES) await queue(word.event);
    else {
      said.push(new Uint8Array(row.content));
      bytes += row.content.length + 3;
    }
  }
  if (said.length > 0) await queue({ type: 'again', said });
}

function standing(lostChange: boolean): Pick<Outgoing, 'state' | 'reason'> {
  return lostChange ? { state: 'failed', reason: 'conflict' } : { state: 'waiting', reason: null };
}

function ownWord({ me, device }: AccountContext, row: EventRow) {
  if (row.author !== me || row.device !== device || row.type === 'line' || row.type === 'unopened') return null;
  const { event, envelope } = decodeContent(row.content);
  return isOwnWord(event) ? { event, sentAt: envelope.sentAt } : null;
}

/** What the room's state says by itself is said anew where it is needed. */
function isOwnWord(event: { readonly type: string }): event is SendableEvent {
  return event.type !== 'unknown' && event.type !== 'snapshot' && event.type !== 'group-info-key';
}

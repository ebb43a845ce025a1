/**
 * Decisions about people as sealed records, one per decision. The server sees that a record changed, and neither whom it is about nor
 * what it says.
 */
import { records } from '@alcove/crypto';
import type { Bytes } from '@alcove/protocol';
import type { AccountContext } from '../../account/context.ts';
import { encodeTie, meaningOf, type Tie } from '../../people/tie.ts';
import { tieNamed, type Ties } from '../../people/ties.ts';
import { later } from '../later.ts';
import type { SharedKind } from '../own-records.ts';
import { changeShared } from '../write.ts';

export function tieKind(recordKey: Bytes, ties: Ties): SharedKind {
  return {
    reads: (name, plain) => tieNamed(recordKey, name, plain) !== null,
    merge(name, mine, theirs) {
      const [told, known] = [theirs, mine].map((plain) => (plain === null ? null : tieNamed(recordKey, name, plain)));
      if (told == null) return null;
      return mine === null || known == null
        ? theirs
        : later({ at: known.at, bytes: mine }, { at: told.at, bytes: theirs });
    },
    statements: () => [],
    adopt({ name, plain }, _before, from) {
      const tie = tieNamed(recordKey, name, plain);
      if (tie !== null) ties.take(tie, from);
    },
  };
}

/** Resolves when it is kept here; the server hears of it when there is a connection. */
export async function keepTie(context: AccountContext, tie: Tie): Promise<void> {
  const name = records.name(context.recordKey, meaningOf(tie));
  const change = (before: Bytes | null): Bytes => {
    const earlier = before === null ? null : tieNamed(context.recordKey, name, before);
    // A clock that went back must not make the decision of now the older one.
    return encodeTie({ ...tie, at: Math.max(tie.at, (earlier?.at ?? -1) + 1) });
  };
  await changeShared(context, meaningOf(tie), change, { pace: 'now' });
  context.changes.people();
}

/** For this device alone: where it begins until somebody decides. */
export async function keepHere(context: AccountContext, tie: Tie): Promise<void> {
  const name = records.name(context.recordKey, meaningOf(tie));
  await context.records.lane(async () => {
    if (!context.open || !context.ties.take(tie, 'here')) return;
    await context.store.write(context.store.records.put({ name, version: 0, dirty: false, plain: encodeTie(tie) }));
  });
}

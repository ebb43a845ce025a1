/** What the person says of themselves, and their picture, on whichever device they did it last: of two versions the one made later stands. */
import { records } from '@alcove/crypto';
import { decodeCbor, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { AccountContext } from '../../account/context.ts';
import { later } from '../later.ts';
import { allRecords, plainOf } from '../mirror.ts';
import type { SharedKind } from '../own-records.ts';
import { changeShared } from '../write.ts';

const SHEETS = ['about', 'picture'] as const;
type SheetName = (typeof SHEETS)[number];
const Sheet = z.looseObject({ at: z.int().nonnegative() });

export function sheetKind(recordKey: Bytes): SharedKind {
  const names = new Set(SHEETS.map((which) => records.name(recordKey, which)));
  return {
    reads: (name, plain) => names.has(name) && madeAt(plain) !== null,
    merge(_name, mine, theirs) {
      const [told, known] = [madeAt(theirs), mine === null ? null : madeAt(mine)];
      if (told === null) return null;
      return mine === null || known === null ? theirs : later({ at: known, bytes: mine }, { at: told, bytes: theirs });
    },
    statements: () => [],
    // Whoever tells of it looks with every connection (profile/own-about.ts).
    adopt: () => undefined,
  };
}

export function keepSheetRecord(context: AccountContext, which: SheetName, sheet: Bytes): void {
  changeShared(context, which, () => sheet, { pace: 'now' }).catch((error: unknown) => context.fault('records', error));
}

/** Null: there is none, or nothing of this account's. */
export async function sheetRecord(context: AccountContext, which: SheetName): Promise<Bytes | null> {
  const name = records.name(context.recordKey, which);
  const stored = (await allRecords(context)).get(name);
  return stored === undefined ? null : plainOf(context, name, stored);
}

/** Null: it says nothing that can be read here. */
function madeAt(plain: Bytes): number | null {
  try {
    return decodeCbor(Sheet, plain, 'sheet').at;
  } catch {
    return null;
  }
}

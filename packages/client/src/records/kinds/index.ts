/** All kinds of records that several devices of an account write. */
import type { Bytes } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import type { Changes } from '../../account/context.ts';
import type { Ties } from '../../people/ties.ts';
import type { OwnSettings } from '../../settings/own-settings.ts';
import type { SharedKind } from '../own-records.ts';
import { draftKind } from './draft.ts';
import { readingKind } from './reading.ts';
import { settingsKind } from './settings.ts';
import { sheetKind } from './sheet.ts';
import { tieKind } from './tie.ts';

export function ownKinds(
  own: {
    readonly recordKey: Bytes;
    readonly store: Store;
    readonly ties: Ties;
    readonly settings: OwnSettings;
  },
  elsewhere: Pick<Changes, 'readElsewhere' | 'draftElsewhere'>,
  settingsChanged: () => void,
): readonly SharedKind[] {
  const { recordKey, store, ties, settings } = own;
  return [
    tieKind(recordKey, ties),
    settingsKind(recordKey, settings, settingsChanged),
    sheetKind(recordKey),
    readingKind(recordKey, store, elsewhere.readElsewhere),
    draftKind(recordKey, store, elsewhere.draftElsewhere),
  ];
}

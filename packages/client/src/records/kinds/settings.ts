/** The account's settings, as one sealed record: the server sees that something was chosen, and not what. */
import { records } from '@alcove/crypto';
import type { Bytes } from '@alcove/protocol';
import { SETTINGS_RECORD, type OwnSettings } from '../../settings/own-settings.ts';
import { decodeChoices, encodeChoices, mergeChoices } from '../../settings/settings.ts';
import type { SharedKind } from '../own-records.ts';

export function settingsKind(recordKey: Bytes, settings: OwnSettings, changed: () => void): SharedKind {
  const own = records.name(recordKey, SETTINGS_RECORD);
  return {
    reads: (name, plain) => name === own && decodeChoices(plain) !== null,
    merge(_name, mine, theirs) {
      const told = decodeChoices(theirs);
      const known = mine === null ? {} : decodeChoices(mine);
      return told === null || known === null ? null : encodeChoices(mergeChoices(known, told));
    },
    statements: () => [],
    adopt({ plain, dirty }) {
      const choices = decodeChoices(plain);
      if (choices === null) return;
      settings.take(choices, dirty);
      changed();
    },
  };
}

/**
 * The account's settings on this device, in memory: what was chosen, and whether it may be told to others. What is about privacy holds
 * here and for nobody else: until a device knows what its person chose, it says nothing that they may have turned off.
 */
import { records } from '@alcove/crypto';
import type { Bytes, DeviceId } from '@alcove/protocol';
import type { Store } from '@alcove/store';
import type { AccountContext } from '../account/context.ts';
import type { SettingsView } from '../api/views.ts';
import { changeShared } from '../records/write.ts';
import { choose, decodeChoices, encodeChoices, settingsOf, type Choices, type Settings } from './settings.ts';

/** What the account's own devices call the record. */
export const SETTINGS_RECORD = 'settings';

export type Told = 'receipts' | 'typing' | 'presence';

export interface OwnSettings {
  view(): SettingsView;
  /** Whether others are told this of them. */
  tells(what: Told): boolean;
  /** Whether they are shown it of others. Nothing leaves with that: what is not known yet is as nobody chose it. */
  shows(what: Told): boolean;
  /** The record as it is on disk now. */
  take(choices: Choices, waits: boolean): void;
  /** What the other devices chose was asked for: what nobody chose is as it is from the start. */
  learned(): void;
}

export async function loadOwnSettings(store: Store, recordKey: Bytes): Promise<OwnSettings> {
  const row = await store.records.get(records.name(recordKey, SETTINGS_RECORD));
  const stored = row === null ? null : decodeChoices(row.plain);
  let settings = settingsOf(stored ?? {});
  let known = stored !== null;
  let waits = row?.dirty ?? false;
  return {
    view: () => ({ ...settings, waits }),
    tells: (what) => known && settings[what],
    shows: (what) => settings[what],
    take(choices, isDirty) {
      settings = settingsOf(choices);
      known = true;
      waits = isDirty;
    },
    learned() {
      known = true;
    },
  };
}

/** Holds here when it resolves; the other devices hear of it when there is a connection. */
export function changeSettings(context: AccountContext, change: Partial<Settings>): Promise<void> {
  const now = context.ports.clock.now();
  const chosen = (before: Bytes | null): Bytes | null => stepOf(before, change, context.device, now);
  return changeShared(context, SETTINGS_RECORD, chosen, { pace: 'now' });
}

function stepOf(before: Bytes | null, change: Partial<Settings>, by: DeviceId, now: number): Bytes | null {
  const chosen = before === null ? {} : decodeChoices(before);
  return chosen === null ? null : encodeChoices(choose(chosen, change, by, now));
}

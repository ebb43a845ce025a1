/**
 * What a person chose for all their devices. One value per setting, each with when and on which device it was chosen, so that two devices
 * that change different settings undo nothing of each other. A setting this version does not know is kept as it came.
 */
import { decodeCbor, DeviceId, encodeCbor, MalformedError, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { later } from '../records/later.ts';

/** The settings this version knows. A value it does not know, of a newer one, counts as not chosen. */
const SETTINGS = {
  theme: z.enum(['system', 'light', 'dark']),
  textSize: z.enum(['normal', 'large', 'larger']),
  /** 'browser', or the code of a language; which there are, the interface knows. */
  language: z.string().regex(/^[a-z]{2,8}$/),
  /** How times are written: as the language does, or with this many hours. */
  hours: z.enum(['language', '12', '24']),
  /** What Enter does in the composer. */
  enter: z.enum(['send', 'line']),
  /** Others see what this person has read, and this person what they have. */
  receipts: z.boolean(),
  typing: z.boolean(),
  /** Others see whether this person is here. */
  presence: z.boolean(),
  /** What is told of while nobody looks: everything, mentions and chats of two, or nothing. */
  notices: z.enum(['all', 'for-me', 'none']),
  /** What a notice shows of it: who and what, who alone, or that there is something. */
  noticesShow: z.enum(['text', 'who', 'nothing']),
} as const;

export type SettingName = keyof typeof SETTINGS;
export type Settings = { readonly [N in SettingName]: z.infer<(typeof SETTINGS)[N]> };

export const UNCHOSEN: Settings = {
  theme: 'system',
  textSize: 'normal',
  language: 'browser',
  hours: 'language',
  enter: 'send',
  receipts: true,
  typing: true,
  presence: true,
  notices: 'for-me',
  noticesShow: 'who',
};

const Chosen = z.strictObject({
  /** ms since 1970 by that device's clock, and more than what it replaced. */
  at: z.int().nonnegative(),
  by: DeviceId,
  value: z.unknown(),
});
const StoredSettings = z.strictObject({ v: z.literal(1), chosen: z.record(z.string().max(64), Chosen) });
/** By name; names of newer versions among them. */
export type Choices = Readonly<Record<string, z.infer<typeof Chosen>>>;

/** Null: a record of a newer version. */
export function decodeChoices(plain: Uint8Array): Choices | null {
  try {
    return decodeCbor(StoredSettings, plain, 'settings').chosen;
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

export function encodeChoices(chosen: Choices): Bytes {
  return encodeCbor({ v: 1, chosen } satisfies z.input<typeof StoredSettings>);
}

/** The later choice of each setting. */
export function mergeChoices(mine: Choices, theirs: Choices): Choices {
  const merged = new Map(Object.entries(mine));
  for (const [name, choice] of Object.entries(theirs)) {
    const before = merged.get(name);
    if (before === undefined || isLater(choice, before)) merged.set(name, choice);
  }
  return Object.fromEntries(merged);
}

function isLater(choice: Choices[string], before: Choices[string]): boolean {
  const [told, known] = [encodeCbor([choice.by, choice.value]), encodeCbor([before.by, before.value])];
  return later({ at: before.at, bytes: known }, { at: choice.at, bytes: told }) === told;
}

/** `now`: ms since 1970 by this device's clock. A clock that went back must not make the choice of now the older one. */
export function choose(chosen: Choices, change: Partial<Settings>, by: DeviceId, now: number): Choices {
  const before = settingsOf(chosen);
  const fresh = Object.entries(change).flatMap(([name, value]) => {
    if (value === before[name as SettingName]) return [];
    return [[name, { at: Math.max(Math.floor(now), (chosen[name]?.at ?? -1) + 1), by, value }] as const];
  });
  return { ...chosen, ...Object.fromEntries(fresh) };
}

export function settingsOf(chosen: Choices): Settings {
  const value = <N extends SettingName>(name: N): Settings[N] => {
    const parsed = SETTINGS[name].safeParse(chosen[name]?.value);
    // A schema of the table gives the type of its own setting.
    return parsed.success ? (parsed.data as Settings[N]) : UNCHOSEN[name];
  };
  return {
    theme: value('theme'),
    textSize: value('textSize'),
    language: value('language'),
    hours: value('hours'),
    enter: value('enter'),
    receipts: value('receipts'),
    typing: value('typing'),
    presence: value('presence'),
    notices: value('notices'),
    noticesShow: value('noticesShow'),
  };
}

/** What a command was given, from whoever called. Null: not a change of settings. */
export function parseChange(change: unknown): Partial<Settings> | null {
  const parsed = z.strictObject(SETTINGS).partial().safeParse(change);
  return parsed.success ? (parsed.data as Partial<Settings>) : null;
}

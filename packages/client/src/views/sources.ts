/** Which snapshot belongs to which topic. */
import type { RoomId } from '@alcove/protocol';
import type { AccountDesk } from '../account/desk.ts';
import type { Topic, Topics } from '../api/client-api.ts';
import type { DevicesView } from '../api/device-views.ts';
import type { AppView, SettingsView } from '../api/views.ts';
import { kept } from '../timeline/kept.ts';
import type { Source } from './topics.ts';

/** Snapshots of the whole account, kept steady by whoever holds them. */
export interface Whole {
  readonly app: () => AppView;
  readonly devices: () => DevicesView | null;
  readonly settings: () => SettingsView | null;
}

type Sources = {
  readonly [T in Topic]: (desk: AccountDesk, whole: Whole, key: RoomId | null) => Source<Topics[T]>;
};

const SOURCES: Sources = {
  app: (_desk, { app }) => ({ snapshot: app }),
  devices: (_desk, { devices }) => ({ snapshot: devices }),
  present: (desk) => ({ snapshot: () => desk.runtime?.parts.presence.here.present() ?? NONE }),
  settings: (_desk, { settings }) => ({ snapshot: settings }),
  rooms: (desk) => ({ snapshot: () => desk.views?.rooms() ?? NONE }),
  room: (desk, _whole, key) => ({ snapshot: () => (key === null ? null : (desk.views?.room(key) ?? null)) }),
  timeline: (desk, _whole, key) => ({
    snapshot: () => (key === null ? null : (desk.views?.timeline(key) ?? null)),
    watch: () => (key === null ? undefined : desk.views?.watchTimeline(key)) ?? (() => undefined),
  }),
};
const NONE: readonly never[] = [];

export function sourceOf<T extends Topic>(
  desk: AccountDesk,
  whole: Whole,
  topic: T,
  key: RoomId | null,
): Source<Topics[T]> {
  return SOURCES[topic](desk, whole, key);
}

/** Keeps the last value while the fresh one says the same. */
export function steady<T>(make: () => T): () => T {
  let last: T | undefined;
  return () => (last = kept(last, make()));
}

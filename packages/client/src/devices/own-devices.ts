/**
 * The account's own devices as this one knows them: who they are (the signed list), what they are called (sealed records), when they
 * came (the server, by the day), and which of them nobody here has vouched for yet. Removes devices, and sees to it that what was
 * removed leaves every room, over restarts and lost connections.
 *
 * Invariant: a device that came in by itself stays a question until somebody at this device answers it. The answer is this
 * device's alone: a stranger who came in could write into whatever the devices share.
 */
import { cleanLine } from '@alcove/content';
import { moveArchiveOn, nextVault, type KnownList } from '@alcove/crypto';
import { decodeCbor, DeviceId, encodeCbor, type DeviceList, type RouteReply } from '@alcove/protocol';
import { z } from 'zod';
import { OWN_DEVICES } from '../account/account-store.ts';
import type { AccountContext } from '../account/context.ts';
import { done, failed, type Outcome } from '../api/outcome.ts';
import type { OwnDeviceView } from '../api/device-views.ts';
import type { Archive } from '../archive/archive.ts';
import { deviceNames, keepDeviceName } from '../records/kinds/device-name.ts';
import { createLane } from '../rooms/lane.ts';
import { failureOf } from '../session/failure.ts';
import { publishNext, type NextDevices } from './next-list.ts';
import { removeReplaced } from './replaced.ts';

export interface OwnDevices {
  readonly view: readonly OwnDeviceView[];
  readonly unenrolled: number;
  /** The connection stands: follows the list, sees what was left undone. */
  connected(): Promise<void>;
  /** The own list moved on. */
  listMoved(before: KnownList | null): void;
  /** Fetches what only the server and the records know. */
  look(): Promise<void>;
  rename(device: DeviceId, name: string): Promise<Outcome>;
  remove(devices: readonly DeviceId[], password: string | null): Promise<Outcome>;
  removeOthers(password: string | null): Promise<Outcome>;
  /** This device's person knows that one, and lets it in under this name. */
  accept(device: DeviceId, name?: string): Promise<void>;
}

/** Not strict: earlier versions kept more here. */
const Stored = z.object({
  v: z.literal(1),
  /** Devices nobody needs to be asked about. Null: no list was seen yet. */
  accepted: z.array(DeviceId).nullable(),
  /** Up to this version of the list, what was removed is gone from all rooms. */
  sweptSeq: z.int().nonnegative(),
});
type Stored = z.infer<typeof Stored>;

const DEVICE_NAME_BYTES = 64;
const SWEEP_AGAIN_MS = 5_000;
/** The server gives its half of the vault key thirty times an hour. */
const ARCHIVE_AGAIN_MS = 180_000;
const LOOK_AGAIN_MS = [1_000, 3_000, 10_000, 30_000] as const;

export interface OwnDevicesPorts {
  /** Takes leaves that must go out of every room. False: some are left. */
  readonly sweepAll: () => Promise<boolean>;
  /** Until it has the key of the newest removal, it is not written to. */
  readonly archive: () => Pick<Archive, 'lacksKey' | 'moveOn'>;
  readonly changed: () => void;
}

export async function loadOwnDevices(
  context: AccountContext,
  { sweepAll, archive, changed }: OwnDevicesPorts,
): Promise<OwnDevices> {
  const lane = createLane();
  const bytes = await context.store.secrets.get(OWN_DEVICES);
  let stored: Stored =
    bytes === null ? { v: 1, accepted: null, sweptSeq: 0 } : decodeCbor(Stored, bytes, 'own devices');
  let names: ReadonlyMap<DeviceId, string> = new Map();
  let facts: RouteReply<'devices'> | null = null;
  /** Looks for what newcomers have still to say of themselves. */
  let waiting = false;
  let followingArchive = false;
  const listed = (): DeviceList['devices'] => context.lists.all.get(context.me)?.list.devices ?? [];
  const guarded = (run: Promise<unknown>): void =>
    void run.catch((error: unknown) => context.fault('own-devices', error));

  function put(change: Partial<Stored>): Promise<void> {
    return lane(async () => {
      if (!context.open) return;
      const next = { ...stored, ...change };
      await context.store.write(context.store.secrets.put(OWN_DEVICES, encodeCbor(next)));
      stored = next;
      changed();
    });
  }

  /** What was here when this device first looked is nobody's question. */
  async function baseline(): Promise<void> {
    if (stored.accepted === null && listed().length > 0) await put({ accepted: listed().map(({ device }) => device) });
  }

  async function sweep(): Promise<void> {
    while (context.open) {
      const newest = context.lists.all.get(context.me)?.list;
      if (newest === undefined || newest.seq <= stored.sweptSeq) return;
      if (newest.revoked.length === 0 || (await sweepAll())) return put({ sweptSeq: newest.seq });
      // Without a connection, the next one begins here again.
      if (context.gateway.state !== 'online') return;
      await context.sleep(SWEEP_AGAIN_MS);
    }
  }

  /** This device opens the vault by itself (docs/decisions/0014); where only the password does, the next connection asks again. */
  async function followArchive(): Promise<void> {
    if (followingArchive) return;
    followingArchive = true;
    try {
      while (context.open && archive().lacksKey && context.gateway.state === 'online') {
        const vault = await context.vault.open(null);
        if (vault.ok) await archive().moveOn(vault.value.content.archiveKeys ?? []);
        if (!archive().lacksKey || (!vault.ok && vault.code === 'password-needed')) return;
        await context.sleep(ARCHIVE_AGAIN_MS);
      }
    } finally {
      followingArchive = false;
    }
  }

  async function look(): Promise<void> {
    const [reply, read] = await Promise.all([
      context.calls.call('devices', {}),
      deviceNames(
        context,
        listed().map(({ device }) => device),
      ),
    ]);
    if (reply.kind === 'ok') facts = reply.value;
    names = new Map([...names, ...read]);
    if (reply.kind === 'ok' && !read.has(context.device))
      keepDeviceName(context, context.device, context.ports.deviceName, 'itself');
    changed();
  }

  const seen = (device: DeviceId): boolean =>
    facts?.devices.some((each) => each.device === device && each.lastSeenAt !== null) ?? false;

  /** A newcomer says what it is called once it is in: nobody is told, so whoever knows it by its list only looks again. */
  async function lookAgain(): Promise<void> {
    if (waiting) return;
    waiting = true;
    try {
      for (const ms of LOOK_AGAIN_MS) {
        if (listed().every(({ device }) => names.has(device) && seen(device))) return;
        await context.sleep(ms);
        if (context.open && context.gateway.state === 'online') await look();
      }
    } finally {
      waiting = false;
    }
  }

  async function remove(devices: readonly DeviceId[], password: string | null): Promise<Outcome> {
    const opened = await context.vault.open(password);
    if (!opened.ok) return opened;
    const { vault, vaultKey, content } = opened.value;
    const going = new Set(devices);
    const without = (newest: DeviceList, seq: number): ReturnType<NextDevices> => {
      const gone = newest.devices.filter(({ device }) => going.has(device));
      if (gone.length === 0) return null;
      return {
        devices: newest.devices.filter(({ device }) => !going.has(device)),
        revoked: [...newest.revoked, ...gone.map(({ device }) => ({ device, seq }))],
      };
    };
    const moved = { vaultKey, content: moveArchiveOn(content) };
    const published = await publishNext(
      context,
      opened.value,
      without,
      nextVault({ account: context.me, stored: vault, opened: moved }),
    );
    if (published.ok) guarded(look());
    return published.ok ? done : published;
  }

  return {
    get view() {
      return viewOf(context, listed(), stored.accepted, names, facts);
    },
    get unenrolled() {
      return facts?.unenrolled ?? 0;
    },
    async connected() {
      await context.lists.refresh(context.me);
      await baseline();
      await look();
      guarded(lookAgain());
      guarded(removeReplaced(context, (devices) => remove(devices, null)));
      await sweep();
      await followArchive();
    },
    listMoved(before) {
      guarded(baseline().then(sweep));
      guarded(followArchive());
      if (before !== null) guarded(look().then(lookAgain));
      changed();
    },
    look,
    async rename(device, typed) {
      const name = cleanLine(typed, DEVICE_NAME_BYTES);
      if (name === '') return failed('empty');
      if (!listed().some((each) => each.device === device)) return failed('approval-gone');
      keepDeviceName(context, device, name, 'person');
      names = new Map([...names, [device, name]]);
      changed();
      return done;
    },
    remove,
    async removeOthers(password) {
      const others = listed().flatMap(({ device }) => (device === context.device ? [] : [device]));
      const removed = await remove(others, password);
      if (!removed.ok) return removed;
      const ended = await context.calls.call('endUnenrolled', {});
      if (ended.kind !== 'ok') return failureOf(ended);
      guarded(look());
      return done;
    },
    async accept(device, name) {
      await baseline();
      if (name !== undefined) {
        const called = cleanLine(name, DEVICE_NAME_BYTES);
        names = new Map([...names, [device, called]]);
        keepDeviceName(context, device, called, 'itself');
      }
      const accepted = new Set([...(stored.accepted ?? []), device]);
      await put({ accepted: [...accepted] });
    },
  };
}

function viewOf(
  context: AccountContext,
  listed: DeviceList['devices'],
  accepted: readonly DeviceId[] | null,
  names: ReadonlyMap<DeviceId, string>,
  facts: RouteReply<'devices'> | null,
): readonly OwnDeviceView[] {
  const known = new Set(accepted);
  const days = new Map(facts?.devices.map((each) => [each.device, each]));
  const views = listed.map(({ device, kind }) => {
    const isThis = device === context.device;
    return {
      device,
      kind,
      name: names.get(device) ?? (isThis ? context.ports.deviceName : ''),
      isThis,
      addedAt: days.get(device)?.addedAt ?? null,
      lastSeenAt: days.get(device)?.lastSeenAt ?? null,
      isNew: accepted !== null && !isThis && !known.has(device),
    };
  });
  const newestFirst = views.toReversed();
  return [...newestFirst.filter(({ isThis }) => isThis), ...newestFirst.filter(({ isThis }) => !isThis)];
}

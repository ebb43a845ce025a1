/**
 * The account's manifests as this device last saw them proved. Each refresh asks for what changed and believes the whole only when
 * the signed root fits every manifest (docs/checks.md, A01 to A09); what does not fit is dropped, and what was believed before stays.
 */
import { openManifest, openRoot, rootHash, type ArchiveKey, type Manifest } from '@alcove/crypto';
import {
  decodeCbor,
  DeviceId,
  encodeCbor,
  equalBytes,
  fromBase64url,
  type RoomId,
  type RouteReply,
} from '@alcove/protocol';
import type { ManifestRow } from '@alcove/store';
import { z } from 'zod';
import type { AccountContext } from '../account/context.ts';
import { decodeAbout, type About } from './about.ts';
import type { Keyring } from './keyring.ts';

export interface Catalogued extends ManifestRow {
  readonly manifest: Manifest;
  /** Null: of a version this client does not know. */
  readonly about: About | null;
}

/** `later`: no connection. Anything else is the code of what does not fit. */
export type Refreshed = 'fits' | 'later' | { readonly code: string };

export interface Catalogue {
  readonly rooms: ReadonlyMap<RoomId, Catalogued>;
  /** The root's version; 0 before anything was archived. */
  readonly version: number;
  /** The archive key the root is sealed under. */
  readonly epoch: number;
  readonly writer: DeviceId | null;
  refresh(): Promise<Refreshed>;
  /** Own write that the server took. */
  adopt(version: number, epoch: number, rows: readonly ManifestRow[]): Promise<void>;
}

const SECRET = 'archive';
const Stored = z.strictObject({
  v: z.literal(1),
  version: z.int().nonnegative(),
  epoch: z.int().nonnegative(),
  cursor: z.int().nonnegative(),
  writer: DeviceId.nullable(),
});
type Seen = Omit<z.infer<typeof Stored>, 'v'>;
const NOTHING: Seen = { version: 0, epoch: 0, cursor: 0, writer: null };

type Page = RouteReply<'archive'>;
interface Listing {
  readonly root: Page['root'];
  readonly rows: readonly ManifestRow[];
  readonly cursor: number;
}

export async function loadCatalogue(context: AccountContext, keyring: Keyring): Promise<Catalogue> {
  const { store, me } = context;
  const bytes = await store.secrets.get(SECRET);
  let seen: Seen = bytes === null ? NOTHING : decodeCbor(Stored, bytes, 'archive');
  let rooms = new Map<RoomId, Catalogued>();
  for (const row of await store.manifests.all()) {
    const opened = catalogued(row);
    if (opened !== null) rooms.set(row.room, opened);
  }

  function catalogued(row: ManifestRow): Catalogued | null {
    const key = keyring.get(row.epoch);
    const manifest = key === null ? null : openManifest(key, { account: me, ...row }, row.sealed);
    return manifest === null ? null : { ...row, manifest, about: decodeAbout(manifest.about) };
  }

  async function list(after: number): Promise<Listing | null> {
    const rows = new Map<RoomId, ManifestRow>();
    for (let cursor = after; ;) {
      const reply = await context.calls.call('archive', { after: cursor });
      if (reply.kind !== 'ok') return null;
      const { root, rooms: page } = reply.value;
      for (const { sealed, ...row } of page) rows.set(row.room, { ...row, sealed: fromBase64url(sealed) });
      if (page.length === 0 || reply.value.cursor <= cursor) return { root, rows: [...rows.values()], cursor };
      cursor = reply.value.cursor;
    }
  }

  /** Judges a listing on top of `base`, and takes it when it fits. */
  async function take({ root, rows, cursor }: Listing, base: ReadonlyMap<RoomId, Catalogued>): Promise<Refreshed> {
    if (root === null) return rows.length > 0 ? { code: 'archive-root-differs' } : takeNothing();
    const key = keyring.get(root.epoch);
    if (key === null) return { code: 'archive-key-missing' };
    // A removed device has the older keys, and must not say what is in the archive from then on.
    if (root.epoch < keyring.newest.epoch && root.version !== seen.version) return { code: 'archive-key-old' };
    const opened = await openSealedRoot(key, root);
    if (!opened.ok) return opened;
    const merged = new Map(base);
    for (const row of rows) {
      const entry = catalogued(row);
      if (entry === null) return { code: 'archive-manifest-damaged' };
      merged.set(row.room, entry);
    }
    const fits = opened.rooms === merged.size && equalBytes(opened.hash, rootHash(merged.values()));
    if (!fits) return { code: 'archive-root-differs' };
    const isOlder = root.version < seen.version;
    await keep(
      { version: root.version, epoch: root.epoch, cursor, writer: opened.writer },
      merged,
      rows,
      base.size === 0,
    );
    return isOlder ? { code: 'archive-rolled-back' } : 'fits';
  }

  async function takeNothing(): Promise<Refreshed> {
    if (seen.version === 0) return 'fits';
    await keep(NOTHING, new Map(), [], true);
    return { code: 'archive-rolled-back' };
  }

  async function openSealedRoot(key: ArchiveKey, root: NonNullable<Page['root']>) {
    const own = await context.lists.atLeast(me, 1);
    if (!own.ok) return { ok: false as const, code: 'archive-root-forged' as const };
    const trust = { server: context.serverId, aik: own.value.list.aik };
    return openRoot(key, { account: me, version: root.version }, trust, fromBase64url(root.sealed));
  }

  async function keep(
    next: Seen,
    all: Map<RoomId, Catalogued>,
    rows: readonly ManifestRow[],
    anew: boolean,
  ): Promise<void> {
    if (!context.open) return;
    await store.write(
      anew ? store.manifests.clear() : [],
      rows.flatMap((row) => store.manifests.put(row)),
      store.secrets.put(SECRET, encodeCbor({ v: 1, ...next } satisfies z.input<typeof Stored>)),
    );
    seen = next;
    rooms = all;
  }

  return {
    get rooms() {
      return rooms;
    },
    get version() {
      return seen.version;
    },
    get epoch() {
      return seen.epoch;
    },
    get writer() {
      return seen.writer;
    },
    async refresh() {
      const news = await list(seen.cursor);
      if (news === null) return 'later';
      const taken = await take(news, rooms);
      if (typeof taken === 'string' || taken.code === 'archive-rolled-back' || seen.cursor === 0) return taken;
      // What is kept here may be what does not fit: everything is asked for once more, from the start.
      const everything = await list(0);
      if (everything === null) return 'later';
      return take(everything, new Map());
    },
    async adopt(version, epoch, rows) {
      const merged = new Map(rooms);
      for (const row of rows) {
        const entry = catalogued(row);
        if (entry !== null) merged.set(row.room, entry);
      }
      await keep({ ...seen, version, epoch, writer: context.device }, merged, rows, false);
    },
  };
}

/**
 * The archive as the server has it: per account a root, per room a manifest, and numbered segments. All of it is sealed; the server
 * knows sizes, counts and versions. What is inside is packages/crypto's and packages/client's.
 */
import { z } from 'zod';
import { base64urlBytes } from './bytes.ts';
import { RoomId } from './ids.ts';
import { LIMIT } from './limits.ts';

const text = (max: number): z.ZodString =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/)
    .max(Math.ceil((max * 4) / 3) + 4);
const version = z.int().positive();
const number = z.int().positive();
/** The archive key's number: it moves on when a device is removed. */
const keyEpoch = z.int().positive();

/** Replaced with every write: the statement about all manifests. */
export const StoredArchiveRoot = z.object({ version, epoch: keyEpoch, sealed: text(LIMIT.archiveRootBytes) });
export type StoredArchiveRoot = z.infer<typeof StoredArchiveRoot>;

export const StoredManifest = z.object({
  room: RoomId,
  version,
  epoch: keyEpoch,
  sealed: text(LIMIT.archiveManifestBytes),
});
export type StoredManifest = z.infer<typeof StoredManifest>;

/** What changed after `after`, in the order it changed. An empty page is the end; its root is the one all pages together fit. */
export const ArchiveQuery = z.object({ after: z.coerce.number().int().nonnegative().default(0) });
export const ArchivePage = z.object({
  root: StoredArchiveRoot.nullable(),
  rooms: z.array(StoredManifest),
  cursor: z.int().nonnegative(),
});

/** The numbers, with commas between them. The reply may stop short of the last ones: at least one is in it. */
export const SegmentsQuery = z.object({ room: RoomId, numbers: z.string().regex(/^\d{1,9}(,\d{1,9}){0,63}$/) });
export const SegmentsPage = z.object({
  segments: z.array(z.object({ number, body: text(LIMIT.archiveSegmentBytes) })),
});

/** One write: all or nothing. Each version must be the stored one plus one, else `conflict`. */
export const ArchiveWrite = z.object({
  root: z.object({ version, epoch: keyEpoch, sealed: base64urlBytes(LIMIT.archiveRootBytes) }),
  rooms: z
    .array(
      z.object({
        room: RoomId,
        version,
        epoch: keyEpoch,
        sealed: base64urlBytes(LIMIT.archiveManifestBytes),
        add: z.array(z.object({ number, body: base64urlBytes(LIMIT.archiveSegmentBytes) })).max(64),
        drop: z.array(number).max(256),
      }),
    )
    .max(LIMIT.archiveRoomsPerWrite),
});

/** The archive's manifests as the server last had them: they need not be fetched again, and an older one is noticed. */
import { bytesSchema, RoomId, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import type { SqlStatement } from '../driver.ts';
import { readRows, type Shelf } from '../rows.ts';

export interface ManifestRow {
  readonly room: RoomId;
  readonly version: number;
  readonly epoch: number;
  /** As the server has it: sealed under the archive key. */
  readonly sealed: Bytes;
}

const Row = z.object({ room: RoomId, version: z.int(), epoch: z.int(), sealed: bytesSchema });

export class Manifests {
  readonly #shelf: Shelf;
  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }
  all(): Promise<ManifestRow[]> {
    return readRows(this.#shelf.driver, 'manifests', Row, 'SELECT room, version, epoch, sealed FROM manifests');
  }
  put({ room, version, epoch, sealed }: ManifestRow): SqlStatement[] {
    const sql = `INSERT INTO manifests (room, version, epoch, sealed) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET version = excluded.version, epoch = excluded.epoch, sealed = excluded.sealed`;
    return [[sql, [room, version, epoch, sealed]]];
  }
  clear(): SqlStatement[] {
    return [['DELETE FROM manifests']];
  }
}

/**
 * What a disk holds after the power went. A file is sure to be as it was at its last sync, and a folder's names as they were at the folder's;
 * of what came later anything may be there: each sector of 512 bytes by itself, so that pages are torn, and names in the order
 * in which they changed. That is what POSIX promises and no more; many file systems are kinder.
 */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { DiskEvent } from './disk-record.ts';

/** What becomes of that which was not synced: all of it is there, as after kill -9; none; or each sector with this chance. */
export type Leftover = 'all' | 'none' | { readonly chance: number };

const SECTOR = 512;

type Change = { readonly offset: number; readonly bytes: Buffer } | { readonly size: number };

interface Inode {
  readonly folder: boolean;
  readonly synced: Content;
  pending: Change[];
}

type NameChange =
  | { readonly kind: 'add'; readonly path: string; readonly file: bigint }
  | { readonly kind: 'move'; readonly from: string; readonly to: string }
  | { readonly kind: 'drop'; readonly path: string };

export class DiskImage {
  readonly #root: string;
  readonly #inodes = new Map<bigint, Inode>();
  readonly #names = new Map<string, bigint>();
  readonly #pendingNames = new Map<string, NameChange[]>();
  /** Folders by inode, as a sync names them. */
  readonly #folders = new Map<bigint, string>();

  /** `root` is there and safe, and was empty when the record began. */
  constructor(root: string) {
    this.#root = root;
    this.#folders.set(statSync(root, { bigint: true }).ino, root);
  }

  /** Writes what is left of `root` after the cut to `target`. */
  write(target: string, leftover: Leftover): void {
    for (const [path, file] of this.#namesAfter(leftover)) {
      const inode = this.#inodes.get(file);
      const place = join(target, relative(this.#root, path));
      if (inode === undefined || !this.#isThere(dirname(place))) continue;
      if (inode.folder) mkdirSync(place, { mode: 0o700 });
      else writeFileSync(place, contentAfter(inode, leftover), { mode: 0o600 });
    }
  }

  #isThere(folder: string): boolean {
    return statSync(folder, { throwIfNoEntry: false }) !== undefined;
  }

  happened(event: DiskEvent): void {
    switch (event.kind) {
      case 'folder':
      case 'made':
        if (event.kind === 'folder') this.#folders.set(event.file, event.path);
        this.#inodes.set(event.file, { folder: event.kind === 'folder', synced: new Content(), pending: [] });
        return this.#rename(event.path, { kind: 'add', path: event.path, file: event.file });
      case 'wrote':
        return void this.#inodes.get(event.file)?.pending.push(event);
      case 'cut':
        return void this.#inodes.get(event.file)?.pending.push(event);
      case 'synced':
        return this.#sync(event.file);
      case 'renamed':
        return this.#rename(event.to, { kind: 'move', from: event.from, to: event.to });
      case 'unlinked':
        return this.#rename(event.path, { kind: 'drop', path: event.path });
      case 'said':
    }
  }

  #rename(path: string, change: NameChange): void {
    const folder = dirname(path);
    this.#pendingNames.set(folder, [...(this.#pendingNames.get(folder) ?? []), change]);
  }

  #sync(file: bigint): void {
    const inode = this.#inodes.get(file);
    if (inode !== undefined && !inode.folder) {
      for (const change of inode.pending) inode.synced.apply(change, () => true);
      inode.pending = [];
    }
    const folder = this.#folders.get(file);
    if (folder === undefined) return;
    for (const change of this.#pendingNames.get(folder) ?? []) apply(this.#names, change);
    this.#pendingNames.delete(folder);
  }

  /** Folders before what is in them. */
  #namesAfter(leftover: Leftover): [string, bigint][] {
    const names = new Map(this.#names);
    for (const changes of this.#pendingNames.values()) {
      const kept = leftover === 'all' ? changes.length : leftover === 'none' ? 0 : below(changes.length + 1);
      for (const change of changes.slice(0, kept)) apply(names, change);
    }
    return [...names].toSorted(([a], [b]) => a.length - b.length);
  }
}

function apply(names: Map<string, bigint>, change: NameChange): void {
  if (change.kind === 'add') names.set(change.path, change.file);
  else if (change.kind === 'drop') names.delete(change.path);
  else {
    const file = names.get(change.from);
    names.delete(change.from);
    if (file !== undefined) names.set(change.to, file);
  }
}

function contentAfter({ synced, pending }: Inode, leftover: Leftover): Buffer {
  if (leftover === 'none' || pending.length === 0) return synced.bytes;
  const content = new Content(synced.bytes);
  for (const change of pending) content.apply(change, () => leftover === 'all' || Math.random() < leftover.chance);
  return content.bytes;
}

/** A file's bytes, which may grow. */
class Content {
  #room: Buffer;
  #size: number;

  constructor(bytes: Buffer = Buffer.alloc(0)) {
    this.#room = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#size);
  }

  /** `survives` is asked for each part that reaches the disk by itself. */
  apply(change: Change, survives: () => boolean): void {
    if ('bytes' in change) {
      for (const [from, to] of sectors(change.offset, change.bytes.length))
        if (survives()) this.#put(from, change.bytes.subarray(from - change.offset, to - change.offset));
    } else if (survives()) this.#resize(change.size);
  }

  #put(offset: number, bytes: Buffer): void {
    if (offset + bytes.length > this.#size) this.#resize(offset + bytes.length);
    bytes.copy(this.#room, offset);
  }

  #resize(size: number): void {
    if (size < this.#size) this.#room.fill(0, size, this.#size);
    if (size > this.#room.length) {
      const room = Buffer.alloc(size * 2);
      this.#room.copy(room);
      this.#room = room;
    }
    this.#size = size;
  }
}

/** The parts of a write that reach the disk one by one. */
function* sectors(offset: number, length: number): Generator<readonly [number, number]> {
  for (let from = offset; from < offset + length;) {
    const to = Math.min(offset + length, (Math.floor(from / SECTOR) + 1) * SECTOR);
    yield [from, to];
    from = to;
  }
}

const below = (limit: number): number => Math.floor(Math.random() * limit);

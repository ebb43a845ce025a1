import { AccountId, DeviceId, RoomId, toBase64url, utf8, type Bytes } from '@alcove/protocol';
import { describe, expect, test } from 'vitest';
import { issueDeviceCert, type DeviceIdentity } from '../identity/device-cert.ts';
import { newKeyPair, randomBytes, type KeyPair } from '../primitives.ts';
import { firstArchiveKey, newArchiveKey, type ArchiveKey } from './keys.ts';
import { openManifest, sealManifest, type Manifest, type SegmentNote } from './manifest.ts';
import { openRoot, rootHash, sealRoot, type Leaf } from './root.ts';
import { openSegment, paddedSize, sealSegment, segmentHash, type SegmentPlace } from './segment.ts';

const SERVER = 'server';
const account = (): AccountId => AccountId.parse(toBase64url(randomBytes(16)));
const device = (): DeviceId => DeviceId.parse(toBase64url(randomBytes(16)));
const room = (): RoomId => RoomId.parse(toBase64url(randomBytes(32)));
const ZEROS = new Uint8Array(32);

function identityOf(aik: KeyPair, owner: AccountId): DeviceIdentity {
  const key = newKeyPair();
  const id = device();
  const cert = issueDeviceCert(aik, {
    server: SERVER,
    account: owner,
    device: id,
    deviceKey: key.public,
    kind: 'browser',
    listSeq: 1,
    nowSeconds: 1_000_000,
  });
  return { account: owner, device: id, kind: 'browser', key, cert };
}

interface Made {
  readonly key: ArchiveKey;
  readonly place: SegmentPlace;
  readonly sealed: Bytes;
}

const fails = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch {
    return true;
  }
};

describe('segments', () => {
  test('what was sealed for one place opens there and nowhere else: 3 accounts, 5 rooms, 20 segments, 2 archive epochs', () => {
    const made: Made[] = [];
    for (let a = 0; a < 3; a++) {
      const [owner, writer, first] = [account(), device(), firstArchiveKey(randomBytes(32))];
      const keys = [first, newArchiveKey([first])];
      for (let r = 0; r < 5; r++) {
        const id = room();
        let previous: Bytes = ZEROS;
        for (let n = 1; n <= 20; n++) {
          const key = keys[n % 2] ?? first;
          const place = { account: owner, room: id, number: n, previous, first: n * 10, last: n * 10 + 9, writer };
          const sealed = sealSegment(key, place, utf8(`segment ${String(n)}`));
          previous = segmentHash(sealed);
          made.push({ key, place, sealed });
        }
      }
    }
    expect(made).toHaveLength(300);
    let opened = 0;
    for (const here of made)
      for (const there of made) if (!fails(() => openSegment(here.key, here.place, there.sealed))) opened += 1;
    expect(opened).toBe(made.length);
  });

  test.each<[string, (place: SegmentPlace) => Partial<SegmentPlace>]>([
    ['account', () => ({ account: account() })],
    ['room', () => ({ room: room() })],
    ['number', ({ number }) => ({ number: number + 1 })],
    ['previous', () => ({ previous: randomBytes(32) })],
    ['first', ({ first }) => ({ first: first + 1 })],
    ['last', ({ last }) => ({ last: last - 1 })],
    ['writer', () => ({ writer: device() })],
  ])('its %s is part of what is authenticated', (_what, change) => {
    const key = firstArchiveKey(randomBytes(32));
    const place = { account: account(), room: room(), number: 3, previous: ZEROS, first: 4, last: 9, writer: device() };
    const sealed = sealSegment(key, place, utf8('hello'));
    expect(openSegment(key, place, sealed)).toEqual(utf8('hello'));
    expect(fails(() => openSegment(key, { ...place, ...change(place) }, sealed))).toBe(true);
    expect(fails(() => openSegment({ ...key, epoch: 2 }, place, sealed))).toBe(true);
    expect(fails(() => openSegment(key, place, sealed.subarray(0, sealed.length - 1)))).toBe(true);
  });

  test('sizes are a few classes, and what compresses well is as long as what does not', () => {
    expect([0, 4_092, 4_093, 200_000, 262_141].map(paddedSize)).toEqual([4_096, 4_096, 16_384, 262_144, 1_048_576]);
    const key = firstArchiveKey(randomBytes(32));
    const place = { account: account(), room: room(), number: 1, previous: ZEROS, first: 1, last: 1, writer: device() };
    const same = sealSegment(key, place, new Uint8Array(10_000));
    const noise = sealSegment(key, place, randomBytes(10_000));
    expect(same.length).toBe(noise.length);
    expect(fails(() => sealSegment(key, place, new Uint8Array(1_048_576)))).toBe(true);
  });
});

const note = (number: number, first: number, last: number): SegmentNote => ({
  number,
  epoch: 1,
  previous: ZEROS,
  first,
  last,
  writer: device(),
  hash: randomBytes(32),
  size: 1,
  at: 1,
});
const about = utf8('about');

describe('manifests', () => {
  test('one room at one version under one key', () => {
    const key = firstArchiveKey(randomBytes(32));
    const place = { account: account(), room: room(), version: 2 };
    const manifest: Manifest = { numbered: 4, segments: [note(2, 1, 5), note(4, 8, 8)], about };
    const sealed = sealManifest(key, place, manifest);
    expect(openManifest(key, place, sealed)).toEqual(manifest);
    for (const other of [{ account: account() }, { room: room() }, { version: 1 }])
      expect(openManifest(key, { ...place, ...other }, sealed)).toBeNull();
    expect(openManifest(newArchiveKey([key]), place, sealed)).toBeNull();
  });

  test.each<[string, number, readonly SegmentNote[]]>([
    ['a stretch twice', 2, [note(1, 1, 5), note(2, 5, 9)]],
    ['out of order', 2, [note(2, 6, 9), note(1, 1, 5)]],
    ['a number twice', 2, [note(1, 1, 5), note(1, 6, 9)]],
    ['a number above the highest', 1, [note(2, 1, 5)]],
    ['a stretch that ends before it begins', 1, [note(1, 5, 1)]],
  ])('%s is none', (_what, numbered, segments) => {
    const key = firstArchiveKey(randomBytes(32));
    const place = { account: account(), room: room(), version: 1 };
    expect(fails(() => sealManifest(key, place, { numbered, segments, about }))).toBe(true);
  });
});

describe('the root', () => {
  const aik = newKeyPair();
  const owner = account();
  const identity = identityOf(aik, owner);
  const key = firstArchiveKey(randomBytes(32));
  const trust = { server: SERVER, aik: aik.public };
  const leaves: readonly Leaf[] = Array.from({ length: 4 }, (_, at) => ({
    room: room(),
    version: at + 1,
    sealed: randomBytes(60),
  }));
  const said = { rooms: leaves.length, hash: rootHash(leaves) };
  const at = { account: owner, version: 7 };

  test('says the same of the same manifests in any order, and another thing of any others', () => {
    expect(openRoot(key, at, trust, sealRoot(key, identity, at, said))).toEqual({
      ok: true,
      writer: identity.device,
      ...said,
    });
    expect(rootHash(leaves.toReversed())).toEqual(said.hash);
    const [first, second, ...rest] = leaves as [Leaf, Leaf, Leaf, Leaf];
    const swapped = [{ ...first, room: second.room }, { ...second, room: first.room }, ...rest];
    for (const other of [
      [second, ...rest],
      [...leaves, first],
      [{ ...first, version: 9 }, second, ...rest],
      [{ ...first, sealed: second.sealed }, second, ...rest],
      swapped,
    ])
      expect(rootHash(other)).not.toEqual(said.hash);
  });

  test.each<[string, () => ReturnType<typeof openRoot>]>([
    ['another version', () => openRoot(key, { ...at, version: 6 }, trust, sealRoot(key, identity, at, said))],
    ['another account', () => openRoot(key, { ...at, account: account() }, trust, sealRoot(key, identity, at, said))],
    ['another archive key', () => openRoot(newArchiveKey([key]), at, trust, sealRoot(key, identity, at, said))],
  ])('%s does not open', (_what, open) => {
    expect(open()).toEqual({ ok: false, code: 'archive-root-damaged' });
  });

  test.each<[string, DeviceIdentity]>([
    ['a device that another identity certified', identityOf(newKeyPair(), owner)],
    ['a device of another account', identityOf(aik, account())],
    ['a signature of another key', { ...identity, key: newKeyPair() }],
    ['the name of another device', { ...identity, device: device() }],
  ])('%s cannot sign it', (_what, forger) => {
    expect(openRoot(key, at, trust, sealRoot(key, forger, at, said))).toEqual({
      ok: false,
      code: 'archive-root-forged',
    });
  });
});

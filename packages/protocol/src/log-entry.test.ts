import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { toBase64url, type Bytes } from './bytes.ts';
import { encodeCbor, MalformedError } from './cbor.ts';
import { AccountId, DeviceId, FrameId } from './ids.ts';
import { LIMIT } from './limits.ts';
import { decodeLogCore, EMPTY_HEAD, encodeLogCore, nextHead, type LogCore } from './log-entry.ts';

const sha256 = (bytes: Uint8Array): Bytes => new Uint8Array(createHash('sha256').update(bytes).digest());
const core = (over: Partial<LogCore> = {}): LogCore => ({
  v: 1,
  kind: 'application',
  epoch: 3,
  account: AccountId.parse(toBase64url(new Uint8Array(16))),
  device: DeviceId.parse(toBase64url(new Uint8Array(16).fill(1))),
  id: FrameId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  at: 1_790_000_000_000,
  body: new Uint8Array([1, 2, 3]),
  ...over,
});

const headOf = (cores: readonly Uint8Array[]): Bytes => {
  let head = EMPTY_HEAD;
  for (const [index, bytes] of cores.entries()) head = nextHead(sha256, head, index + 1, bytes);
  return head;
};

describe('a log entry', () => {
  test('comes back as it went in', () => {
    expect(decodeLogCore(encodeLogCore(core()))).toEqual(core());
  });

  test('is refused with a field too many, too few, or of another version', () => {
    expect(() => decodeLogCore(encodeCbor({ ...core(), extra: 1 }))).toThrow(MalformedError);
    expect(() => decodeLogCore(encodeCbor({ ...core(), at: undefined }))).toThrow(MalformedError);
    expect(() => decodeLogCore(encodeCbor({ ...core(), v: 2 }))).toThrow(MalformedError);
    expect(() => decodeLogCore(encodeCbor({ ...core(), epoch: -1 }))).toThrow(MalformedError);
  });

  test('is refused when its body is larger than a frame', () => {
    expect(() => decodeLogCore(encodeLogCore(core({ body: new Uint8Array(LIMIT.frameBytes + 1) })))).toThrow(
      MalformedError,
    );
  });
});

describe('the chain of heads', () => {
  const a = encodeLogCore(core());
  const b = encodeLogCore(core({ at: 1_790_000_000_001 }));
  const c = encodeLogCore(core({ kind: 'commit' }));

  test('is this value, on every implementation', () => {
    expect(Buffer.from(headOf([a, b, c])).toString('hex')).toBe(
      '69bd687fffb4e67534ff7d1c3f190aeecc1f23a046abbc7ab6fff9efad7c1746',
    );
  });

  test('shows an entry dropped, doubled, swapped or changed', () => {
    const honest = headOf([a, b, c]);
    for (const other of [
      [a, c],
      [a, b, b, c],
      [b, a, c],
      [a, b],
      [a, b, encodeLogCore(core({ kind: 'commit', epoch: 4 }))],
    ]) {
      expect(headOf(other)).not.toEqual(honest);
    }
  });

  test('binds the place: the same entry elsewhere gives another head', () => {
    expect(nextHead(sha256, EMPTY_HEAD, 1, a)).not.toEqual(nextHead(sha256, EMPTY_HEAD, 2, a));
  });

  test('has no ambiguous border between entry and head', () => {
    expect(nextHead(sha256, new Uint8Array(32).fill(7), 1, a)).not.toEqual(nextHead(sha256, EMPTY_HEAD, 1, a));
  });
});

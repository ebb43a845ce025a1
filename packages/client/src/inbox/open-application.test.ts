/** What is inside of a message that opened: it is what its frame says it is, or nothing. */
import { encodeContent, frankedBytes, type SendableEvent } from '@alcove/content';
import { frank } from '@alcove/crypto';
import { encodeCbor, FrameId, utf8, type Bytes } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { encodeVisible } from '../outbox/visible.ts';
import { checkedContent, checkHistory } from './open-application.ts';

const ID = FrameId.parse('01JQ0000000000000000000001');
const OTHER = FrameId.parse('01JQ0000000000000000000002');

interface Sealed {
  readonly plain: Bytes;
  readonly aad: Bytes;
}

/** As our clients make it; `outside` is the id in the open, `committedTo` what the commitment is to. */
function sealed(text: string, { outside = ID, committedTo = text, keyed = true } = {}): Sealed {
  const envelope = { id: ID, sentAt: 1, seenSeq: 0, seenHead: new Uint8Array(32) };
  const event = (body: string): SendableEvent => ({ type: 'text', body, mentions: [] });
  const { commitment, key } = frank(frankedBytes(event(committedTo), envelope));
  const plain = encodeContent(event(text), keyed ? { ...envelope, frankKey: key } : envelope);
  return { plain, aad: encodeVisible(outside, commitment) };
}

const opened = ({ plain, aad }: Sealed, id: FrameId = ID) => checkedContent(plain, aad, id);

test('a message as it was made', () => {
  expect(opened(sealed('hello'))).toMatchObject({ event: { type: 'text', body: 'hello' }, envelope: { id: ID } });
});

test('[K42] its id is the frame’s, outside and inside', () => {
  const differs = { code: 'frame-id-differs' };
  expect(opened(sealed('hello'), OTHER)).toEqual(differs);
  expect(opened(sealed('hello', { outside: OTHER }))).toEqual(differs);
  expect(opened(sealed('hello', { outside: OTHER }), OTHER)).toEqual(differs);
});

test('[K44] a commitment to other words, or that nobody could open', () => {
  const wrong = { code: 'franking-wrong' };
  expect(opened(sealed('vile', { committedTo: 'harmless' }))).toEqual(wrong);
  expect(opened(sealed('hello', { keyed: false }))).toEqual(wrong);
});

test('[K44] what has no shape is said to have none, wherever it is wrong', () => {
  const malformed = { code: 'content-malformed' };
  const { plain, aad } = sealed('hello');
  const garbage = utf8('no message at all');
  expect(opened({ plain: garbage, aad })).toEqual(malformed);
  expect(opened({ plain: new Uint8Array(0), aad })).toEqual(malformed);
  expect(opened({ plain: encodeCbor({ v: 1, type: 'text', body: 7 }), aad })).toEqual(malformed);
  expect(opened({ plain, aad: garbage })).toEqual(malformed);
  expect(opened({ plain, aad: encodeCbor({ v: 1, id: ID, commitment: new Uint8Array(31) }) })).toEqual(malformed);
  expect(opened({ plain, aad: encodeCbor({ v: 2, id: ID, commitment: new Uint8Array(32) }) })).toEqual(malformed);
});

/** What comes of a message at the sixth place whose sender saw `seenSeq`. Five places are here, the last two of them of this step. */
async function alarmsAt(seenSeq: number, seenHead: Bytes, { forked = false } = {}): Promise<readonly string[]> {
  const head = (seq: number): Bytes => new Uint8Array(32).fill(seq);
  const stored = { get: (_room: string, seq: number) => Promise.resolve(seq <= 3 ? head(seq) : null) };
  const alarms: string[] = [];
  const afterwards: (() => void)[] = [];
  const context = { store: { heads: stored }, agreed: () => alarms.push('agreed') };
  const work = {
    room: { id: 'room', forked },
    place: { seq: 5, head: head(5) },
    heads: new Map([[4, head(4)]]),
    alarms,
    afterwards,
  };
  const [here, step] = [context, work] as unknown as Parameters<typeof checkHistory>;
  await checkHistory(here, step, { seq: 6 }, { envelope: { id: ID, sentAt: 1, seenSeq, seenHead } });
  for (const run of afterwards) run();
  return alarms;
}

test('[K43] what its sender saw has the same head here, wherever it stands', async () => {
  for (const seen of [1, 3, 4, 5]) {
    expect(await alarmsAt(seen, new Uint8Array(32).fill(seen))).toEqual([]);
    expect(await alarmsAt(seen, new Uint8Array(32).fill(9))).toEqual(['history-forked']);
  }
  expect(await alarmsAt(4, new Uint8Array(32).fill(4), { forked: true })).toEqual(['agreed']);
});

test('[K43] nobody saw their own place before they spoke, nor what comes after it', async () => {
  for (const seen of [6, 7]) expect(await alarmsAt(seen, new Uint8Array(32).fill(seen))).toEqual(['history-forked']);
});

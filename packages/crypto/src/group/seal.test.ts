/** What is sealed twice from one state, as by two copies of a device: the same key and generation, and yet not the same keystream. */
import { utf8 } from '@alcove/protocol';
import { expect, test } from 'vitest';
import { gather, type Member } from '../testing/members.ts';
import * as world from '../testing/world.ts';
import { decodeMessageOf } from './engine/wire.ts';
import { seal } from './seal.ts';

const LIMIT = 65_536;
/** Longer than any chance. */
const COMPARED = 32;

test('the nonce of each is masked by chance (RFC 9420 §6.3.1)', async () => {
  const anna = world.newPerson('anna');
  const room = world.newRoom([anna], { suite: world.CLASSIC });
  const [only] = (await gather(room, [world.firstDevice(anna)])) as [Member];
  const words = utf8('the same words, long enough to be compared byte for byte');
  const sealed = await Promise.all(
    [1, 2, 3].map(async () => {
      const { bytes } = await seal(only.state, words, new Uint8Array(0));
      const message = decodeMessageOf('mls_private_message', bytes.slice(), LIMIT)?.privateMessage;
      return Buffer.from((message?.ciphertext ?? new Uint8Array(0)).slice(0, COMPARED)).toString('hex');
    }),
  );
  expect(sealed[0]).toHaveLength(2 * COMPARED);
  expect(new Set(sealed).size).toBe(sealed.length);
});

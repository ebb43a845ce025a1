import { DeviceId, encodeCbor, toBase64url } from '@alcove/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  choose,
  decodeChoices,
  encodeChoices,
  mergeChoices,
  parseChange,
  settingsOf,
  UNCHOSEN,
  type Choices,
} from './settings.ts';

const device = (n: number): DeviceId => DeviceId.parse(toBase64url(new Uint8Array(16).fill(n)));
const [PHONE, LAPTOP] = [device(1), device(2)];

const choice = fc.record({
  at: fc.integer({ min: 0, max: 5 }),
  by: fc.constantFrom(PHONE, LAPTOP),
  value: fc.oneof(fc.boolean(), fc.constantFrom('dark', 'line', 'of a newer version')),
});
/** Few names, few times: what collides is what merging is about. */
const choices: fc.Arbitrary<Choices> = fc.dictionary(fc.constantFrom('theme', 'enter', 'receipts', 'newer'), choice);
const bytesOf = (of: Choices): string => toBase64url(encodeChoices(of));

test('merged in any order and any repetition, it is the same', () => {
  fc.assert(
    fc.property(choices, choices, choices, (a, b, c) => {
      expect(bytesOf(mergeChoices(a, b))).toBe(bytesOf(mergeChoices(b, a)));
      expect(bytesOf(mergeChoices(mergeChoices(a, b), c))).toBe(bytesOf(mergeChoices(a, mergeChoices(b, c))));
      expect(bytesOf(mergeChoices(mergeChoices(a, b), b))).toBe(bytesOf(mergeChoices(a, b)));
    }),
  );
});

test('two devices that choose without hearing of each other end the same, and lose nothing but what the other chose later', () => {
  const step = fc.record({
    on: fc.constantFrom(PHONE, LAPTOP),
    change: fc.constantFrom({ theme: 'dark' }, { theme: 'light' }, { enter: 'line' }, { receipts: false } as const),
    meet: fc.boolean(),
    /** A clock may stand still or go back. */
    now: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const held = new Map<DeviceId, Choices>([
        [PHONE, {}],
        [LAPTOP, {}],
      ]);
      const of = (by: DeviceId): Choices => held.get(by) ?? {};
      for (const { on, change, meet, now } of steps) {
        held.set(on, choose(of(on), change, on, now));
        // Whoever chooses sees it chosen, whatever their clock says.
        expect(settingsOf(of(on))).toMatchObject(change);
        if (!meet) continue;
        const merged = mergeChoices(of(PHONE), of(LAPTOP));
        held.set(PHONE, merged).set(LAPTOP, merged);
      }
      expect(bytesOf(mergeChoices(of(PHONE), of(LAPTOP)))).toBe(bytesOf(mergeChoices(of(LAPTOP), of(PHONE))));
    }),
  );
});

test('different settings chosen apart both hold', () => {
  const phone = choose({}, { theme: 'dark' }, PHONE, 10);
  const laptop = choose({}, { receipts: false }, LAPTOP, 10_000);
  expect(settingsOf(mergeChoices(phone, laptop))).toEqual({ ...UNCHOSEN, theme: 'dark', receipts: false });
});

test('what a newer version chose is kept, and does not stop this one', () => {
  const newer: Choices = {
    wallpaper: { at: 3, by: PHONE, value: { picture: [1, 2] } },
    theme: { at: 3, by: PHONE, value: 'sepia' },
  };
  expect(settingsOf(newer)).toEqual(UNCHOSEN);
  const both = choose(newer, { enter: 'line' }, LAPTOP, 4);
  expect(decodeChoices(encodeChoices(both))).toEqual({ ...newer, enter: { at: 4, by: LAPTOP, value: 'line' } });
  expect(decodeChoices(encodeCbor({ v: 2, chosen: {} }))).toBeNull();
});

test('a language is any code, and nothing else', () => {
  expect(parseChange({ language: 'eu' })).toEqual({ language: 'eu' });
  for (const language of ['', 'DE', 'de-AT', 'javascript', 7]) expect(parseChange({ language })).toBeNull();
});

test('what is as it was is not chosen again', () => {
  expect(choose({}, { theme: 'system', typing: true }, PHONE, 5)).toEqual({});
});

import { expect, test } from 'vitest';
import { quickReactions, searchEmoji } from './search.ts';
import { ALL_EMOJI } from './table.ts';

test('the table is whole: about 200 or more, each once, each one character with a name', () => {
  expect(ALL_EMOJI.length).toBeGreaterThan(200);
  expect(new Set(ALL_EMOJI.map((e) => e.char)).size).toBe(ALL_EMOJI.length);
  const segmenter = new Intl.Segmenter();
  for (const emoji of ALL_EMOJI) {
    expect([...segmenter.segment(emoji.char)], emoji.name).toHaveLength(1);
    expect(emoji.name).not.toBe('');
    expect(emoji.char).toMatch(/\p{Emoji}/u);
  }
});

test(':wave offers the wave and the waving hand', () => {
  expect(searchEmoji('wave').map((e) => e.char)).toEqual(expect.arrayContaining(['🌊', '👋']));
});

test('an exact word comes before a beginning, a beginning before a word within', () => {
  expect(searchEmoji('fire')[0]?.char).toBe('🔥');
  expect(searchEmoji('thumbs up')[0]?.char).toBe('👍');
  expect(searchEmoji('thumbs_up')[0]?.char).toBe('👍');
  expect(searchEmoji('tada')[0]?.char).toBe('🎉');
});

test('nothing for nonsense, at most the limit otherwise', () => {
  expect(searchEmoji('qqqq')).toEqual([]);
  expect(searchEmoji('s', 6)).toHaveLength(6);
});

test('recent reactions lead, each once', () => {
  expect(quickReactions(['🌊', '👍'])).toEqual(['🌊', '👍', '❤️']);
});

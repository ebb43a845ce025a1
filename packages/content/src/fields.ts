/**
 * The text and number fields that several kinds of content share, with their sizes. Sizes are in UTF-8 bytes, because that is
 * what padding and the server's frame limit count. Single lines hold no control or bidirectional-override characters: a name
 * must not be able to break a line or turn the sentence around it.
 */
import { AccountId, bytesSchema, utf8, type Bytes } from '@alcove/protocol';
import { z } from 'zod';
import { CONTENT_LIMIT } from './limit.ts';

const within = (max: number) => (text: string) => utf8(text).length <= max;
const UNFIT_IN_LINE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** Several lines. */
export const textOf = (maxBytes: number): z.ZodString => z.string().refine(within(maxBytes), 'too long');

/** One line; may be empty. */
export const lineOf = (maxBytes: number): z.ZodString =>
  textOf(maxBytes).refine((text) => text.search(UNFIT_IN_LINE) === -1, 'not one plain line');

/** A line of so many characters at most: what a person can count. */
export const shortLine = (letters: number): z.ZodString =>
  lineOf(4 * letters).refine((text) => lettersOf(text) <= letters, 'too long');

/** What a limit of characters counts: code points, as a field that says how many are left shows them. */
export function lettersOf(text: string): number {
  return [...text].length;
}

const ONLY_EMOJI_PARTS = /^[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u;
const HAS_A_PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u;
/**
 * Checked by character class and not against a list: lists differ between versions of Unicode, and an emoji from a newer phone must
 * not be malformed on an older one.
 */
export const emojiOf: z.ZodString = textOf(CONTENT_LIMIT.emojiBytes).regex(ONLY_EMOJI_PARTS).regex(HAS_A_PICTURE);

export const messageBody: z.ZodString = textOf(CONTENT_LIMIT.bodyBytes).min(1);
export const mentionList: z.ZodArray<typeof AccountId> = z.array(AccountId).max(CONTENT_LIMIT.mentions);
export const logSeq: z.ZodInt = z.int().nonnegative();
export const bytes32: z.ZodType<Bytes> = bytesSchema.refine((b) => b.length === 32, '32 bytes');

/** What a person typed as a name or title, as it may be sent: one line, trimmed, cut to size at a character. */
export function cleanLine(typed: string, maxBytes: number): string {
  const line = typed.toWellFormed().replace(UNFIT_IN_LINE, ' ').replace(/\s+/gu, ' ').trim();
  let fits = '';
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    bytes += utf8(segment).length;
    if (bytes > maxBytes) break;
    fits += segment;
  }
  return fits.trim();
}

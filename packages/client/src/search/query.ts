/**
 * What somebody looks for. Words may stand anywhere and in any order, each as the beginning of a word; what stands in quotation marks stands
 * so in the message, whole. Where a script puts no spaces between words, anywhere is a beginning. Pure; knows no message.
 */
import { fold } from '@alcove/content';

export interface Needle {
  /** Folded, not empty. */
  readonly text: string;
  /** Ends where a word ends. */
  readonly whole: boolean;
}

export interface Query {
  /** The longest first: it is missed soonest. */
  readonly needles: readonly Needle[];
  /** Folded beginnings of names; one of them must fit. Empty: anybody, anywhere. */
  readonly from: readonly string[];
  readonly rooms: readonly string[];
  /** What must be in it, all of it. */
  readonly has: readonly Having[];
  /** ms; from `after` on, before `before`. */
  readonly after: number | null;
  readonly before: number | null;
}

/** What a message may be asked to have in it, and how that shows in its folded text. */
const HAVING = {
  link: /https?:\/\/\S|(?<![^\s(*_~])www\.\S|mailto:\S|[\w.+-]+@[\w-]+\.\w/u,
  code: /`[^`]+`/u,
} as const;
export type Having = keyof typeof HAVING;
export const HAVINGS: readonly Having[] = ['link', 'code'];

const PIECE = /(?:(from|in|has|after|before):)?(?:["“„]([^"”“]*)["”“]?|(\S+))/giu;
const DAY = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
/** Scripts that are written without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;

/** Nothing to look for: neither words nor anything that narrows. */
export const isBlank = ({ needles, from, rooms, has, after, before }: Query): boolean =>
  needles.length + from.length + rooms.length + has.length === 0 && after === null && before === null;

/** Days are those of this device. An operator that is still being typed, or says no day, narrows nothing. */
export function parseQuery(typed: string): Query {
  const needles: Needle[] = [];
  const from: string[] = [];
  const rooms: string[] = [];
  const has: Having[] = [];
  let after: number | null = null;
  let before: number | null = null;
  for (const [, operator, quoted, bare] of typed.matchAll(PIECE)) {
    const text = fold(quoted ?? bare ?? '').trim();
    if (text === '') continue;
    switch (operator?.toLowerCase()) {
      case 'from':
        from.push(text.replace(/^@/, ''));
        break;
      case 'in':
        rooms.push(text.replace(/^#/, ''));
        break;
      case 'has':
        has.push(...HAVINGS.filter((each) => each === text));
        break;
      case 'after':
        after = dayAt(text) ?? after;
        break;
      case 'before':
        before = dayAt(text) ?? before;
        break;
      default:
        if (!/^(?:from|in|has|after|before):$/.test(text)) needles.push({ text, whole: quoted !== undefined });
    }
  }
  return { needles: needles.toSorted((a, b) => b.text.length - a.text.length), from, rooms, has, after, before };
}

function dayAt(text: string): number | null {
  const parts = DAY.exec(text);
  if (parts === null) return null;
  const [, year, month = '1', day = '1'] = parts;
  return new Date(Number(year), Number(month) - 1, Number(day)).getTime();
}

/** `folded`: the message's text. */
export function fits(folded: string, { needles, has }: Pick<Query, 'needles' | 'has'>): boolean {
  return needles.every((needle) => find(folded, needle, 0) >= 0) && has.every((each) => HAVING[each].test(folded));
}

/** Whether a name begins with that, or a word in it does. */
export function isCalled(name: string, beginning: string): boolean {
  return find(fold(name), { text: beginning, whole: false }, 0) >= 0;
}

/** Where it stands, from `start` on; -1: nowhere. */
export function find(folded: string, { text, whole }: Needle, start: number): number {
  for (let at = folded.indexOf(text, start); at >= 0; at = folded.indexOf(text, at + 1)) {
    if (isBorder(folded, at) && (!whole || isBorder(folded, at + text.length))) return at;
  }
  return -1;
}

/** Whether a word may begin, or end, between the unit before `at` and the one there. */
function isBorder(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  const next = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const last = lastOf(text, at);
  return !LETTER.test(last) || !LETTER.test(next) || UNSPACED.test(last) || UNSPACED.test(next);
}

function lastOf(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  const isHalf = unit >= 0xdc00 && unit <= 0xdfff && at >= 2;
  return isHalf ? text.slice(at - 2, at) : text.charAt(at - 1);
}

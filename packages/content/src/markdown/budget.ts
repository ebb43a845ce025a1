/**
 * Which texts are given to the Markdown parser at all. Its time grows with the square of some characters (emphasis marks,
 * character references) and its stack with the depth of quotes and lists on one line; a message made of these would freeze
 * whoever opens the room. Past a budget that no written message reaches, a text is shown as it is.
 */
const MAX_LENGTH = 16_384;
const MAX_EMPHASIS_MARKS = 1_500;
const MAX_REFERENCES = 500;

const EMPHASIS_MARKS = /[*_~]/g;
const REFERENCES = /&/g;
/** More than twelve quotes or list items opened on one line. */
const DEEP_LINE = /^[ \t]*(?:(?:>[ \t]?|(?:[-+*]|\d{1,9}[.)])[ \t]+)[ \t]*){13}/m;

export function isWithinBudget(source: string): boolean {
  return (
    source.length <= MAX_LENGTH &&
    (source.match(EMPHASIS_MARKS)?.length ?? 0) <= MAX_EMPHASIS_MARKS &&
    (source.match(REFERENCES)?.length ?? 0) <= MAX_REFERENCES &&
    !DEEP_LINE.test(source)
  );
}

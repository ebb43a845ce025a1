import { describe, expect, test } from 'vitest';
import { GROUP_MS, buildRows, grewAtStart, isStop, type Row } from './rows.ts';
import { ana, at, ben, joined, message, timeline, unopened } from './items.fixture.ts';

const kinds = (rows: readonly Row[]): string[] => rows.map((row) => row.kind);
const heads = (rows: readonly Row[]): boolean[] => rows.flatMap((row) => (row.kind === 'message' ? [row.head] : []));

describe('grouping', () => {
  test('the same author within five minutes shares a head; later, or another author, starts anew', () => {
    const rows = buildRows(
      timeline([
        message(1, ana, at(9, 0)),
        message(2, ana, at(9, 4)),
        message(3, ana, at(9, 4) + GROUP_MS),
        message(4, ben, at(9, 10)),
      ]),
    );
    expect(heads(rows)).toEqual([true, false, true, true]);
  });

  test('a room line, a new day, the unread line and a reply each break a group', () => {
    const line = buildRows(timeline([message(1, ana, at(9, 0)), joined(2, ben, at(9, 1)), message(3, ana, at(9, 1))]));
    expect(heads(line)).toEqual([true, true]);
    const day = buildRows(timeline([message(1, ana, at(23, 59)), message(2, ana, at(24, 1))]));
    expect(heads(day)).toEqual([true, true]);
    const [first, second] = [message(1, ana, at(9, 0)), message(2, ana, at(9, 1))];
    const unread = buildRows({ ...timeline([first, second]), unreadFrom: { id: second.id, since: at(8, 20) } });
    expect(heads(unread)).toEqual([true, true]);
    const quote = { id: first.id, author: ana, text: 'x', deleted: false };
    expect(heads(buildRows(timeline([first, message(2, ana, at(9, 1), { replyTo: quote })])))).toEqual([true, true]);
  });

  test('the last of a group is its tail, also when what follows could not be opened', () => {
    const rows = buildRows(
      timeline([message(1, ana, at(9, 0)), message(2, ana, at(9, 1)), unopened(3, ana, at(9, 2))]),
    );
    expect(rows.flatMap((row) => (row.kind === 'message' ? [row.tail] : []))).toEqual([false, false]);
    expect(rows.at(-1)).toMatchObject({ kind: 'unopened', head: false });
  });
});

describe('dividers', () => {
  test('one per local day, and the beginning only when nothing older exists', () => {
    const items = [message(1, ana, at(9, 0)), message(2, ben, at(9, 1)), message(3, ana, at(33, 0))];
    expect(kinds(buildRows(timeline(items)))).toEqual(['beginning', 'day', 'message', 'message', 'day', 'message']);
    expect(kinds(buildRows({ ...timeline(items), hasOlder: true }))[0]).toBe('day');
  });

  test('the unread line stands right before its message, after the day', () => {
    const [first, second] = [message(1, ana, at(9, 0)), message(2, ben, at(33, 0))];
    const unreadFrom = { id: second.id, since: at(10, 0) };
    const rows = buildRows({ ...timeline([first, second]), hasOlder: true, unreadFrom });
    expect(kinds(rows)).toEqual(['day', 'message', 'day', 'unread', 'message']);
  });

  test('what is missing stands where it is missing: between two messages, and after the last', () => {
    const items = [message(1, ana, at(9, 0)), message(5, ben, at(9, 1))];
    const history = {
      state: 'incomplete',
      reachesBackTo: null,
      gaps: [
        { first: 2, last: 3 },
        { first: 6, last: 7 },
      ],
    } as const;
    expect(kinds(buildRows({ ...timeline(items), history }))).toEqual([
      'beginning',
      'day',
      'message',
      'gap',
      'message',
      'gap',
    ]);
  });

  test('an empty room has no rows', () => {
    expect(buildRows(timeline([]))).toEqual([]);
  });
});

describe('marks', () => {
  test('words on the last message of each state in a group', () => {
    const own = (n: number, state: 'read' | 'sent', readBy = 0) =>
      message(n, ana, at(9, 0) + n, { mine: true, send: { state, readBy, reason: null } });
    const words = (rows: readonly Row[]): boolean[] =>
      rows.flatMap((row) => (row.kind === 'message' ? [row.markInWords] : []));
    expect(
      words(buildRows(timeline([own(1, 'read', 9), own(2, 'read', 9), own(3, 'read', 4), own(4, 'sent')]))),
    ).toEqual([false, true, true, true]);
    expect(words(buildRows(timeline([message(1, ben, at(9, 0))])))).toEqual([false]);
  });
});

describe('identity', () => {
  test('rows that did not change are the same objects, and an equal list is the same list', () => {
    const items = [message(1, ana, at(9, 0)), joined(2, ben, at(9, 1)), message(3, ana, at(9, 2))];
    const before = buildRows(timeline(items));
    expect(buildRows(timeline([...items]), before)).toBe(before);
    const after = buildRows(timeline([...items, message(4, ben, at(9, 3))]), before);
    expect(after.slice(0, before.length)).toEqual(before);
    for (const [i, row] of before.entries()) expect(after[i]).toBe(row);
  });
});

describe('growing at the start', () => {
  const items = [message(11, ana, at(9, 0)), message(12, ben, at(9, 1))];
  const before = buildRows({ ...timeline(items), hasOlder: true });

  test('older messages of the same day are an older end, though the day divider moved', () => {
    const older = buildRows({
      ...timeline([message(9, ben, at(8, 0)), message(10, ben, at(8, 1)), ...items]),
      hasOlder: true,
    });
    expect(grewAtStart(before, older)).toBe(true);
  });

  test('a new message at the end is not', () => {
    expect(
      grewAtStart(before, buildRows({ ...timeline([...items, message(13, ana, at(9, 2))]), hasOlder: true })),
    ).toBe(false);
    expect(grewAtStart([], before)).toBe(false);
  });
});

test('arrow keys stop at messages, unopened entries and room lines, not at dividers', () => {
  const rows = buildRows(timeline([message(1, ana, at(9, 0)), joined(2, ben, at(9, 1)), unopened(3, ana, at(9, 2))]));
  expect(rows.filter(isStop).map((row) => row.kind)).toEqual(['message', 'lines', 'unopened']);
});

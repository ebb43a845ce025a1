import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OpenedEvent, TimelineEvent } from './opened.ts';
import { project } from './project.ts';
import { EMPTY_TIMELINE, reduce, withdraw } from './reduce.ts';
import {
  ADA,
  around,
  at,
  BEN,
  CAT,
  change,
  erase,
  frame,
  message,
  react,
  say,
  shown,
  waiting,
} from './story.test-kit.ts';

describe('rules', () => {
  test('[TL1] items stand in log order, what waits comes last in its own order', () => {
    const items = shown([waiting(9, 2, say('d')), at(2, BEN, say('b')), waiting(8, 3, say('e')), at(1, ADA, say('a'))]);
    expect(items.map(({ id }) => id)).toEqual([1, 2, 9, 8].map(frame));
  });

  test('[TL2] an edit by its author changes the text and keeps the versions; one by another does nothing', () => {
    const items = shown([
      at(1, BEN, say('one')),
      at(2, BEN, change(1, 'two')),
      at(3, CAT, change(1, 'evil')),
      at(4, BEN, change(1, 'three')),
    ]);
    expect(message(items, 1)).toMatchObject({
      text: 'three',
      edited: true,
      at: 1_000,
      versions: [
        { text: 'one', at: 1_000 },
        { text: 'two', at: 2_000 },
      ],
    });
    expect(items).toHaveLength(1);
  });

  test('[TL3] a deletion by its author takes words, versions and reactions; one by another does nothing', () => {
    const said = [at(1, BEN, say('secret', [ADA])), at(2, BEN, change(1, 'secret 2')), at(3, ADA, react(1, '👍'))];
    expect(message(shown([...said, at(4, CAT, erase(1))]), 1)).toMatchObject({ deleted: false, text: 'secret 2' });
    const gone = message(
      shown([...said, at(4, BEN, erase(1)), at(5, BEN, change(1, 'back')), at(6, ADA, react(1, '👍'))]),
      1,
    );
    expect(gone).toMatchObject({ deleted: true, text: '', versions: [], reactions: [], mentionsMe: false });
  });

  test('[TL4] for each person and emoji the last reaction in the log wins', () => {
    const items = shown([
      at(1, BEN, say('x')),
      at(2, ADA, react(1, '👍')),
      at(3, CAT, react(1, '👍')),
      at(4, CAT, react(1, '🎉')),
      at(5, ADA, react(1, '👍', false)),
      at(6, CAT, react(1, '🎉', false)),
      at(7, ADA, react(1, '❤️')),
    ]);
    expect(message(items, 1).reactions).toEqual([
      { emoji: '👍', count: 1, mine: false, names: ['cat'] },
      { emoji: '❤️', count: 1, mine: true, names: ['ada'] },
    ]);
  });

  test('[TL5] a change that comes before its message is kept for it and shows nothing alone', () => {
    const early = reduce(EMPTY_TIMELINE, [at(5, BEN, change(1, 'new')), at(6, ADA, react(1, '👍'))]);
    expect(project(early, around, null).items).toEqual([]);
    const items = project(reduce(early, [at(1, BEN, say('old'))]), around, null).items;
    expect(message(items, 1)).toMatchObject({ text: 'new', reactions: [{ count: 1 }] });
  });

  test('[TL6] a later entry with the same id does not replace the first, from whichever side it comes', () => {
    const first = at(3, BEN, say('mine'));
    const copy: OpenedEvent = { ...at(7, CAT, say('stolen')), id: first.id };
    for (const events of [
      [first, copy],
      [copy, first],
    ]) {
      expect(shown(events)).toMatchObject([{ text: 'mine', author: { name: 'ben' } }]);
    }
    const asChange: OpenedEvent = { ...at(7, CAT, react(1, '👍')), id: first.id };
    expect(shown([at(1, BEN, say('x')), asChange, first])).toMatchObject([{ reactions: [] }, { text: 'mine' }]);
  });

  test('[TL7] a waiting message takes its place and stays the same item', () => {
    const items = shown([waiting(4, 1, say('x')), at(3, BEN, say('y')), at(4, ADA, say('x')), waiting(4, 2, say('x'))]);
    expect(items.map(({ id, seq }) => [id, seq])).toEqual([
      [frame(3), 3],
      [frame(4), 4],
    ]);
  });

  test('[TL8] an entry that opens at last replaces its gap, and never the other way round', () => {
    const gap = at(2, BEN, { type: 'unopened', code: 'damaged' });
    const events = [at(1, ADA, say('a')), gap, at(2, BEN, say('b'))];
    expect(shown(events.slice(0, 2))).toMatchObject([{}, { kind: 'unopened', code: 'damaged', repairing: false }]);
    expect(shown(events.slice(0, 2), { repairing: true })).toMatchObject([{}, { repairing: true }]);
    for (const order of [events, events.toReversed()]) expect(message(shown(order), 2).text).toBe('b');
  });

  test('[TL9] what a newer version said shows its fallback and cannot be edited by guess', () => {
    const items = shown([at(1, BEN, { type: 'unknown', fallback: 'A poll' }), at(2, BEN, change(1, 'x'))]);
    expect(message(items, 1)).toMatchObject({ text: 'A poll', unknownType: true, edited: false });
  });

  test('[TL10] the room speaks in lines; topics, profiles and keys say nothing', () => {
    const items = shown([
      at(1, ADA, { type: 'line', what: 'created' }),
      at(2, ADA, { type: 'line', what: 'added', people: [BEN] }),
      at(3, BEN, { type: 'state', key: 'title', value: 'Walks' }),
      at(4, BEN, { type: 'state', key: 'topic', value: 'quiet' }),
      at(5, BEN, { type: 'profile', displayName: 'B' }),
      at(6, BEN, { type: 'group-info-key', key: new Uint8Array(32) }),
      at(7, ADA, { type: 'line', what: 'host', to: BEN }),
    ]);
    expect(items).toMatchObject([
      { line: { what: 'created', by: { name: 'ada' } } },
      { line: { what: 'added', people: [{ name: 'ben' }] } },
      { line: { what: 'renamed', by: { name: 'ben' }, title: 'Walks' } },
      { line: { what: 'host', to: { name: 'ben' } } },
    ]);
  });

  test('[TL11] taking back a waiting message or change undoes it; a placed one stays', () => {
    const state = reduce(EMPTY_TIMELINE, [
      at(1, ADA, say('a')),
      waiting(2, 1, change(1, 'b')),
      waiting(3, 2, say('c')),
    ]);
    const without = withdraw(withdraw(withdraw(state, frame(2)), frame(3)), frame(1));
    expect(project(without, around, null).items).toMatchObject([{ text: 'a', edited: false }]);
  });
});

describe('any order, any repetition', () => {
  const account = fc.constantFrom(ADA, BEN, CAT);
  const target = fc.integer({ min: 1, max: 12 });
  const event: fc.Arbitrary<TimelineEvent> = fc.oneof(
    fc.string({ minLength: 1, maxLength: 5 }).map((body) => say(body)),
    fc.tuple(fc.constantFrom('x', 'y'), target).map(([body, of]) => say(body, [BEN], of)),
    fc.tuple(target, fc.string({ minLength: 1, maxLength: 5 })).map(([of, body]) => change(of, body)),
    target.map(erase),
    fc.tuple(target, fc.constantFrom('👍', '❤️'), fc.boolean()).map(([of, emoji, on]) => react(of, emoji, on)),
    fc.constant<TimelineEvent>({ type: 'state', key: 'title', value: 't' }),
    fc.constant<TimelineEvent>({ type: 'unopened', code: 'damaged' }),
    fc.constant<TimelineEvent>({ type: 'unknown', fallback: 'f' }),
  );
  /** A log, with some own entries that were also seen waiting, gaps that opened later, and ids used twice. */
  const log = fc
    .array(fc.record({ author: account, event, twin: fc.constantFrom('none', 'waiting', 'gap', 'copy') }), {
      maxLength: 16,
    })
    .map((rows) =>
      rows.flatMap(({ author, event: said, twin }, index): OpenedEvent[] => {
        const entry = at(index + 1, author, said);
        if (twin === 'waiting') return [entry, { ...entry, seq: null, ord: index, at: 5 }];
        if (twin === 'gap') return [entry, { ...entry, event: { type: 'unopened', code: 'damaged' } }];
        if (twin === 'copy' && index > 0) return [{ ...entry, id: frame(index) }];
        return [entry];
      }),
    );
  const shuffledLog = log.chain((events) =>
    fc.record({
      events: fc.constant(events),
      other: fc
        .shuffledSubarray(events, { minLength: events.length })
        .chain((order) =>
          fc
            .array(fc.nat(Math.max(0, events.length - 1)), { maxLength: 8 })
            .map((again) => [...order, ...again.flatMap((n) => events[n] ?? [])]),
        ),
      cut: fc.nat(20),
    }),
  );

  test('[TL12] the same events give the same timeline, at once or bit by bit', () => {
    fc.assert(
      fc.property(shuffledLog, ({ events, other, cut }) => {
        const once = project(reduce(EMPTY_TIMELINE, events), around, null).items;
        let state = EMPTY_TIMELINE;
        let projection = null;
        for (const part of [other.slice(0, cut), ...other.slice(cut).map((one) => [one])]) {
          state = reduce(state, part);
          projection = project(state, around, projection);
        }
        expect(projection?.items ?? []).toEqual(once);
      }),
      { numRuns: 1_500 },
    );
  });

  test('[TL13] nothing new is nothing changed: state, list and items keep their identity', () => {
    fc.assert(
      fc.property(log, (events) => {
        const state = reduce(EMPTY_TIMELINE, events);
        const projection = project(state, around, null);
        expect(reduce(state, structuredClone(events))).toBe(state);
        const again = project(reduce(EMPTY_TIMELINE, structuredClone(events)), { ...around }, projection);
        expect(again.items).toBe(projection.items);
      }),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, test } from 'vitest';
import { project } from './project.ts';
import { standingOf } from './receipts.ts';
import { EMPTY_TIMELINE, reduce } from './reduce.ts';
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
  person,
  react,
  say,
  shown,
  waiting,
} from './story.test-kit.ts';

describe('projection', () => {
  test('[TL14] a reply shows who and the first line, and follows edits and deletion of what it quotes', () => {
    const said = [at(1, BEN, say('**first**\nsecond')), at(2, ADA, say('yes', [], 1))];
    expect(message(shown(said), 2).replyTo).toEqual({
      id: frame(1),
      author: person(BEN),
      text: 'first',
      deleted: false,
    });
    expect(message(shown([...said, at(3, BEN, change(1, 'new'))]), 2).replyTo).toMatchObject({ text: 'new' });
    expect(message(shown([...said, at(3, BEN, erase(1))]), 2).replyTo).toMatchObject({ text: '', deleted: true });
    expect(message(shown(said.slice(1)), 2).replyTo).toEqual({ id: frame(1), author: null, text: '', deleted: false });
  });

  test('[TL15] mentions count for the one mentioned, in the current version, and not in own words', () => {
    expect(message(shown([at(1, BEN, say('x', [ADA]))]), 1).mentionsMe).toBe(true);
    expect(message(shown([at(1, BEN, say('x', [ADA])), at(2, BEN, change(1, 'y'))]), 1).mentionsMe).toBe(false);
    expect(message(shown([at(1, ADA, say('x', [ADA]))]), 1).mentionsMe).toBe(false);
  });

  test('[TL16] own messages say how far they came, others say nothing', () => {
    const events = [at(1, ADA, say('a')), at(2, BEN, say('b')), waiting(3, 1, say('c')), waiting(4, 2, say('d'))];
    const outbox = new Map([[frame(4), { state: 'failed', reason: 'too-large' } as const]]);
    const standing = standingOf(ADA, new Map([[BEN, 0]]), [{ account: BEN, delivered: 1, read: 0 }]);
    expect(shown(events, { outbox, standing }).map((item) => item.kind === 'message' && item.send)).toEqual([
      { state: 'delivered', readBy: 0, reason: null },
      null,
      { state: 'waiting', readBy: 0, reason: null },
      { state: 'failed', readBy: 0, reason: 'too-large' },
    ]);
  });

  test('[TL17] a quoted message from before the window is quoted and not shown', () => {
    const items = shown([at(1, BEN, say('old')), at(8, ADA, say('re', [], 1)), waiting(9, 1, say('w'))], { from: 5 });
    expect(items.map(({ id }) => id)).toEqual([frame(8), frame(9)]);
    expect(message(items, 8).replyTo).toMatchObject({ text: 'old' });
  });

  test('[TL18] only items that changed are new objects', () => {
    const state = reduce(
      EMPTY_TIMELINE,
      [1, 2, 3, 4].map((n) => at(n, n === 4 ? ADA : BEN, say('x', [], n === 3 ? 1 : undefined))),
    );
    const first = project(state, around, null);
    const changed = (next: ReturnType<typeof project>): number[] =>
      next.items.flatMap((item, index) => (item === first.items[index] ? [] : [index]));

    const reacted = reduce(state, [at(5, ADA, react(2, '👍'))]);
    expect(changed(project(reacted, around, first))).toEqual([1]);
    expect(changed(project(reduce(state, [at(5, BEN, change(1, 'z'))]), around, first))).toEqual([0, 2]);

    const standing = standingOf(ADA, new Map([[BEN, 0]]), [{ account: BEN, delivered: 9, read: 9 }]);
    expect(changed(project(state, { ...around, standing }, first))).toEqual([3]);
    const renamed = (account: typeof BEN) => ({
      ...person(account),
      name: account === ADA ? 'Ada L.' : person(account).name,
    });
    expect(changed(project(state, { ...around, people: renamed }, first))).toEqual([3]);
    expect(changed(project(reduce(state, [at(6, CAT, say('new'))]), around, first))).toEqual([4]);
  });

  test('[TL19] a thousand messages are reduced and shown quickly, one more at once', () => {
    const log = Array.from({ length: 1_000 }, (_, n) =>
      at(n + 1, n % 2 === 0 ? ADA : BEN, say(`message ${String(n)}`)),
    );
    const state = reduce(EMPTY_TIMELINE, log);
    const projection = project(state, around, null);
    const started = performance.now();
    const rounds = 20;
    for (let n = 0; n < rounds; n += 1)
      project(reduce(state, [at(2_000 + n, BEN, say('one more'))]), around, projection);
    expect((performance.now() - started) / rounds).toBeLessThan(100);
  });
});

import { expect, test } from 'vitest';
import { awaitTurn, type Line } from './turn.ts';

/** A room and a clock that stand still until told. */
function stillLine(epoch = 7) {
  let now = 0;
  let open = true;
  let moved = Promise.withResolvers<void>();
  let timers: { at: number; run: () => void }[] = [];
  const line: Line = {
    get open() {
      return open;
    },
    epoch: () => epoch,
    moved: () => moved.promise,
    sleep: (ms) => new Promise((run) => void timers.push({ at: now + ms, run })),
  };
  // All that follows from what was told happens before the next word.
  const rest = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  return {
    line,
    async commits(count = 1): Promise<void> {
      epoch += count;
      moved.resolve();
      moved = Promise.withResolvers();
      await rest();
    },
    async passes(ms: number): Promise<void> {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { run } of due) run();
      await rest();
    },
    async close(): Promise<void> {
      open = false;
      await this.passes(1e9);
    },
  };
}

function watched(turn: Promise<void>): { readonly come: boolean } {
  const state = { come: false };
  void turn.then(() => (state.come = true));
  return state;
}

test('the turn comes when so many others have committed, however quickly', async () => {
  const { line, commits } = stillLine();
  const turn = watched(awaitTurn(line, { due: 10, turnMs: 400, jitterMs: 0 }));
  await commits();
  await commits();
  expect(turn.come).toBe(false);
  await commits();
  expect(turn.come).toBe(true);
});

test('several commits that were opened in one step are several turns', async () => {
  const { line, commits } = stillLine();
  const turn = watched(awaitTurn(line, { due: 10, turnMs: 400, jitterMs: 0 }));
  await commits(3);
  expect(turn.come).toBe(true);
});

test('a turn that nobody takes passes with time, and each gets its own time', async () => {
  const { line, commits, passes } = stillLine();
  const turn = watched(awaitTurn(line, { due: 10, turnMs: 400, jitterMs: 0 }));
  await passes(399);
  await commits();
  await passes(399);
  expect(turn.come).toBe(false);
  await passes(1);
  expect(turn.come).toBe(false);
  await passes(400);
  expect(turn.come).toBe(true);
});

test('the jitter comes after the turns', async () => {
  const { line, commits, passes } = stillLine();
  const turn = watched(awaitTurn(line, { due: 8, turnMs: 400, jitterMs: 50 }));
  await commits();
  expect(turn.come).toBe(false);
  await passes(50);
  expect(turn.come).toBe(true);
});

test('whoever is due already does not wait', async () => {
  const { line, passes } = stillLine();
  const turn = watched(awaitTurn(line, { due: 3, turnMs: 400, jitterMs: 0 }));
  await passes(0);
  expect(turn.come).toBe(true);
});

test('closing the account ends the wait', async () => {
  const house = stillLine();
  const turn = watched(awaitTurn(house.line, { due: 100, turnMs: 400, jitterMs: 5_000 }));
  await house.close();
  expect(turn.come).toBe(true);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64url } from './bytes.ts';
import { AccountId, DeviceId, RoomId } from './ids.ts';
import {
  isBarred,
  isOpen,
  isUndone,
  settle,
  settlementAfter,
  startSettlement,
  USED_MS,
  VERDICT_MS,
  type Electorate,
  type Placed,
  type Settlement,
  type Step,
} from './settlement.ts';
import type { VerdictBody } from './verdict.ts';

const idOf = (n: number): string => {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(0, n + 1);
  return toBase64url(bytes);
};
const account = (n: number): AccountId => AccountId.parse(idOf(n));
const device = (n: number): DeviceId => DeviceId.parse(idOf(n));
const room = RoomId.parse(toBase64url(new Uint8Array(32)));
/** Stands for the chain: what matters here is that each place has its own. */
const headOf = (seq: number): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(seq);
const roomOf = (size: number, owner = 0): Electorate => ({
  members: new Map(Array.from({ length: size }, (_, n) => [account(n), null])),
  owner: account(owner),
});

function never(): never {
  throw new Error('no such entry');
}

/** A log in the making, and what it comes to. */
class Log {
  readonly people: Electorate;
  readonly entries: Placed[] = [];
  state: Settlement = startSettlement(0);
  at = 1_000;

  constructor(people: Electorate) {
    this.people = people;
  }

  add(entry: Pick<Placed, 'kind' | 'epoch'> & Partial<Placed>, by: number): Step {
    const seq = this.entries.length + 1;
    const placed: Placed = { seq, head: headOf(seq), account: account(by), device: device(by), at: this.at, ...entry };
    const step = settle(this.state, placed, this.people);
    // As the server does: a verdict that does not count stays out.
    if (entry.kind !== 'verdict' || step.counts) {
      this.entries.push(placed);
      this.state = step.settlement;
    }
    return step;
  }
  commit(by: number): Step {
    return this.add({ kind: 'commit', epoch: this.state.epoch }, by);
  }
  say(by: number, epoch = this.state.epoch): Step {
    return this.add({ kind: 'application', epoch }, by);
  }
  verdict(by: number, type: VerdictBody['type'], about: Partial<VerdictBody> = {}): Step {
    const { seq = 1, head = headOf(1), epoch = 0 } = this.state.trial ?? {};
    return this.add(
      { kind: 'verdict', epoch: 0, verdict: { v: 1, type, room, seq, head, epoch, code: '', ...about } },
      by,
    );
  }
}

describe('who decides', () => {
  test('the owner, at once, either way', () => {
    for (const [type, what, epoch] of [
      ['reject', 'void', 0],
      ['accept', 'stands', 1],
    ] as const) {
      const log = new Log(roomOf(5));
      log.commit(1);
      log.verdict(2, 'reject');
      expect(log.verdict(0, type).decided?.what).toBe(what);
      expect(log.state).toMatchObject({ epoch, trial: null });
    }
  });

  test('without the owner those who spoke, when all have or time is up; a tie stands', () => {
    const tie = new Log(roomOf(3));
    tie.commit(0);
    tie.verdict(1, 'reject');
    expect(tie.verdict(2, 'accept').decided?.what).toBe('stands');

    const most = new Log(roomOf(6));
    most.commit(0);
    most.verdict(1, 'reject');
    most.verdict(2, 'accept');
    most.verdict(3, 'reject');
    expect(most.verdict(4, 'close').counts).toBe(false);
    most.at += VERDICT_MS;
    expect(most.verdict(4, 'close').decided?.what).toBe('void');
    expect(most.state.epoch).toBe(0);
  });

  test('in a room of two the other one', () => {
    const log = new Log(roomOf(2));
    log.commit(0);
    expect(log.verdict(1, 'reject').decided?.what).toBe('void');
  });

  test('not the committer, not a stranger, nobody twice, nobody about another place or history', () => {
    const log = new Log(roomOf(4, 3));
    log.commit(0);
    expect(log.verdict(0, 'reject').counts).toBe(false);
    expect(log.verdict(8, 'reject').counts).toBe(false);
    expect(log.verdict(1, 'reject', { head: headOf(9) }).counts).toBe(false);
    expect(log.verdict(1, 'reject', { seq: 9 }).counts).toBe(false);
    expect(log.verdict(1, 'reject', { epoch: 1 }).counts).toBe(false);
    expect(log.verdict(1, 'accept').counts).toBe(false);
    expect(log.verdict(1, 'reject').counts).toBe(true);
    expect(log.verdict(1, 'reject').counts).toBe(false);
    expect(log.verdict(1, 'accept').counts).toBe(false);
  });
});

describe('how long a commit can be taken back', () => {
  test('until somebody else builds on it; those of one account go together', () => {
    const log = new Log(roomOf(3));
    log.commit(1);
    log.commit(1);
    expect(log.state.trial).toMatchObject({ seq: 1, epoch: 0 });
    log.commit(2);
    expect(log.verdict(0, 'reject', { seq: 1, head: headOf(1), epoch: 0 }).counts).toBe(false);
    expect(log.state.trial).toMatchObject({ seq: 3, epoch: 2 });
    const both = new Log(roomOf(3));
    both.commit(1);
    both.commit(1);
    expect(both.verdict(0, 'reject').settlement.epoch).toBe(0);
  });

  test('for ten minutes after somebody else spoke in its epoch, and for ever while nobody does', () => {
    const log = new Log(roomOf(3));
    log.commit(1);
    log.say(1);
    log.say(2, 0);
    log.at += USED_MS * 10;
    log.say(2);
    log.at += USED_MS;
    expect(log.verdict(0, 'reject').counts).toBe(false);
    const quiet = new Log(roomOf(3));
    quiet.commit(1);
    quiet.say(1);
    quiet.at += USED_MS * 1_000;
    expect(quiet.verdict(0, 'reject').decided?.what).toBe('void');
  });

  test('what was sealed in a void epoch by somebody who did not know is told from what came after', () => {
    const log = new Log(roomOf(2));
    log.commit(0);
    log.verdict(1, 'reject');
    expect(isUndone(log.state, 1, 1)).toBe(true);
    expect(isUndone(log.state, 1, 2)).toBe(false);
    expect(isUndone(log.state, 0, 1)).toBe(false);
  });
});

test('a device whose commits were void three times in a day makes no more that day, unless it is the owner’s', () => {
  const log = new Log(roomOf(3));
  const by = (n: number) => ({ account: account(n), device: device(n), at: log.at });
  for (let round = 0; round < 3; round++) {
    expect(isBarred(log.state, by(1), log.people)).toBe(false);
    log.commit(1);
    log.verdict(0, 'reject');
  }
  expect(isBarred(log.state, by(1), log.people)).toBe(true);
  expect(isBarred(log.state, by(2), log.people)).toBe(false);
  expect(isBarred(log.state, by(1), roomOf(3, 1))).toBe(false);
  log.at += 86_400_000;
  expect(isBarred(log.state, by(1), log.people)).toBe(false);
});

/** A member, as a party to a dispute. */
interface Party {
  readonly honest: boolean;
  readonly online: boolean;
  /** Can follow the commit; a liar says the opposite of it. */
  readonly follows: boolean;
}
const party: fc.Arbitrary<Party> = fc.record({ honest: fc.boolean(), online: fc.boolean(), follows: fc.boolean() });
const parties = fc.array(party, { minLength: 2, maxLength: 7 });

/** Everybody who is there speaks, in any order, time passing; at last somebody closes. */
function dispute(people: readonly Party[], committer: number, order: readonly number[], steps: readonly number[]): Log {
  const log = new Log(roomOf(people.length));
  log.commit(committer);
  const speak = (n: number): void => {
    const who = people[n];
    if (who === undefined || !who.online || n === committer || log.state.trial === null) return;
    log.verdict(n, who.follows === who.honest ? 'accept' : 'reject');
  };
  for (let round = 0; round < 2; round++)
    for (const [i, n] of order.entries()) {
      log.at += steps[i] ?? 0;
      speak(n);
    }
  if (isOpen(log.state)) {
    log.at += VERDICT_MS;
    log.verdict(order[0] ?? 0, 'close');
  }
  return log;
}
const disputes = parties.chain((people) =>
  fc.tuple(
    fc.constant(people),
    fc.nat(people.length - 1),
    fc.shuffledSubarray(
      people.map((_, n) => n),
      { minLength: people.length },
    ),
    fc.array(fc.nat(200), { minLength: people.length, maxLength: people.length }),
  ),
);
const RUNS = { numRuns: 5_000 };

describe('whatever the order in which people speak', () => {
  test('every dispute ends, and nobody is left in an epoch that is not the room’s', () => {
    fc.assert(
      fc.property(disputes, ([people, committer, order, steps]) => {
        const log = dispute(people, committer, order, steps);
        expect(isOpen(log.state)).toBe(false);
        expect(log.state.epoch).toBe(log.state.undone === null ? 1 : 0);
      }),
      RUNS,
    );
  });

  test('an honest owner who is there is never outvoted by liars', () => {
    fc.assert(
      fc.property(disputes, ([people, committer, order, steps]) => {
        const owner: Party = { honest: true, online: true, follows: people[0]?.follows ?? true };
        fc.pre(committer !== 0);
        const all = [owner, ...people.slice(1)];
        const log = dispute(all, committer, order, steps);
        // Nobody complains: nothing to decide.
        const complaint = all.some(({ online, honest, follows }, n) => n !== committer && online && follows !== honest);
        if (complaint) expect(log.state.epoch).toBe(owner.follows ? 1 : 0);
      }),
      RUNS,
    );
  });

  test('liars who are not more than the honest ones there cannot void a commit that everyone can follow', () => {
    fc.assert(
      fc.property(disputes, ([people, committer, order, steps]) => {
        const all = people.map((each, n) => ({ ...each, follows: true, honest: n === 0 || each.honest }));
        const there = all.filter(({ online }, n) => online && n !== committer);
        const liars = there.filter(({ honest }) => !honest).length;
        fc.pre(liars <= there.length - liars);
        expect(dispute(all, committer, order, steps).state.epoch).toBe(1);
      }),
      RUNS,
    );
  });

  test('liars who are fewer than the honest ones there cannot keep a commit that none can follow', () => {
    fc.assert(
      fc.property(disputes, ([people, committer, order, steps]) => {
        const all = people.map((each, n) => ({ ...each, follows: false, honest: n === 0 || each.honest }));
        const there = all.filter(({ online }, n) => online && n !== committer);
        const liars = there.filter(({ honest }) => !honest).length;
        fc.pre(liars < there.length - liars);
        expect(dispute(all, committer, order, steps).state.epoch).toBe(0);
      }),
      RUNS,
    );
  });
});

test('somebody who spoke between two commits of one account ends neither, for whoever came in by the second', () => {
  const log = new Log(roomOf(5));
  log.commit(3);
  log.commit(3);
  const joined = settlementAfter(log.entries[1] ?? never());
  log.say(0, 1);
  log.commit(3);
  log.verdict(0, 'reject');
  const seen = log.entries.slice(2).reduce((state, entry) => settle(state, entry, log.people).settlement, joined);
  expect([log.state.epoch, seen.epoch]).toEqual([0, 0]);
});

const happening = fc.record({
  what: fc.constantFrom('commit', 'say', 'reject', 'accept', 'close'),
  by: fc.nat(4),
  wait: fc.constantFrom(0, 10, VERDICT_MS, USED_MS),
  old: fc.boolean(),
});

test('[S1] whoever comes in by a commit agrees from there on with those who were there', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (events) => {
      const log = new Log(roomOf(5));
      const late: { state: Settlement }[] = [];
      for (const { what, by, wait, old } of events) {
        log.at += wait;
        const before = log.entries.length;
        if (what === 'commit' && !isOpen(log.state)) log.commit(by);
        else if (what === 'say' && !isOpen(log.state)) log.say(by, Math.max(0, log.state.epoch - (old ? 1 : 0)));
        else if (what === 'reject' || what === 'accept' || what === 'close') log.verdict(by, what);
        const added = log.entries.at(before);
        if (added === undefined) continue;
        for (const each of late) each.state = settle(each.state, added, log.people).settlement;
        if (added.kind === 'commit') late.push({ state: settlementAfter(added) });
        for (const { state } of late) {
          expect(state.epoch).toBe(log.state.epoch);
          expect(isOpen(state)).toBe(isOpen(log.state));
          if (log.state.undone !== null && state.undone !== null) expect(state.undone).toEqual(log.state.undone);
        }
      }
    }),
    { numRuns: 3_000 },
  );
});

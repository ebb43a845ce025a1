/** The checks of a room's log, of its disputes, of bringing it back, and of the timeline that comes of it. */
import { never, ROOMS_TEST, type Check } from '../check.ts';

const MERGE = 'packages/client/src/sync/merge.ts';
const COMMIT = 'packages/client/src/inbox/open-commit.ts';
const COMMIT_TEST = 'packages/client/src/inbox/open-commit.test.ts';
const SETTLEMENT = 'packages/protocol/src/settlement.ts';
const SETTLEMENT_TEST = 'packages/protocol/src/settlement.test.ts';
const RESTORE = 'packages/client/src/sync/restore.ts';
const RESTORE_TEST = 'packages/client/src/sync/restore.test.ts';
const RULES = 'packages/client/src/timeline/rules';
const REDUCE_TEST = 'packages/client/src/timeline/reduce.test.ts';
const NOBODY_TWICE = 'not the committer, not a stranger, nobody twice';

const PLACES: readonly Check[] = [
  {
    id: 'K03',
    what: 'what a server says of far ahead is not kept without end',
    file: MERGE,
    find: 'if (parked.size < limit || seq === state.place.seq + 1) ',
    put: 'if (limit > 0) ',
    test: 'packages/client/src/sync/merge.test.ts',
    name: 'live entries far beyond a gap',
  },
  {
    id: 'K84',
    what: 'who has more and gives nothing is not asked without end',
    file: 'packages/client/src/sync/catch-up.ts',
    ...never('room.log.place.seq === before'),
    test: 'packages/client/src/sync/catch-up.test.ts',
    name: 'K84',
  },
  {
    id: 'K82',
    what: 'what is no entry is left out, alarms, and stops nothing',
    file: 'packages/client/src/inbox/open-frame.ts',
    find: "work.alarms.push('entry-malformed');",
    put: '',
    test: ROOMS_TEST,
    name: 'K82. what is no entry',
  },
  {
    id: 'K82',
    what: 'nor does a commit of this device that it does not know',
    file: COMMIT,
    find: "if (core.device === context.device) return broken(work, 'own-commit-lost');",
    put: '',
    test: COMMIT_TEST,
    name: 'K82. a commit in this device’s name',
  },
  {
    id: 'K02',
    what: 'a commit is not of a later epoch than this device is in',
    file: COMMIT,
    ...never('core.epoch > group.epoch'),
    test: COMMIT_TEST,
    name: 'K02',
  },
  {
    id: 'K14',
    what: 'nor is a commit followed that such a device makes',
    file: COMMIT,
    ...never('isBarred(work.court.settlement, core, policy)'),
    test: COMMIT_TEST,
    name: 'K14',
  },
  {
    id: 'K16',
    what: 'a device that comes is said in the timeline',
    file: COMMIT,
    find: 'noteDevices(context, work, arrived, opened.added, opened.removed);',
    put: '',
    test: 'tests/system/src/coming-and-going.test.ts',
    name: 'a new device of an account comes into its rooms',
  },
  {
    id: 'K83',
    what: 'a server that takes back entries and stays where it is is left',
    file: RESTORE,
    ...never('answer.value.seq <= after'),
    test: RESTORE_TEST,
    name: 'stays where it is',
  },
  {
    id: 'K83',
    what: 'and so is one that refuses and names no other place',
    file: RESTORE,
    find: "typeof seq !== 'number' || seq === after || !Number.isSafeInteger(seq) || seq < 0",
    put: "typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 0",
    test: RESTORE_TEST,
    name: 'names the same place',
  },
];

const DISPUTES: readonly Check[] = [
  {
    id: 'K49',
    what: 'nobody speaks twice',
    file: SETTLEMENT,
    find: ' && !spoke && ',
    put: ' && (spoke || !spoke) && ',
    test: SETTLEMENT_TEST,
    name: NOBODY_TWICE,
  },
  {
    id: 'K49',
    what: 'nor who is no member',
    file: SETTLEMENT,
    find: 'return account !== trial.account && room.members.has(account);',
    put: 'return account !== trial.account;',
    test: SETTLEMENT_TEST,
    name: NOBODY_TWICE,
  },
  {
    id: 'K49',
    what: 'nothing is opened but by a rejection',
    file: SETTLEMENT,
    find: " || (trial.openedAt === null && verdict.type !== 'reject')",
    put: '',
    test: SETTLEMENT_TEST,
    name: NOBODY_TWICE,
  },
  {
    id: 'K49',
    what: 'a history that others live in is not taken back',
    file: SETTLEMENT,
    find: '!isTriable(trial, at) || ',
    put: '',
    test: SETTLEMENT_TEST,
    name: 'for ten minutes',
  },
  {
    id: 'K49',
    what: 'nobody closes before time is up',
    file: SETTLEMENT,
    find: " && verdict.type !== 'close'",
    put: '',
    test: SETTLEMENT_TEST,
    name: 'without the owner those who spoke',
  },
];

const TIMELINE: readonly Check[] = [
  {
    id: 'K81',
    what: 'its author alone changes a message',
    file: `${RULES}/edit.ts`,
    find: 'author !== message.author || ',
    put: '',
    test: REDUCE_TEST,
    name: 'TL2',
  },
  {
    id: 'K81',
    what: 'and nobody once it was deleted',
    file: `${RULES}/edit.ts`,
    find: 'message.deleted || ',
    put: '',
    test: REDUCE_TEST,
    name: 'TL3',
  },
  {
    id: 'K81',
    what: 'its author alone deletes it',
    file: `${RULES}/delete.ts`,
    find: 'author === message.author ? ',
    put: 'message.author !== null ? ',
    test: REDUCE_TEST,
    name: 'TL3',
  },
  {
    id: 'K81',
    what: 'of several entries of one id the first counts',
    file: 'packages/client/src/timeline/reduce.ts',
    find: 'byPlace(other, known) < 0 ? other : known',
    put: 'byPlace(other, known) > 0 ? other : known',
    test: REDUCE_TEST,
    name: 'TL6',
  },
];

export const LOG_CHECKS: readonly Check[] = [...PLACES, ...DISPUTES, ...TIMELINE];

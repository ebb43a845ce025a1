/** The checks of commits that are judged by the room: what is taken back, and whose word counts. */
import type { Check } from './check.ts';

const VERDICT = 'packages/crypto/src/room/verdict.ts';
const VERDICT_TEST = 'packages/crypto/src/room/verdict.test.ts';
const SETTLEMENT = 'packages/protocol/src/settlement.ts';
const SETTLEMENT_TEST = 'packages/protocol/src/settlement.test.ts';
const HOSTILE_TEST = 'tests/system/src/hostile/verdicts.test.ts';

export const SETTLEMENT_CHECKS: readonly Check[] = [
  {
    id: 'K14',
    what: 'three void commits a day, and no more of that device',
    file: SETTLEMENT,
    find: 'own.length >= MOST_VOID',
    put: 'own.length >= Infinity',
    test: SETTLEMENT_TEST,
    name: 'three times in a day',
  },
  {
    id: 'K46',
    what: 'a verdict is a member’s, under its own identity key',
    file: VERDICT,
    find: 'aik === undefined || !equalBytes(cert.aik, aik) || ',
    put: '',
    test: VERDICT_TEST,
    name: 'another identity key',
  },
  {
    id: 'K46',
    what: 'about this room',
    file: VERDICT,
    find: 'if (body.room !== policy.room) ',
    put: 'if (false) ',
    test: VERDICT_TEST,
    name: 'about this room',
  },
  {
    id: 'K46',
    what: 'a frame’s signature is over its bytes',
    file: 'packages/crypto/src/room/signed-frame.ts',
    find: 'if (!verify(kind.label, verdict.cert.deviceKey, frame.body, frame.sig)) ',
    put: 'if (false) ',
    test: VERDICT_TEST,
    name: 'over these very bytes',
  },
  {
    id: 'K47',
    what: 'a verdict is of whom the log names',
    file: 'packages/client/src/inbox/follow-settlement.ts',
    find: 'if (judged.signer !== arrived.core.account) ',
    put: 'if (false) ',
    test: HOSTILE_TEST,
    name: 'K47',
  },
  {
    id: 'K48',
    what: 'an own commit is the one that was made',
    file: 'packages/client/src/inbox/open-commit.ts',
    find: "if (handshake.frame.kind === 'commit' && equalBytes(handshake.frame.body, core.body))",
    put: 'if (true)',
    test: HOSTILE_TEST,
    name: 'K48',
  },
  {
    id: 'K49',
    what: 'a verdict is about this commit in this history',
    file: SETTLEMENT,
    find: 'return epoch === trial.epoch && equalBytes(head, trial.head) ? trial : null;',
    put: 'return trial;',
    test: SETTLEMENT_TEST,
    name: 'about another place or history',
  },
  {
    id: 'K49',
    what: 'nobody judges their own commit',
    file: SETTLEMENT,
    find: 'return account !== trial.account && room.members.has(account);',
    put: 'return room.members.has(account);',
    test: SETTLEMENT_TEST,
    name: 'not the committer',
  },
];

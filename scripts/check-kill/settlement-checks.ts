/** The checks of commits that are judged by the room: what is taken back, and whose word counts. */
import { never, type Check } from './check.ts';

const VERDICT = 'packages/crypto/src/room/verdict.ts';
const VERDICT_TEST = 'packages/crypto/src/room/verdict.test.ts';
const SETTLEMENT = 'packages/protocol/src/settlement.ts';
const SETTLEMENT_TEST = 'packages/protocol/src/settlement.test.ts';
const HOSTILE_TEST = 'tests/system/src/hostile/verdicts.test.ts';
const ALONE_TEST = 'tests/system/src/hostile/alone.test.ts';
const ANEW = 'packages/client/src/repair/begin-anew.ts';
const ANEW_TEST = 'packages/client/src/repair/begin-anew.test.ts';

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
    id: 'K48',
    what: 'or nobody else goes by its bytes',
    file: 'packages/client/src/inbox/open-commit.ts',
    find: 'handshake.epoch !== core.epoch || isFollowed(context, group, handshake)',
    put: 'false',
    test: 'packages/client/src/inbox/open-commit.test.ts',
    name: 'K48',
  },
  {
    id: 'K48',
    what: 'and then it is alarmed',
    file: 'packages/client/src/inbox/open-commit.ts',
    find: "work.alarms.push('own-commit-altered');",
    put: '',
    test: ALONE_TEST,
    name: 'a removal that comes out of the log changed',
  },
  {
    id: 'K85',
    what: 'a group is begun anew where the own log has nobody else',
    file: ANEW,
    find: 'return keys.court.settlement.epoch === 0 ? row.joinSeq === 0 : members.size === 1;',
    put: 'return true;',
    test: ANEW_TEST,
    name: 'and nobody beside whom another is',
  },
  {
    id: 'K85',
    what: 'and before the first commit by whoever founded the room',
    file: ANEW,
    find: '? row.joinSeq === 0 :',
    put: '? true :',
    test: ANEW_TEST,
    name: 'before the first commit',
  },
  {
    id: 'K85',
    what: 'and where no other device of the account could be',
    file: ANEW,
    ...never('own.value.list.devices.some(({ device }) => device !== context.device)'),
    test: ANEW_TEST,
    name: 'it has no other device',
  },
  {
    id: 'K85',
    what: 'and where its keys are of no more use',
    file: ANEW,
    find: 'room.broken === null || ',
    put: '',
    test: ANEW_TEST,
    name: 'not while its keys are sound',
  },
  {
    id: 'K85',
    what: 'whatever the server shows, nobody leaves others so',
    file: ANEW,
    find: 'return keys.court.settlement.epoch === 0 ? row.joinSeq === 0 : members.size === 1;',
    put: 'return true;',
    test: ALONE_TEST,
    name: 'whatever is kept from them',
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

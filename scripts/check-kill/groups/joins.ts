/** The checks of coming in, and of what is said, that crypto-checks.ts does not name. */
import { never, type Check } from '../check.ts';

const GROUP = 'packages/crypto/src/group';
const JOIN = `${GROUP}/join.ts`;
const JOIN_TEST = `${GROUP}/join.test.ts`;
const EXTERNAL = `${GROUP}/external-join.ts`;
const EXTERNAL_TEST = `${GROUP}/external-join.test.ts`;
const OPEN_TEST = `${GROUP}/open.test.ts`;
const SEAL = `${GROUP}/seal.ts`;
const SAID = 'packages/client/src/inbox/open-application.ts';
const AGREEMENT = 'packages/client/src/inbox/agreement.ts';
const SAID_TEST = 'packages/client/src/inbox/open-application.test.ts';
const ARRIVAL = 'packages/client/src/rooms/arrival.ts';
const ARRIVAL_TEST = 'packages/client/src/rooms/arrival.test.ts';

const WELCOMES: readonly Check[] = [
  {
    id: 'K22',
    what: 'the policy is that room’s',
    file: JOIN,
    ...never('trust.policy.room !== room'),
    test: JOIN_TEST,
    name: 'a Welcome into another room',
  },
  {
    id: 'K22',
    what: 'and the suite is the policy’s',
    file: JOIN,
    ...never('welcome.cipherSuite !== trust.policy.suite'),
    test: JOIN_TEST,
    name: 'another suite than',
  },
  {
    id: 'K21',
    what: 'the leaf it leads to has this device’s key',
    file: JOIN,
    find: ' || !equalBytes(own.signaturePublicKey, identity.key.public)',
    put: '',
    test: JOIN_TEST,
    name: 'another device’s leaf',
  },
  {
    id: 'K26',
    what: 'a direct room is of two accounts',
    file: `${GROUP}/leaf-check.ts`,
    ...never("kind === 'direct' && members.size !== 2"),
    test: JOIN_TEST,
    name: 'a direct room is of two accounts',
  },
  {
    id: 'K27',
    what: 'what stands in the log at its place is the next entry',
    file: ARRIVAL,
    find: 'if (first?.seq !== seq) return null;',
    put: 'if (first === undefined) return null;',
    test: ARRIVAL_TEST,
    name: 'K27',
  },
  {
    id: 'K27',
    what: 'and a commit',
    file: ARRIVAL,
    find: "if (kind !== 'commit') return null;",
    put: '',
    test: ARRIVAL_TEST,
    name: 'K27',
  },
];

const GROUP_INFOS: readonly Check[] = [
  {
    id: 'K32',
    what: 'the policy is that room’s',
    file: EXTERNAL,
    ...never('trust.policy.room !== room'),
    test: EXTERNAL_TEST,
    name: 'a GroupInfo of another room or epoch',
  },
  {
    id: 'K32',
    what: 'and the suite is the policy’s',
    file: JOIN,
    ...never("groupContext.version !== 'mls10' || groupContext.cipherSuite !== trust.policy.suite"),
    test: EXTERNAL_TEST,
    name: 'a GroupInfo of another room or epoch',
  },
  {
    id: 'K33',
    what: 'this device belongs there as well',
    file: EXTERNAL,
    ...never('!self.ok'),
    test: EXTERNAL_TEST,
    name: 'its own place',
  },
  {
    id: 'K33',
    what: 'and is not alone there',
    file: EXTERNAL,
    ...never('old !== undefined && leaves.length === 1'),
    test: EXTERNAL_TEST,
    name: 'in which nobody else is',
  },
  {
    id: 'K34',
    what: 'a GroupInfo that is kept for others says in all its parts where this device is',
    file: EXTERNAL,
    ...never('!equalBytes(signed, encodeGroupInfoTBS(ours))'),
    test: EXTERNAL_TEST,
    name: 'a GroupInfo of where one is',
  },
  {
    id: 'K34',
    what: 'signed by a leaf that is there',
    file: EXTERNAL,
    find: 'return verifyGroupInfoSignature(theirs, signer.signaturePublicKey, (await suiteOf(state.suite)).signature);',
    put: 'return signer.signaturePublicKey.length > 0;',
    test: EXTERNAL_TEST,
    name: 'a GroupInfo of where one is',
  },
];

const MESSAGES: readonly Check[] = [
  {
    id: 'K41',
    what: 'who left or was revoked is not heard',
    file: `${GROUP}/open.ts`,
    find: "return judgeLeafNode(trust, node, 'present') ?? leaf;",
    put: 'return leaf;',
    test: OPEN_TEST,
    name: 'who left or was revoked',
  },
  {
    id: 'K42',
    what: 'a message is authenticated under its frame’s id',
    file: SAID,
    find: 'visible.id !== id || ',
    put: '',
    test: SAID_TEST,
    name: 'K42',
  },
  {
    id: 'K42',
    what: 'and carries it inside',
    file: SAID,
    find: ' || decoded.envelope.id !== id',
    put: '',
    test: SAID_TEST,
    name: 'K42',
  },
  {
    id: 'K43',
    what: 'nobody has seen what comes after their own message',
    file: AGREEMENT,
    find: 'if (seenSeq >= seq) ',
    put: 'if (false) ',
    test: SAID_TEST,
    name: 'nobody saw their own place',
  },
  {
    id: 'K43',
    what: 'what its sender saw has the head that it has here',
    file: AGREEMENT,
    ...never('!equalBytes(own, seenHead)'),
    test: SAID_TEST,
    name: 'what its sender saw',
  },
  {
    id: 'K44',
    what: 'it has a key to report it by',
    file: SAID,
    find: 'frankKey === undefined || ',
    put: 'frankKey !== undefined && ',
    test: SAID_TEST,
    name: 'K44. a commitment',
  },
  {
    id: 'K44',
    what: 'what is no message is left out, and stops nothing',
    file: SAID,
    find: "return { code: 'content-malformed' };",
    put: "throw new Error('content-malformed');",
    test: SAID_TEST,
    name: 'K44. what has no shape',
  },
  {
    id: 'K44',
    what: 'its padding is as agreed',
    file: `${GROUP}/open.ts`,
    ...never('plain === undefined'),
    test: OPEN_TEST,
    name: 'a payload that is not padded',
  },
  {
    id: 'K44',
    what: 'to the one size that there is for its length',
    file: SEAL,
    ...never('SIZES.find((s) => end <= s) !== padded.length'),
    test: OPEN_TEST,
    name: 'few sizes, one encoding',
  },
  {
    id: 'K44',
    what: 'with nothing but zeros',
    file: SEAL,
    find: 'padded.subarray(end).every((byte) => byte === 0)',
    put: 'padded.length > 0',
    test: OPEN_TEST,
    name: 'few sizes, one encoding',
  },
];

export const JOIN_CHECKS: readonly Check[] = [...WELCOMES, ...GROUP_INFOS, ...MESSAGES];

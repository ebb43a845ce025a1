/** The checks of secret chats: two devices, for good, and nothing of it anywhere else. */
import { never, type Check } from './check.ts';

const CRYPTO_TEST = 'packages/crypto/src/group/secret.test.ts';
const HOSTILE_TEST = 'tests/system/src/hostile/secret.test.ts';
const CHAT_TEST = 'tests/system/src/secret-chat.test.ts';

export const SECRET_CHECKS: readonly Check[] = [
  {
    id: 'K55',
    what: 'every leaf is one of the two devices',
    file: 'packages/crypto/src/group/leaf-check.ts',
    ...never('!isOfRoom(trust.policy, cert)'),
    test: CRYPTO_TEST,
    name: 'a Welcome with a third device',
  },
  {
    id: 'K55',
    what: 'and so is whoever judges a commit',
    file: 'packages/crypto/src/room/verdict.ts',
    find: ' || !isOfRoom(policy, cert)',
    put: '',
    test: CRYPTO_TEST,
    name: 'another device has no say',
  },
  {
    id: 'K55',
    what: 'or takes leave',
    file: 'packages/protocol/src/policy.ts',
    ...never('!isOfRoom(policy, { account: signer, device })'),
    test: CRYPTO_TEST,
    name: 'only the two devices change its policy',
  },
  {
    id: 'K55',
    what: 'or begins it',
    file: 'packages/protocol/src/policy.ts',
    ...never('devices !== undefined && devices.creator !== signer.device'),
    test: CRYPTO_TEST,
    name: 'a genesis is signed by the device',
  },
  {
    id: 'K56',
    what: 'nobody is added later',
    file: 'packages/crypto/src/group/open.ts',
    ...never('trust.policy.devices !== null && plan.adds.length > 0'),
    test: CRYPTO_TEST,
    name: 'nobody is added later',
  },
  {
    id: 'K56',
    what: 'nor comes by an external commit',
    file: 'packages/crypto/src/group/open.ts',
    ...never('trust.policy.devices !== null'),
    test: CRYPTO_TEST,
    name: 'nor comes by itself',
  },
  {
    id: 'K56',
    what: 'nor by a second Welcome',
    file: 'packages/client/src/inbox/open-welcome.ts',
    find: "context.rooms.get(frame.room)?.row.kind === 'secret'",
    put: 'false',
    test: HOSTILE_TEST,
    name: 'a Welcome that is told again',
  },
  {
    id: 'K57',
    what: 'it takes neither a key nor a name from what is said',
    file: 'packages/client/src/inbox/after-content.ts',
    ...never("work.row.kind === 'secret' && OF_GROUPS.has(event.type)"),
    test: HOSTILE_TEST,
    name: 'cannot give it a key or a name',
  },
  {
    id: 'K58',
    what: 'the server’s word for its epoch ends nothing',
    file: 'packages/client/src/outbox/seal.ts',
    ...never("row.kind === 'secret'"),
    test: HOSTILE_TEST,
    name: 'that the server tells of a later epoch',
  },
  {
    id: 'A11',
    what: 'nothing of it goes into the archive',
    file: 'packages/client/src/archive/build.ts',
    find: " || room.row.kind === 'secret'",
    put: '',
    test: CHAT_TEST,
    name: 'two devices talk',
  },
  {
    id: 'P14',
    what: 'nor what was answered to whoever asks in it, into a record',
    file: 'packages/client/src/records/write.ts',
    find: " || staysHere(context, row)) return 'done'",
    put: ") return 'done'",
    test: CHAT_TEST,
    name: 'the answer stays on the device',
  },
];

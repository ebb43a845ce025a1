/** The checks of devices that come and go. */
import { never, type Check } from './check.ts';

const HOSTILE_TEST = 'tests/system/src/hostile/devices.test.ts';
const APPROVAL = 'packages/crypto/src/approval/approval.ts';
const APPROVAL_TEST = 'packages/crypto/src/approval/approval.test.ts';
const ENROLMENT = 'packages/client/src/account/door/enrolment.ts';
const ENROLMENT_TEST = 'packages/client/src/account/door/enrolment.test.ts';

const COPIED_TEST = 'tests/system/src/copied.test.ts';

export const DEVICE_CHECKS: readonly Check[] = [
  {
    id: 'D09',
    what: 'on disk before hello',
    file: 'packages/client/src/sync/gateway.ts',
    find: 'await chain.keep(mark);',
    put: 'chain.keep(mark).catch(() => undefined);',
    test: 'packages/client/src/sync/gateway.test.ts',
    name: 'D09',
  },
  {
    id: 'D10',
    what: 'nothing is sealed before this copy is abreast of its device',
    file: 'packages/client/src/outbox/seal.ts',
    find: "return gateway.state === 'online' && place.seq >= room.told.own;",
    put: "return gateway.state !== 'connecting' || place.seq >= room.told.own || true;",
    test: COPIED_TEST,
    name: 'D10',
  },
  {
    id: 'D11',
    what: 'what only a copy can have sealed is known as such',
    file: 'packages/client/src/inbox/open-application.ts',
    ...never('!isAsSealed && work.group !== null && (await isOfCopy(work.group, core.body))'),
    test: COPIED_TEST,
    name: 'D11',
  },
  {
    id: 'D01',
    what: 'a new device reveals what it committed to',
    file: APPROVAL,
    ...never('!equalBytes(commitmentTo(newcomer, told.deviceKey, told.box, told.nonce), commit)'),
    test: APPROVAL_TEST,
    name: 'D01',
  },
  {
    id: 'D02',
    what: 'a scanned square is of the mailbox that is shown',
    file: 'packages/client/src/devices/approving.ts',
    find: 'equalBytes(fromBase64url(open.commit), read.commit)',
    put: 'read.commit.length === fromBase64url(open.commit).length',
    test: HOSTILE_TEST,
    name: 'D02',
  },
  {
    id: 'D03',
    what: 'a grant needs the newcomer’s own secret',
    file: APPROVAL,
    find: 'concatBytes(theirs, own), LABEL.approvalCompared',
    put: 'own, LABEL.approvalCompared',
    test: APPROVAL_TEST,
    name: '\\[D03\\]',
  },
  {
    id: 'D03',
    what: 'and the scanned secret, where there was a scan',
    file: APPROVAL,
    find: 'concatBytes(theirs, own, scanSecret)',
    put: 'concatBytes(theirs, own)',
    test: APPROVAL_TEST,
    name: '\\[D03\\]',
  },
  {
    id: 'D04',
    what: 'a granted certificate is this device’s',
    file: ENROLMENT,
    ...never('!isMine'),
    test: ENROLMENT_TEST,
    name: 'D04',
  },
  {
    id: 'D04',
    what: 'signed by the identity key of the vault',
    file: ENROLMENT,
    find: 'equalBytes(cert.aik, own.aik.public) &&',
    put: '',
    test: ENROLMENT_TEST,
    name: 'D04',
  },
  {
    id: 'D04',
    what: 'and the list says so too',
    file: ENROLMENT,
    find: 'listed === undefined || !equalBytes(listed.deviceKey, asking.key.public)',
    put: 'false',
    test: ENROLMENT_TEST,
    name: 'D04',
  },
  {
    id: 'D05',
    what: 'the lists pass through the granted version',
    file: 'packages/client/src/account/own-vault.ts',
    find: 'through !== null && !passesThrough(account, lists, through)',
    put: 'false',
    test: ENROLMENT_TEST,
    name: 'D05',
  },
  {
    id: 'D06',
    what: 'a grant is bound to the words before it',
    file: APPROVAL,
    find: 'encodeCbor([LABEL.approvalGrant, commit, answer, reveal])',
    put: 'encodeCbor([LABEL.approvalGrant, commit.length, answer.length, reveal.length > 0])',
    test: APPROVAL_TEST,
    name: '\\[D06\\]',
  },
  {
    id: 'D07',
    what: 'this device is the one that was revoked',
    file: 'packages/client/src/account/removal.ts',
    find: 'some(({ device }) => device === identity.device)',
    put: 'some(({ device }) => device.length === identity.device.length)',
    test: HOSTILE_TEST,
    name: 'D07',
  },
  {
    id: 'D08',
    what: 'codes are compared before a grant is taken',
    file: 'packages/client/src/account/door/asking.ts',
    find: '!opened.scanned && !attempt.same',
    put: 'false',
    test: HOSTILE_TEST,
    name: 'D08',
  },
];

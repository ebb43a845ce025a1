/** The checks of devices that come and go. Without a killer: D03 and D06 (no line of their own), D04 and D05 (only the account's key could lie). */
import { never, type Check } from './check.ts';

const HOSTILE_TEST = 'tests/system/src/hostile/devices.test.ts';

export const DEVICE_CHECKS: readonly Check[] = [
  {
    id: 'D01',
    what: 'a new device reveals what it committed to',
    file: 'packages/crypto/src/approval/approval.ts',
    ...never('!equalBytes(commitmentTo(newcomer, told.deviceKey, told.box, told.nonce), commit)'),
    test: 'packages/crypto/src/approval/approval.test.ts',
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

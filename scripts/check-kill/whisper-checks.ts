/** The checks of what is whispered: whose it is, that it was said now, and that it is heard once; and of what a server says of the time. */
import { never, type Check } from './check.ts';

const SAID_NOW = 'packages/client/src/presence/said-now.ts';
const WHISPER = 'packages/crypto/src/room/whisper.ts';
const WHISPERS_TEST = 'tests/system/src/hostile/whispers.test.ts';

export const WHISPER_CHECKS: readonly Check[] = [
  {
    id: 'W01',
    what: 'a whisper is heard once, and none that its device said before it',
    file: SAID_NOW,
    ...never('at <= (heard.get(key) ?? -1)'),
    test: WHISPERS_TEST,
    name: 'the same whispers again',
  },
  {
    id: 'W02',
    what: 'nor is one that was long on its way',
    file: SAID_NOW,
    ...never('Math.abs(now() - at) > HEARD_WITHIN_MS'),
    test: WHISPERS_TEST,
    name: 'W02',
  },
  {
    id: 'W03',
    what: 'a mark is no whisper, nor a whisper a mark',
    file: WHISPER,
    find: 'body[0] !== VERSION[lane]',
    put: '!Object.values<number | undefined>(VERSION).includes(body[0])',
    test: 'packages/crypto/src/room/whisper.test.ts',
    name: 'W03',
  },
  {
    id: 'W04',
    what: 'a whisper is of the device whose key signed it',
    file: WHISPER,
    find: 'return verify(LABEL.ephemeralFrame, deviceKey, signed, opened.subarray(0, SIG_BYTES))',
    put: 'return signed.length + deviceKey.length > 0',
    test: 'packages/crypto/src/room/whisper.test.ts',
    name: 'in another’s name',
  },
  {
    id: 'T01',
    what: 'nobody is put out because the server says that it is late',
    file: 'packages/client/src/handshake/strays.ts',
    find: 'strays.filter(({ index }) => alsoHere.has(index))',
    put: 'strays.filter(({ index }) => index + alsoHere.size >= 0)',
    test: 'tests/system/src/hostile/lies.test.ts',
    name: 'before there were any',
  },
  {
    id: 'T02',
    what: 'a server that says to wait no time keeps nobody busy',
    file: 'packages/client/src/sync/back-off.ts',
    find: 'Math.max(asked, Math.min(NOT_YET.slowest, NOT_YET.first * 2 ** Math.min(tries, 30)))',
    put: 'Math.max(asked, tries * 0)',
    test: 'packages/client/src/sync/back-off.test.ts',
    name: 'T02',
  },
  {
    id: 'T02',
    what: 'and one that says to wait for ever puts nobody to sleep',
    file: 'packages/client/src/sync/back-off.ts',
    find: 'Math.min(NOT_YET.most, ',
    put: 'Math.max(0, ',
    test: 'packages/client/src/sync/back-off.test.ts',
    name: 'T02',
  },
];

/** The checks of an account's sealed history (docs/checks.md, A01 to A10). */
import { never, type Check } from './check.ts';

const ROOT = 'packages/crypto/src/archive/root.ts';
const CATALOGUE = 'packages/client/src/archive/catalogue.ts';
const UNIT = 'packages/crypto/src/archive/archive.test.ts';
const HOSTILE = 'tests/system/src/hostile/archive.test.ts';

export const ARCHIVE_CHECKS: readonly Check[] = [
  {
    id: 'A01',
    what: 'the root is signed by the device it names',
    file: ROOT,
    find: 'if (!isOwn || !verify(LABEL.archiveRoot, deviceKey, body, sig)) ',
    put: 'if (false) ',
    test: UNIT,
    name: 'cannot sign it',
  },
  {
    id: 'A02',
    what: 'that device was certified by the account’s identity',
    file: ROOT,
    find: 'if (!verdict.ok || !equalBytes(verdict.cert.aik, trust.aik)) ',
    put: 'if (!verdict.ok) ',
    test: UNIT,
    name: 'another identity certified',
  },
  {
    id: 'A03',
    what: 'the root fits every manifest there is',
    file: CATALOGUE,
    ...never('!fits'),
    test: HOSTILE,
    name: 'a room left out',
  },
  {
    id: 'A04',
    what: 'a manifest is the one of its account, room and version',
    file: 'packages/crypto/src/archive/manifest.ts',
    find: 'encodeCbor([LABEL.archiveManifest, account, epoch, room, version])',
    put: 'encodeCbor([LABEL.archiveManifest, typeof account, typeof epoch, typeof room, typeof version])',
    test: UNIT,
    name: 'one room at one version under one key',
  },
  {
    id: 'A05',
    what: 'a segment is the one its manifest names',
    file: 'packages/client/src/archive/read.ts',
    ...never('!equalBytes(segmentHash(sealed), note.hash)'),
    test: HOSTILE,
    name: 'an older segment of the room',
  },
  {
    id: 'A06',
    what: 'a segment belongs where it is read',
    file: 'packages/crypto/src/archive/segment.ts',
    find: '[LABEL.archiveSegment, account, epoch, room, number, previous, first, last, writer]',
    put: '[LABEL.archiveSegment, account === epoch, room === number, previous === first, last === writer]',
    test: UNIT,
    name: 'is part of what is authenticated',
  },
  {
    id: 'A07',
    what: 'an archive is not older than one that was seen',
    file: CATALOGUE,
    find: "return isOlder ? { code: 'archive-rolled-back' } : 'fits';",
    put: "return isOlder ? 'fits' : 'fits';",
    test: HOSTILE,
    name: 'an old archive of one piece',
  },
  {
    id: 'A08',
    what: 'an event stands in its segment’s stretch of the log',
    file: 'packages/client/src/archive/events.ts',
    find: 'seq >= stretch[0] && seq <= stretch[1]',
    put: 'seq >= 0',
    test: 'packages/client/src/archive/events.test.ts',
    name: 'outside of its stretch',
  },
  {
    id: 'A09',
    what: 'a root under a key that a removed device had is not believed',
    file: CATALOGUE,
    ...never('root.epoch < keyring.newest.epoch && root.version !== seen.version'),
    test: 'tests/system/src/hostile/devices.test.ts',
    name: 'A09',
  },
  {
    id: 'A10',
    what: 'nothing is put away under a key that a removed device had',
    file: 'packages/client/src/archive/archive.ts',
    ...never('lacksKey()'),
    test: 'tests/system/src/hostile/devices.test.ts',
    name: 'A10',
  },
  {
    id: 'A12',
    what: 'what did not open here is left to others of the account',
    file: 'packages/client/src/archive/history.ts',
    find: 'unopened.filter(({ wanted }) => wanted)',
    put: 'unopened.slice(0, 0)',
    test: 'packages/client/src/archive/stretches.test.ts',
    name: 'A12',
  },
  {
    id: 'A12',
    what: 'garbage without end is not',
    file: 'packages/client/src/archive/history.ts',
    find: '.slice(-MOST_WANTED)',
    put: '',
    test: 'packages/client/src/archive/stretches.test.ts',
    name: 'A12',
  },
];

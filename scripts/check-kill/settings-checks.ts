/** The checks of an account's sealed records, and of what its person chose not to tell. */
import { never, type Check } from './check.ts';

const SETTINGS_TEST = 'tests/system/src/settings.test.ts';
const RECORDS_TEST = 'tests/system/src/hostile/records.test.ts';
const PRESENCE = 'packages/client/src/presence/presence.ts';

export const SETTINGS_CHECKS: readonly Check[] = [
  {
    id: 'R01',
    what: 'an old value shown again does not stand against a later one',
    file: 'packages/client/src/settings/settings.ts',
    find: 'before === undefined || isLater(choice, before)',
    put: 'before !== null',
    test: RECORDS_TEST,
    name: 'an older record',
  },
  {
    id: 'R02',
    what: 'a record opens under its own name and version alone',
    file: 'packages/crypto/src/vault/records.ts',
    find: "encodeCbor([LABEL.record, name, version, 'padded'])",
    put: "encodeCbor([LABEL.record, String(name) === String(version), 'padded'])",
    test: 'packages/crypto/src/vault/records.test.ts',
    name: 'opens under its name and version alone',
  },
  {
    id: 'R03',
    what: 'a server that went back is told everything again',
    file: 'packages/client/src/records/write.ts',
    find: 'store.records.put({ ...row, version: 0, dirty: true })',
    put: 'store.records.put(row)',
    test: SETTINGS_TEST,
    name: 'a server that went back',
  },
  {
    id: 'R04',
    what: 'nor an old draft',
    file: 'packages/client/src/records/later.ts',
    find: 'mine.at > theirs.at ? mine.bytes : theirs.bytes',
    put: 'theirs.bytes',
    test: RECORDS_TEST,
    name: 'an older record',
  },
  {
    id: 'R05',
    what: 'nor does an old read place bring back what was turned back since',
    file: 'packages/client/src/timeline/read-place.ts',
    find: 'place.turn === before.turn && place.seq > before.seq',
    put: 'place.seq > before.seq',
    test: 'packages/client/src/timeline/read-place.test.ts',
    name: 'reading only moves forward',
  },
  {
    id: 'S01',
    what: 'nobody is told what was read once that is turned off',
    file: PRESENCE,
    find: 'const read = tells ? readSeq(room.id) : 0;',
    put: 'const read = readSeq(room.id);',
    test: SETTINGS_TEST,
    name: 'who turned read marks off',
  },
  {
    id: 'S02',
    what: 'nor that somebody writes',
    file: PRESENCE,
    ...never("!context.settings.tells('typing')"),
    test: SETTINGS_TEST,
    name: 'who turned typing off',
  },
  {
    id: 'S03',
    what: 'and they are not shown what others read',
    file: 'packages/client/src/views/view-desk.ts',
    find: "context.settings.shows('receipts') ? window.marks : withoutRead(window.marks)",
    put: 'window.marks.length >= 0 ? window.marks : withoutRead(window.marks)',
    test: SETTINGS_TEST,
    name: 'who turned read marks off',
  },
  {
    id: 'S04',
    what: 'nor who writes',
    file: PRESENCE,
    ...never("!context.settings.shows('typing')"),
    test: SETTINGS_TEST,
    name: 'who turned typing off',
  },
  {
    id: 'S05',
    what: 'a device tells nothing before it knows what its person chose',
    file: 'packages/client/src/settings/own-settings.ts',
    find: 'known && settings[what]',
    put: 'settings[what]',
    test: SETTINGS_TEST,
    name: 'a new device tells nothing',
  },
];

/** The checks of who somebody is: what was compared holds, and another identity is never taken for them silently. */
import { never, type Check } from './check.ts';

const LISTS = 'packages/client/src/devices/known-lists.ts';
const IDENTITY_TEST = 'tests/system/src/hostile/identity.test.ts';

export const PEOPLE_CHECKS: readonly Check[] = [
  {
    id: 'P01',
    what: 'an identity key that was pinned stays',
    file: 'packages/crypto/src/identity/device-list.ts',
    ...never('!equalBytes(list.aik, known.list.aik)'),
    test: IDENTITY_TEST,
    name: 'of somebody who was not verified',
  },
  {
    id: 'P02',
    what: 'nothing that was sealed goes to somebody verified who changed',
    file: 'packages/client/src/outbox/pump.ts',
    find: 'work.policy !== null && heldBy(context, work.policy).length > 0',
    put: 'false',
    test: IDENTITY_TEST,
    name: 'what was sealed before',
  },
  {
    id: 'P03',
    what: 'and nothing is sealed for them',
    file: 'packages/client/src/outbox/seal.ts',
    ...never('heldBy(context, policy).length > 0'),
    test: IDENTITY_TEST,
    name: 'nothing is sent in any room',
  },
  {
    id: 'P04',
    what: 'only the number that was shown marks somebody',
    file: 'packages/client/src/people/identity.ts',
    find: "digitsOf(context, shown.value)?.join(' ') !== digits.join(' ')",
    put: 'false',
    test: IDENTITY_TEST,
    name: 'the numbers differ',
  },
  {
    id: 'P05',
    what: 'who was compared on one device is held to on a new one',
    file: LISTS,
    find: 'compared !== null && !equalBytes(compared, followed.known.list.aik)',
    put: 'false',
    test: IDENTITY_TEST,
    name: 'a new device of hers',
  },
];

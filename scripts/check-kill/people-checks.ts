/** The checks of who somebody is: what was compared holds, and another identity is never taken for them silently. */
import { never, type Check } from './check.ts';

const LISTS = 'packages/client/src/devices/known-lists.ts';
const REQUESTS_TEST = 'tests/system/src/requests.test.ts';
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
  ...requests(),
];

/** C29: whoever asks, was declined or is blocked learns nothing. */
function requests(): readonly Check[] {
  return [
    {
      id: 'P06',
      what: 'a room that a stranger brings somebody into waits for an answer',
      file: 'packages/client/src/people/requests.ts',
      find: "'declined' : 'asking'",
      put: "'declined' : 'accepted'",
      test: REQUESTS_TEST,
      name: 'a group a stranger brings one into',
    },
    {
      id: 'P06',
      what: 'somebody blocked does not even ask',
      file: 'packages/client/src/people/requests.ts',
      find: "'declined' : 'asking'",
      put: "'asking' : 'asking'",
      test: REQUESTS_TEST,
      name: 'somebody blocked reaches nobody',
    },
    {
      id: 'P07',
      what: 'no mark says that it came or was read',
      file: 'packages/client/src/presence/presence.ts',
      find: 'if (isQuiet(context, room)) return;\n    const mark',
      put: 'const mark',
      test: REQUESTS_TEST,
      name: 'whoever asks sees neither',
    },
    {
      id: 'P08',
      what: 'nor that somebody writes',
      file: 'packages/client/src/presence/presence.ts',
      find: 'if (isQuiet(context, room)) return;\n      const now',
      put: 'const now',
      test: REQUESTS_TEST,
      name: 'whoever asks sees neither',
    },
    {
      id: 'P09',
      what: 'no name is told on coming in',
      file: 'packages/client/src/inbox/open-welcome.ts',
      find: ' || isQuiet(context, room)',
      put: '',
      test: REQUESTS_TEST,
      name: 'whoever asks sees neither',
    },
    {
      id: 'P09',
      what: 'nor a new one',
      file: 'packages/client/src/create-client.ts',
      find: ' && !isQuiet(context, room)',
      put: '',
      test: REQUESTS_TEST,
      name: 'a new name is not told',
    },
    {
      id: 'P10',
      what: 'no fresh key shows that somebody is here',
      file: 'packages/client/src/handshake/follow-up.ts',
      find: " && !isQuiet(context, room))\n            await pursue(context, room, { kind: 'freshen' })",
      put: ")\n            await pursue(context, room, { kind: 'freshen' })",
      test: 'tests/system/src/hostile/fresh-keys.test.ts',
      name: 'at once after a last resort',
    },
    {
      id: 'P11',
      what: 'no new device comes in by itself',
      file: 'packages/client/src/rooms/join-alone.ts',
      find: 'if (await waitsForAnswer(context, arrival, opened.record)) return',
      put: 'if ((await waitsForAnswer(context, arrival, opened.record)) && arrival.frames.length < 0) return',
      test: REQUESTS_TEST,
      name: 'a new device does not come in',
    },
    {
      id: 'P12',
      what: 'who is blocked lights no lamp in rooms in common',
      file: 'packages/client/src/inbox/open-application.ts',
      find: 'silent ? 0 : noticeOf',
      put: 'noticeOf',
      test: REQUESTS_TEST,
      name: 'somebody blocked reaches nobody',
    },
    {
      id: 'P13',
      what: 'nothing is sent to somebody blocked',
      file: 'packages/client/src/rooms/send.ts',
      ...never('isBlocked(context, room)'),
      test: REQUESTS_TEST,
      name: 'somebody blocked reaches nobody',
    },
  ];
}

/** The checks of certificates that follow others: when a device makes one, and what a leaf may carry after another. */
import { never, type Check } from '../check.ts';

const COMMIT = 'packages/crypto/src/group/commit-check.ts';
const COMMIT_TEST = 'packages/crypto/src/group/commit-check.test.ts';
const RENEWAL_TEST = 'packages/crypto/src/group/renewal.test.ts';

export const RENEWAL_CHECKS: readonly Check[] = [
  {
    id: 'K64',
    what: 'another certificate is of the same device and keys',
    file: COMMIT,
    ...never('!isSameKey || !isSameDevice(certOf(before), certOf(after))'),
    test: RENEWAL_TEST,
    name: 'the list version that brought it in',
  },
  {
    id: 'K64',
    what: 'and on the committer’s own leaf',
    file: COMMIT,
    find: "index === plan.committer ? judgeRenewal(node, same) : refuse('commit-identity-change')",
    put: 'judgeRenewal(node, same)',
    test: COMMIT_TEST,
    name: 'K64',
  },
  {
    id: 'K65',
    what: 'an old certificate does not follow a new one',
    file: COMMIT,
    find: "return isOlder(before, after) ? refuse('leaf-cert-older') : undefined;",
    put: 'return isOlder(before, after) ? undefined : undefined;',
    test: RENEWAL_TEST,
    name: 'shown again after the renewal',
  },
  {
    id: 'K65',
    what: 'nor does its device come back with it',
    file: COMMIT,
    find: "return isOlder(old, joiner) ? refuse('leaf-cert-older') : { removed, joiner };",
    put: 'return { removed, joiner };',
    test: RENEWAL_TEST,
    name: 'nor does a device come back with it',
  },
  {
    id: 'K66',
    what: 'a renewed leaf is judged like a newcomer’s',
    file: 'packages/crypto/src/group/leaf-check.ts',
    find: "present.has(toBase64url(identity)) ? 'present' : 'added'",
    put: "present.size >= 0 ? 'present' : 'added'",
    test: RENEWAL_TEST,
    name: 'begins in two days',
  },
  {
    id: 'T03',
    what: 'no certificate is made for a time that one clock alone tells',
    file: 'packages/client/src/devices/renewal.ts',
    ...never('Math.abs(here - context.now()) > CLOCK_TOLERANCE_SECONDS * 1_000'),
    test: 'packages/client/src/devices/renewal.test.ts',
    name: 'says that it is later',
  },
];

/** The checks of a log that is told again, and of the way back from a false one. */
import type { Check } from './check.ts';

const LOG_TEST = 'tests/system/src/hostile/log.test.ts';
const EVIDENCE_TEST = 'packages/client/src/repair/evidence.test.ts';

export const TOLD_AGAIN: readonly Check[] = [
  {
    id: 'K50',
    what: 'an entry told again is the one that was processed',
    file: 'packages/client/src/sync/catch-up.ts',
    find: 'equalBytes(nextHead(sha256, before, seq, core), after)',
    put: 'true',
    test: LOG_TEST,
    name: 'at the place that a true one has',
  },
  {
    id: 'K51',
    what: 'a signed change of the room does not vanish',
    file: 'packages/client/src/repair/evidence.ts',
    find: 'if (own.changes.some((change) => !bodies.some((body) => equalBytes(body, change)))) ',
    put: 'if (false) ',
    test: EVIDENCE_TEST,
    name: 'K51',
  },
  {
    id: 'K52',
    what: 'what members stand by is not given up',
    file: 'packages/client/src/repair/evidence.ts',
    find: 'if (own.claims.some((claim) => fits(own.heads, claim))) ',
    put: 'if (false) ',
    test: EVIDENCE_TEST,
    name: 'K52',
  },
  {
    id: 'K53',
    what: 'nothing that was opened vanishes',
    file: 'packages/client/src/repair/evidence.ts',
    find: 'own.said.every((id) => ids.has(id))',
    put: 'true',
    test: EVIDENCE_TEST,
    name: 'K53',
  },
  {
    id: 'K54',
    what: 'one message, one place',
    file: 'packages/client/src/inbox/open-frame.ts',
    find: 'if (at !== null && at !== seq) ',
    put: 'if (false) ',
    test: LOG_TEST,
    name: 'at a second place gives itself away',
  },
];

/** What must hold at the end of every simulation. A new one is a file here and a line below. */
import { calm } from './calm.ts';
import { converged } from './converged.ts';
import { keysOnce } from './keys-once.ts';
import { nothingLost } from './nothing-lost.ts';
import { nothingTwice } from './nothing-twice.ts';
import type { Oracle } from './oracle.ts';
import { removedReadNothing } from './removed-read-nothing.ts';

export const ORACLES: readonly Oracle[] = [converged, nothingLost, nothingTwice, keysOnce, calm, removedReadNothing];

/** Runs in a worker, as the client does: what our verifier says of every crafted signature. */
import { craftedVerdicts } from '@alcove/crypto/testing/signatures';

postMessage(craftedVerdicts());

/**
 * Ed25519 signatures are looked at once for a whole process: everybody in a simulation is asked about the same ones, and the answer follows from
 * the question.
 */
import { hash, verify, type KeyObject } from 'node:crypto';

const ANSWERS_KEPT = 20_000;
const answers = new Map<string, boolean>();

/** `keyBytes` name the key, which is made when there is no answer yet. */
export function verifyOnce(keyBytes: Uint8Array, message: Uint8Array, sig: Uint8Array, key: () => KeyObject): boolean {
  const question = hash('sha256', Buffer.concat([keyBytes, sig, message]), 'latin1');
  const known = answers.get(question);
  if (known !== undefined) return known;
  const answer = verify(null, message, key(), sig);
  if (answers.size >= ANSWERS_KEPT) answers.clear();
  answers.set(question, answer);
  return answer;
}

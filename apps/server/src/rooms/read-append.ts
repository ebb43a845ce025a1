/** Reads what a frame for a room's log carries signed, before it is asked of the log: by the gateway, and where a room is made with its first commit. */
import type { AppendFrame } from '@alcove/protocol';
import type { Append } from '../log/accept-frame.ts';
import type { Author } from '../log/turn.ts';
import { done, refuse, type Outcome } from '../outcome.ts';
import type { PolicyReader, SignedPolicy, SignedVerdict, VerdictReader } from './policy-admission.ts';

export interface AppendReaders {
  readonly readPolicy: PolicyReader;
  readonly readVerdict: VerdictReader;
}

export function readAppend(
  { readPolicy, readVerdict }: AppendReaders,
  author: Author,
  frame: AppendFrame,
): Outcome<Append> {
  const { room } = frame;
  let verdict: SignedVerdict | null = null;
  if (frame.kind === 'verdict') {
    const read = readVerdict(frame.body, author);
    if (!read.ok) return read;
    if (read.value.body.room !== room) return refuse('verdict-refused', 'verdict of another room');
    verdict = read.value;
  }
  const bytes = frame.kind === 'policy' ? frame.body : frame.kind === 'commit' ? frame.policy : undefined;
  let policy: SignedPolicy | null = null;
  if (bytes !== undefined) {
    const read = readPolicy(bytes, author);
    if (!read.ok) return read;
    if (read.value.room !== room) return refuse('policy-refused', 'policy of another room');
    policy = read.value;
  }
  return done({ kind: 'frame', author, frame, policy, verdict });
}

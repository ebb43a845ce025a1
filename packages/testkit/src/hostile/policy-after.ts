/** What a chain of policy frames leads to, for attackers who read it themselves. */
import { judgeChange, judgeGenesis, type PolicyOutcome } from '@alcove/crypto';
import type { Bytes, Policy, RoomId } from '@alcove/protocol';

/** Throws for a frame that no honest member would follow. */
export function policyAfter(server: string, room: RoomId, frames: readonly Bytes[]): Policy {
  let policy: Policy | null = null;
  for (const frame of frames) {
    const judged: PolicyOutcome =
      policy === null ? judgeGenesis(server, room, frame) : judgeChange(server, policy, frame);
    if (!judged.ok) throw new Error(judged.code);
    policy = judged.policy;
  }
  if (policy === null) throw new Error('the room has no policy');
  return policy;
}

/**
 * A group of one, begun anew at an epoch that its room's log has reached. An external commit cannot do that: the library replaces no leaf
 * that is the only one, and there is nobody who would have to follow it. Nothing of the group before is in it: another secret, other keys.
 * Whether its maker is alone is the caller's to know (docs/checks.md, K85).
 */
import type { Policy } from '@alcove/protocol';
import type { DeviceIdentity } from '../identity/device-cert.ts';
import { commitUpdate, createGroup, type PendingCommit } from './commit.ts';
import { attempt, type Refused } from './outcome.ts';
import { engineState, groupState } from './state.ts';

/** The commit that stands in the log for it; `next` is in the epoch after `epoch`. Adopt only after the server's ack. */
export function beginGroupAnew(
  identity: DeviceIdentity,
  policy: Policy,
  epoch: number,
  nowMs: number,
): Promise<PendingCommit | Refused> {
  return attempt(async () => {
    const engine = engineState(await createGroup(identity, policy, nowMs));
    // Where a group begins, its secret is drawn and depends on nothing: that it is called epoch 0 is a name (RFC 9420 §11).
    const groupContext = { ...engine.groupContext, epoch: BigInt(epoch) };
    return commitUpdate(groupState({ ...engine, groupContext }));
  });
}

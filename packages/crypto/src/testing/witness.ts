/**
 * For those who watch clients from outside and are handed a group's secrets: which key sealed a message, and whether some secrets
 * open it, whoever may be trusted. Nothing is checked here; clients use group/open.ts.
 */
import type { PrivateMessage } from 'ts-mls';
import { unprotectPrivateMessage } from 'ts-mls/messageProtection.js';
import { decryptSenderData } from 'ts-mls/privateMessage.js';
import { retention } from '../group/engine/config.ts';
import { suiteOf } from '../group/engine/suite.ts';
import { decodeMessageOf } from '../group/engine/wire.ts';
import { engineState, type GroupState } from '../group/state.ts';
import { sha256 } from '../primitives.ts';

/** A key is used for one message: the same one twice would give away both. */
export interface UsedKey {
  readonly epoch: number;
  /** Of two epochs with one number: which of them. */
  readonly branch: string;
  readonly leaf: number;
  readonly generation: number;
}

/** Undefined when these secrets are not of the message's epoch. */
export async function keyOf(state: GroupState, body: Uint8Array): Promise<UsedKey | undefined> {
  const message = privateMessage(body);
  const secrets = message === undefined ? undefined : secretsAt(state, message.epoch);
  if (message === undefined || secrets === undefined) return undefined;
  const { senderDataSecret } = secrets;
  const suite = await suiteOf(state.suite);
  // Sealed in another epoch of that number: these secrets do not open it.
  const data = await decryptSenderData(message, senderDataSecret, suite).catch(() => undefined);
  if (data === undefined) return undefined;
  const branch = sha256(senderDataSecret).toHex();
  return { epoch: Number(message.epoch), branch, leaf: data.leafIndex, generation: data.generation };
}

/** Whether the message opens under any secret in there. */
export async function opensWith(state: GroupState, body: Uint8Array): Promise<boolean> {
  const message = privateMessage(body);
  if (message === undefined) return false;
  const engine = engineState(state);
  for (const epoch of [engine.groupContext.epoch, ...engine.historicalReceiverData.keys()]) {
    const secrets = secretsAt(state, epoch);
    if (secrets === undefined) continue;
    try {
      const { senderDataSecret, secretTree, ratchetTree, groupContext } = secrets;
      const suite = await suiteOf(state.suite);
      await unprotectPrivateMessage(senderDataSecret, message, secretTree, ratchetTree, groupContext, retention, suite);
      return true;
    } catch {
      // Not these.
    }
  }
  return false;
}

function privateMessage(body: Uint8Array): PrivateMessage | undefined {
  return decodeMessageOf('mls_private_message', body.slice())?.privateMessage;
}

function secretsAt(state: GroupState, epoch: bigint) {
  const engine = engineState(state);
  if (epoch === engine.groupContext.epoch) return { ...engine, senderDataSecret: engine.keySchedule.senderDataSecret };
  return engine.historicalReceiverData.get(epoch);
}

/**
 * A report as its judge would read it (protocol.md §7): the log's own entry, which the server holds, against what the reporting device stored.
 * Says who said it, or what speaks against it. Needs no key of the room, and nothing of MLS but where the open part of a message stands.
 */
import { decodeContent, type ContentEvent } from '@alcove/content';
import { decodeVisible } from '@alcove/client/decoders';
import { checkFranking } from '@alcove/crypto';
import { decodeLogCore, MalformedError, type AccountId, type Bytes, type DeviceId } from '@alcove/protocol';

export type Judgement =
  | { readonly ok: true; readonly account: AccountId; readonly device: DeviceId; readonly event: ContentEvent }
  | { readonly ok: false; readonly why: 'malformed' | 'no-message' | 'other-message' | 'no-key' | 'other-words' };

/** `core`: the entry at the reported place, from the server's log and from nowhere else. `content`: what the device stored. */
export function judgeReport(core: Uint8Array, content: Uint8Array): Judgement {
  try {
    const { kind, id, account, device, body } = decodeLogCore(core);
    if (kind !== 'application') return { ok: false, why: 'no-message' };
    const visible = decodeVisible(visibleIn(body));
    const { event, envelope, franked } = decodeContent(content);
    if (visible.id !== id || envelope.id !== id) return { ok: false, why: 'other-message' };
    if (envelope.frankKey === undefined) return { ok: false, why: 'no-key' };
    return checkFranking(franked, envelope.frankKey, visible.commitment)
      ? { ok: true, account, device, event }
      : { ok: false, why: 'other-words' };
  } catch (error) {
    if (error instanceof MalformedError) return { ok: false, why: 'malformed' };
    throw error;
  }
}

const PRIVATE_MESSAGE = 2;

/** RFC 9420 §6.3: version and wire format (2 bytes each), group id, epoch (8), content type (1), authenticated data. */
function visibleIn(message: Uint8Array): Bytes {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  if (message.length < 5 || view.getUint16(2) !== PRIVATE_MESSAGE) throw new MalformedError('no private message');
  const group = vectorAt(message, 4);
  return vectorAt(message, group.end + 8 + 1).bytes;
}

/** RFC 9000 §16, as MLS uses it: the two highest bits say how long the length is. */
function vectorAt(message: Uint8Array, at: number): { readonly bytes: Bytes; readonly end: number } {
  const first = message[at] ?? 0;
  const size = 1 << (first >> 6);
  const rest = message.subarray(at + 1, at + size);
  const length = rest.reduce((all, byte) => all * 256 + byte, first & 0x3f);
  const end = at + size + length;
  if (end > message.length) throw new MalformedError('a vector that does not end');
  return { bytes: message.slice(at + size, end), end };
}

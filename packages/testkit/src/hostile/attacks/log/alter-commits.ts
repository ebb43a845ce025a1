/**
 * C25: commits of one client reach the log changed; it made them, and others would follow what the log says. A room's first, which comes with its
 * genesis, as well.
 */
import {
  decodeClientFrames,
  encodeFrame,
  fromBase64url,
  toBase64url,
  type ClientFrame,
  type FrameId,
} from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export interface AlteredCommits extends Attack {
  readonly altered: readonly FrameId[];
}

export function alterCommits(victim: string): AlteredCommits {
  const altered: FrameId[] = [];
  const alter = (frame: ClientFrame): ClientFrame => {
    if (frame.t !== 'append' || frame.kind !== 'commit') return frame;
    altered.push(frame.id);
    const body = new Uint8Array(frame.body);
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    return { ...frame, body };
  };
  return {
    claim: 'C25',
    altered,
    toServer: (frame, { name }) => [name === victim ? alter(frame) : frame],
    requests: {
      createRoom(request, { name }) {
        const [first] = request.first === undefined ? [] : decodeClientFrames(fromBase64url(request.first));
        if (name !== victim || first === undefined) return request;
        return { ...request, first: toBase64url(encodeFrame(alter(first))) };
      },
    },
  };
}

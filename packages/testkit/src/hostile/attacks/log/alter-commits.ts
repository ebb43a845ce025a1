/** C25: commits of one client reach the log changed; it made them, and others would follow what the log says. */
import type { FrameId } from '@alcove/protocol';
import type { Attack } from '../../transport.ts';

export interface AlteredCommits extends Attack {
  readonly altered: readonly FrameId[];
}

export function alterCommits(victim: string): AlteredCommits {
  const altered: FrameId[] = [];
  return {
    claim: 'C25',
    altered,
    toServer(frame, wire) {
      if (wire.name !== victim || frame.t !== 'append' || frame.kind !== 'commit') return [frame];
      altered.push(frame.id);
      const body = new Uint8Array(frame.body);
      body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
      return [{ ...frame, body }];
    },
  };
}

/** Says what is wrong at the end of a simulation; nothing, when nothing is. */
import type { MessageItem } from '@alcove/client';
import type { Findings, Shown } from '../findings.ts';

export interface Oracle {
  readonly name: string;
  readonly judge: (findings: Findings) => Promise<readonly string[]>;
}

export function messagesIn({ items }: Pick<Shown, 'items'>): readonly MessageItem[] {
  return items.filter((item): item is MessageItem => item.kind === 'message');
}

/**
 * Places of a log that a device may miss and must say so: it was lied to, had to join again, and what was sealed in between is sealed to it
 * (docs/known-gaps.md).
 */
export function hiddenFrom({ device, items }: Shown, { liedTo }: Findings['world']): ReadonlySet<number> {
  return new Set(
    items.flatMap((item) => (item.kind === 'unopened' && item.seq !== null && liedTo.has(device) ? [item.seq] : [])),
  );
}

/** Short enough to read, long enough to find. */
export const short = (id: string): string => id.slice(0, 6);

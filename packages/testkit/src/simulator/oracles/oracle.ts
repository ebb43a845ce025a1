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

/** Short enough to read, long enough to find. */
export const short = (id: string): string => id.slice(0, 6);

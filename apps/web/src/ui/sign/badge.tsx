/** Counts. Lit: something waits for this person. Plain: something happened. Zero shows nothing. */
import { t } from '@alcove/locales';
import type { ReactElement } from 'react';

export function Badge({ count, lit }: { count: number; lit: boolean }): ReactElement | null {
  if (count <= 0) return null;
  return (
    <span className={lit ? 'count count-lit' : 'count'}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <span className="vh">, {lit ? t.common.forYou(count) : t.common.unread(count)}</span>
    </span>
  );
}

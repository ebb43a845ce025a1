/** How far back a search reaches, as a sentence: it is always there, so that nothing found never looks like nothing said. */
import type { SearchReach } from '@alcove/client';
import { t } from '@alcove/locales';
import { date } from '../words/times.ts';

const words = t.search.reach;

export function reachWords({ state, since, behind }: SearchReach): string {
  if (behind > 0) return words.behind(behind);
  const day = since === null ? null : date(since);
  switch (state) {
    case 'complete':
      return day === null ? words.here : words.back(day);
    case 'arriving':
      return day === null ? words.arrivingAny : words.arriving(day);
    case 'incomplete':
      return day === null ? words.incompleteAny : words.incomplete(day);
  }
}

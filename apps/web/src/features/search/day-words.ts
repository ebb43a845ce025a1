/** What there is to say when one goes to a day and does not land on it, or on less than everything before. Pure. */
import type { DayView } from '@alcove/client';
import { t } from '@alcove/locales';
import { isoDay } from '../../searching/values.ts';
import { date } from '../../words/times.ts';

/** `asked`: when that day begins, ms. Null: the day is there, and that is all. */
export function dayWords(asked: number, { found, reach }: DayView): string | null {
  const words = t.search.day;
  const { state, since } = reach;
  if (found === null) return words.none(date(asked));
  // Where nothing is missing from that day on, it does not matter what is missing before.
  if (state !== 'complete' && (since === null || asked < startOfDay(since))) {
    if (since === null) return state === 'arriving' ? words.arrivingAny : words.incompleteAny;
    return state === 'arriving' ? words.arriving(date(since)) : words.incomplete(date(since));
  }
  if (isoDay(found.at) === isoDay(asked)) return null;
  const isFirst = state === 'complete' && since === found.at;
  return isFirst ? words.begins(date(found.at)) : words.next(date(asked), date(found.at));
}

function startOfDay(at: number): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

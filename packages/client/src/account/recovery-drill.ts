/**
 * When to ask whether the recovery card is still there: a month after it was kept, then once a year; a week later when it is put off.
 * The account's devices tell each other in a record, so that a person is asked once and not once per device.
 */
import { keepRecoveryRecord, recoveryRecord } from '../records/kinds/recovery.ts';
import type { AccountContext } from './context.ts';
import type { Recovery } from './recovery.ts';

const DAY_MS = 86_400_000;
const AFTER_KEEPING_MS = 30 * DAY_MS;
const AFTER_CHECK_MS = 365 * DAY_MS;
const PUT_OFF_MS = 7 * DAY_MS;

export type DrillStep = 'kept' | 'checked' | 'put-off';

export function afterStep(recovery: Recovery, step: DrillStep, now: number): Recovery {
  const at = Math.floor(now);
  switch (step) {
    case 'kept':
      return { ...recovery, checkedAt: at, askAt: at + AFTER_KEEPING_MS };
    case 'checked':
      return { ...recovery, checkedAt: at, askAt: at + AFTER_CHECK_MS };
    case 'put-off':
      return { ...recovery, askAt: at + PUT_OFF_MS };
  }
}

export function isDrillDue({ words, askAt }: Recovery, now: number): boolean {
  return words === null && askAt !== null && askAt <= now;
}

export function tellDrill(context: AccountContext, { checkedAt, askAt }: Recovery): void {
  if (askAt !== null) keepRecoveryRecord(context, { checkedAt, askAt });
}

/** What the other devices know of it, with every connection. An account from before there was a drill begins to count today. */
export async function learnDrill(context: AccountContext, recovery: Recovery): Promise<Recovery> {
  const told = await recoveryRecord(context);
  if (told === null) {
    if (recovery.words !== null) return recovery;
    const begun =
      recovery.askAt === null ? { ...recovery, askAt: Math.floor(context.now()) + AFTER_KEEPING_MS } : recovery;
    tellDrill(context, begun);
    return begun;
  }
  const later = told.askAt > (recovery.askAt ?? 0);
  return later ? { ...recovery, checkedAt: told.checkedAt ?? recovery.checkedAt, askAt: told.askAt } : recovery;
}

import type { ErrorBody } from '@alcove/protocol';

/** How long to wait before attempt `tries` (from 0), with full jitter, so that a thousand clients do not return at once. */
export function backOffMs(
  tries: number,
  random: () => number,
  range: { readonly first: number; readonly most: number },
): number {
  const ceiling = Math.min(range.most, range.first * 2 ** Math.min(tries, 30));
  return Math.round(ceiling * random());
}

export const RECONNECT = { first: 500, most: 30_000 } as const;
/** After a join that another commit was before, or that lost a call. */
export const REJOIN = { first: 400, most: 5_000 } as const;
/** After a Welcome that could not be looked into for want of an answer. */
export const WELCOME_AGAIN = { first: 1_000, most: 30_000 } as const;

/** After a room could not be come into as it stood. */
export const JOIN_AGAIN = { first: 2_000, most: 10 * 60_000 } as const;

const NOT_YET = { first: 100, slowest: 4_000, most: 15 * 60_000 } as const;
/**
 * How long to wait, ms, when the server does not take something yet, for the `tries`th time in a row (from 0). It may say how long, and
 * `otherwise` counts where it does not; but it can neither keep a client busy with that nor put it to sleep for good.
 */
export function notYetMs({ retryAfter }: ErrorBody, tries: number, otherwise = 2_000): number {
  const asked = retryAfter === undefined ? otherwise : retryAfter * 1_000;
  return Math.min(NOT_YET.most, Math.max(asked, Math.min(NOT_YET.slowest, NOT_YET.first * 2 ** Math.min(tries, 30))));
}

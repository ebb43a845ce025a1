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

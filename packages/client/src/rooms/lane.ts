/** One thing at a time, in the order asked: whatever changes a room's keys or place goes through the room's lane. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // A failure is its caller's; the next in line starts all the same.
    last = mine.catch(() => undefined);
    return mine;
  };
}

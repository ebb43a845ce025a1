/** Rooms are looked after several at a time, in their order: what waits for the server in one does not hold up the others. */
const AT_ONCE = 4;

/** `goesOn` is asked before each: whoever is closed begins nothing more. Rejects with the first that does. */
export async function severalAtOnce<T>(
  all: readonly T[],
  goesOn: () => boolean,
  run: (one: T) => Promise<unknown>,
): Promise<void> {
  const queue = all.values();
  const worker = async (): Promise<void> => {
    for (const one of queue) {
      if (!goesOn()) return;
      await run(one);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

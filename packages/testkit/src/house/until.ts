/** Waits for what a topic shows: calls back with each snapshot until one fits, and tells what it last saw when none does. */
import type { ClientApi, Topic, Topics } from '@alcove/client';
import type { RoomId } from '@alcove/protocol';

const PATIENCE_MS = 60_000;
/** Characters of the last snapshot that a failure shows: its newest end. */
const SHOWN = 1_500;

export function until<T extends Topic>(
  client: ClientApi,
  topic: T,
  key: RoomId | null,
  fits: (value: Topics[T]) => boolean,
  patienceMs: number = PATIENCE_MS,
): Promise<Topics[T]> {
  return new Promise((resolve, reject) => {
    let last: Topics[T] | undefined;
    let stop: (() => void) | null = null;
    let over = false;
    const end = (settle: () => void): void => {
      over = true;
      clearTimeout(timer);
      stop?.();
      settle();
    };
    const timer = setTimeout(
      () =>
        end(() =>
          reject(new Error(`no ${topic} as expected; last: ${JSON.stringify(last)?.slice(-SHOWN) ?? 'nothing'}`)),
        ),
      patienceMs,
    );
    stop = client.subscribe(topic, key, (value) => {
      last = value;
      if (!over && fits(value)) end(() => resolve(value));
    });
    if (over) stop();
  });
}

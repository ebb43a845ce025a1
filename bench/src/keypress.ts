/**
 * `npm run bench -- keypress`: from the key that sends a message in one browser to the message on the other browser's screen. Two browsers
 * with a profile each, the real server, loopback; everything a message goes through is in it: sealing, the sender's disk, the
 * server's disk, opening, the receiver's disk, drawing. Times are wall-clock times of both pages, which share one machine's clock.
 */
import type { Person } from '../../tests/system/e2e/support/person.ts';
import { drawnAt, openBrowserHouse, pressEnter } from './measure/browser-house.ts';
import { quantile, report, round } from './measure/report.ts';

const WARM_UP = 5;
const MESSAGES = 60;

async function measure(from: Person, to: Person): Promise<{ there: number[]; own: number[] }> {
  const there: number[] = [];
  const own: number[] = [];
  for (let n = 0; n < WARM_UP + MESSAGES; n++) {
    const text = `word-${String(n)}-end`;
    const drawn = Promise.all([drawnAt(from.page, text), drawnAt(to.page, text)]);
    const pressedAt = await pressEnter(from, text);
    const [ownAt, thereAt] = await drawn;
    if (n < WARM_UP) continue;
    own.push(ownAt - pressedAt);
    there.push(thereAt - pressedAt);
  }
  return { there, own };
}

const house = await openBrowserHouse({ name: 'Ana' }, { name: 'Ben' });
try {
  const [ana, ben] = house.people;
  if (ana === undefined || ben === undefined) throw new Error('two people are needed');
  await ana.writeTo(ben);
  await ana.say('hello');
  await ben.openRoom('Ana');
  await ben.sees('hello');
  const { there, own } = await measure(ana, ben);
  const row = (what: string, times: readonly number[]): Record<string, string | number> => {
    const sorted = times.toSorted((a, b) => a - b);
    return {
      what,
      messages: times.length,
      'p50 ms': round(quantile(sorted, 0.5)),
      'p90 ms': round(quantile(sorted, 0.9)),
      'p99 ms': round(quantile(sorted, 0.99)),
    };
  };
  report('keypress', [row('on the other screen', there), row('on the own screen', own)]);
} finally {
  await house.close();
}

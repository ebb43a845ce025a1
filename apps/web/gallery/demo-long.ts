/** A room with a long past, in pages, for scrolling: people who talk in runs, now and then a long message, a code block, a reaction. */
import type { MessageItem, PersonView, TimelineItem } from '@alcove/client';
import { message, PEOPLE } from './demo-data.ts';

const SAID = [
  'Low water was eleven minutes late again.',
  'Yes.',
  'I read 2.14 m at the pier and 2.10 m at the steps, within a minute of each other, so the offset is real and not the clock. I will take the spare gauge out tomorrow and hang it beside the other one, then we know.',
  'Could someone bring the `5 mm` plates?',
  'On it.',
  'The ferry came in at *exactly* the wrong moment.\n\nSame as yesterday.',
  '- clamps\n- two torches\n- the long ladder',
  'ok',
  'Numbers are in the sheet. The third column is corrected for pressure, the fourth is not, and the fifth is what the harbour board prints.',
];
const TALKERS = [PEOPLE.soren, PEOPLE.olha, PEOPLE.ines, PEOPLE.amara, PEOPLE.nur];

/** Oldest first; ends `untilMinutesAgo` before now. The same every time. */
export function longPast(count: number, untilMinutesAgo: number): TimelineItem[] {
  let random = 7;
  const next = (below: number): number => {
    random = (random * 48_271) % 2_147_483_647;
    return random % below;
  };
  const people: PersonView[] = [];
  for (let i = 0; i < count; i++)
    people.push(next(3) === 0 ? TALKERS[next(TALKERS.length)]! : (people.at(-1) ?? PEOPLE.soren));
  return people.map((author, index): MessageItem => {
    const minutesAgo = untilMinutesAgo + (count - index) * 3;
    const text = `${String(index)}: ${SAID[next(SAID.length)] ?? ''}`;
    const reactions = next(9) === 0 ? [{ emoji: '👍', count: 2, mine: false, names: ['Søren', 'Amara'] }] : [];
    // Places before everything the other rooms count from.
    return message(author, minutesAgo, text, { reactions, seq: index - count });
  });
}

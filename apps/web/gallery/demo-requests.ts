/** Whoever asks, was declined or is blocked. The first two rooms stand in the list when requests are shown; the others are reached by address. */
import type { ContactsView, PersonView, ShutView } from '@alcove/client';
import { ME, message, PEOPLE, place, roomId, type Place } from './demo-data.ts';

const { nur, amara, thao, olha, soren, yael, lucia, haneul } = PEOPLE;
const blocked: PersonView = { ...olha, standing: 'blocked' };
const shut = (which: Place, why: ShutView['why'], by: PersonView): Place => ({
  summary: { ...which.summary, request: why === 'asking' ? by : null },
  view: { ...which.view, shut: { why, by } },
  items: which.items,
  unreadFromIndex: which.unreadFromIndex,
});

export function requestPlaces(): Place[] {
  const said = [
    message(nur, 6, 'مرحبًا، أنا نور من فريق المرفأ.'),
    message(nur, 5, 'We spoke on the pier in March. May I send you the readings?'),
  ];
  return [
    shut(
      place(20, { title: nur.name, peer: nur, people: [nur, ME], items: said, minutesAgo: 5, unread: 2 }),
      'asking',
      nur,
    ),
    shut(
      place(21, {
        title: 'Pier clean-up, Saturday',
        people: [amara, thao, ME],
        items: [message(amara, 25, 'Gloves are in the van.')],
        minutesAgo: 25,
        unread: 1,
      }),
      'asking',
      amara,
    ),
  ];
}

export function shutPlaces(): Place[] {
  const words = [message(blocked, 900, 'Why do you not answer?')];
  return [
    shut(
      place(22, { title: blocked.name, peer: blocked, people: [blocked, ME], items: words, minutesAgo: 900 }),
      'blocked',
      blocked,
    ),
    shut(
      place(23, {
        title: thao.name,
        peer: thao,
        people: [thao, ME],
        items: [message(thao, 700, 'Hello?')],
        minutesAgo: 700,
      }),
      'declined',
      thao,
    ),
    place(24, {
      title: 'Boat shed',
      people: [soren, blocked, ME],
      items: [
        message(soren, 50, 'Who holds the clamps on Saturday?'),
        message(blocked, 48, 'Not me, as always.'),
        message(soren, 46, 'I was not asking you.', {
          replyTo: { id: message(blocked, 48, '').id, author: blocked, text: 'Not me, as always.', deleted: false },
        }),
        message(ME, 40, 'I can.'),
      ],
      minutesAgo: 40,
    }),
  ];
}

export const demoContacts: ContactsView = {
  contacts: [lucia, soren, haneul],
  blocked: [blocked],
  declined: [{ room: roomId(23), by: yael }],
};
export const NO_CONTACTS: ContactsView = { contacts: [], blocked: [], declined: [] };

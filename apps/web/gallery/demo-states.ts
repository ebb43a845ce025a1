/** Rooms in rarer states. They are reached by their address (states.ts) and stay out of the list. */
import type { MessageItem, RoomView } from '@alcove/client';
import { line, ME, NOW, message, PEOPLE, place, type Place } from './demo-data.ts';

export function rarePlaces(): Place[] {
  const p = PEOPLE;
  const everyone = Object.values(p);
  const hour = 60;
  const changed = (which: Place, change: Partial<RoomView>): Place => ({
    ...which,
    view: { ...which.view, ...change },
  });
  const short = (n: number, title: string): Place =>
    place(n, {
      title,
      people: [ME, p.soren, p.lucia],
      items: [message(p.soren, 90, 'The lamp at the pier is out again.'), message(p.lucia, 60, 'I bring the ladder.')],
      minutesAgo: 60,
    });
  return [
    changed(short(13, 'Boat shed'), { history: { state: 'arriving', reachesBackTo: NOW - 90 * 60_000, gaps: [] } }),
    changed(short(14, 'Night watch'), {
      history: {
        state: 'incomplete',
        reachesBackTo: NOW - 60 * 60_000,
        gaps: [{ first: -9, last: -1 }],
      },
    }),
    changed(
      place(16, {
        title: 'Signal box',
        people: [ME, p.soren, p.lucia],
        items: [
          message(p.soren, 90, 'The lamp at the pier is out again.', { seq: 1 }),
          message(p.lucia, 60, 'Then I bring both.', { seq: 5 }),
        ],
        minutesAgo: 60,
      }),
      {
        history: {
          state: 'incomplete',
          reachesBackTo: NOW - 60 * 60_000,
          gaps: [
            { first: 2, last: 4 },
            { first: 6, last: 7 },
          ],
        },
      },
    ),
    ...sending(),
    ...secrets(),
    changed(short(18, 'Cannot be drawn'), { members: null as never }),
    changed(short(26, 'Night ferry'), {
      changed: [
        { person: p.amara, at: NOW - 30 * 60_000, blocks: true },
        { person: p.soren, at: NOW - 30 * 60_000, blocks: false },
      ],
    }),
    place(10, { title: 'Lantern walk', people: [ME, p.lucia], items: [], minutesAgo: 1 }),
    changed(
      place(11, {
        title: 'Old harbour board',
        people: [p.soren, p.amara],
        items: [
          message(p.soren, 30, 'Thank you for everything, Inês.'),
          line(29, { what: 'removed', by: p.soren, people: [ME] }),
        ],
        minutesAgo: 29,
      }),
      { left: true, canAdd: false, canRemove: false, canRename: false },
    ),
    changed(
      place(12, {
        title: 'Everything at once',
        people: everyone,
        items: [
          line(3 * hour, { what: 'created', by: p.lucia }),
          ...[p.ikram, p.thao, p.haneul].map((who, n) =>
            line(3 * hour - 2 - n, { what: 'added', by: p.lucia, people: [who] }),
          ),
          line(2 * hour, { what: 'renamed', by: p.ikram, title: 'Everything at once' }),
          line(2 * hour - 1, { what: 'host', by: p.lucia, to: p.ikram }),
          line(2 * hour - 2, { what: 'device-added', by: p.ikram, deviceKind: 'terminal' }),
          message(p.thao, 90, REACTED, {
            reactions: ['🌊', '👏', '👍', '❤️', '😂', '🎉', '🙌', '🔥', '👀', '✅', '🚀', '💯', '🐙', '🦉'].map(
              (emoji, n) => ({ emoji, count: 14 - n, mine: n === 3, names: ['Søren', 'Ольга', 'נועה'] }),
            ),
          }),
          message(p.soren, 80, MARKDOWN),
          { ...line(70, { what: 'left', by: p.priya }) },
          {
            kind: 'unopened',
            id: message(p.amara, 60, '').id,
            seq: 9_000,
            at: NOW - 60 * 60_000,
            author: p.amara,
            code: 'no-secret',
            repairing: false,
          },
        ],
        minutesAgo: 60,
      }),
      {
        alarms: [
          { code: 'identity-changed', at: NOW - 40 * 60_000, repair: 'none', step: null },
          { code: 'entry-malformed', at: NOW - 90 * 60_000, repair: 'done', step: null },
        ],
        unopened: 1,
      },
    ),
    changed(
      place(15, {
        title: 'Being mended',
        people: [ME, p.amara],
        items: [
          message(p.amara, 40, 'The gauge on the pier is back.'),
          ...['damaged', 'past-epoch'].map((code, n) => ({
            kind: 'unopened' as const,
            id: message(p.amara, 30 - n, '').id,
            seq: 9_100 + n,
            at: NOW - (30 - n) * 60_000,
            author: p.amara,
            code,
            repairing: n === 0,
          })),
        ],
        minutesAgo: 29,
      }),
      {
        alarms: [
          { code: 'history-forked', at: NOW - 29 * 60_000, repair: 'trying', step: 'rejoin' },
          { code: 'epoch-missed', at: NOW - 60 * 60_000, repair: 'none', step: 'ask-devices' },
        ],
        unopened: 2,
      },
    ),
  ];
}

/** Each thing that can become of an own message, and each kind of reason for which it is not sent. */
function sending(): Place[] {
  const said = (minutes: number, text: string, send: NonNullable<MessageItem['send']>): MessageItem =>
    message(ME, minutes, text, { send, ...(send.state === 'waiting' || send.state === 'failed' ? { seq: null } : {}) });
  const states = [
    said(60, 'The old gauge is down.', { state: 'read', readBy: 9, reason: null }),
    said(50, 'The new one hangs beside it.', { state: 'delivered', readBy: 0, reason: null }),
    said(40, 'It reads 2.31 m.', { state: 'sent', readBy: 0, reason: null }),
    said(30, 'And 2.30 m at the steps.', { state: 'waiting', readBy: 0, reason: null }),
    said(20, 'Look for yourself.', { state: 'waiting', readBy: 0, reason: 'identity-changed' }),
  ];
  const reasons = ['storage-full-device', 'too-large', 'not-member', 'maybe-sent', 'internal'] as const;
  const failed = reasons.map((reason, n) =>
    said(15 - n, `Numbers, part ${String(n + 1)}`, { state: 'failed', readBy: 0, reason }),
  );
  return [
    place(17, { title: 'Old harbour', people: [ME, PEOPLE.soren], items: [...states, ...failed], minutesAgo: 10 }),
  ];
}

function secrets(): Place[] {
  const { yael } = PEOPLE;
  const chat = (n: number, end: NonNullable<RoomView['secret']>['end']): Place => {
    const which = place(n, {
      title: yael.name,
      peer: yael,
      people: [yael, ME],
      items: [message(yael, 40, 'Only here, then.'), message(ME, 38, 'Only here.')],
      minutesAgo: 38,
    });
    const secret = { mine: 'browser', theirs: 'phone', end };
    return { ...which, view: { ...which.view, kind: 'secret', secret, left: end !== null } };
  };
  return [chat(19, null), chat(25, 'by-them')];
}

const REACTED = 'Twelve kinds of reaction, then a number: the row stays calm.';
const MARKDOWN = `A [link with words](https://example.org/tides?year=2026), a bare one: https://example.org/a/very/long/path/that/does/not/want/to/break/anywhere/at/all/2026.

1. **First**, with \`code\`
2. Second, ~~not~~ *really*
   - nested

- [x] Gauge hung
- [ ] Numbers compared

> Somebody said this in 1904.
> And then this.

One word that does not end: ${'tide'.repeat(60)}

| Place | Low | High |
|---|--:|--:|
| Pier | 0.42 m | 4.10 m |
| Steps | 0.38 m | 4.06 m |

---

@thao and @nobody`;

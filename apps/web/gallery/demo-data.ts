/** Fictional people, rooms and messages of the gallery, in several scripts, so that every state has something to show. */
import { firstLine } from '@alcove/content';
import type { FrameId } from '@alcove/protocol';
import type {
  MemberView,
  MessageItem,
  PersonView,
  RoomSummary,
  RoomView,
  StatusView,
  TimelineItem,
} from '@alcove/client';

export type RoomId = RoomSummary['id'];
type AccountId = PersonView['account'];
type DeviceId = MemberView['devices'][number]['device'];

// The demo makes its own ids: the brands' schemas live behind the worker.
const account = (n: number): AccountId => `demo-account-${String(n).padStart(9, '0')}` as AccountId;
const device = (n: number): DeviceId => `demo-device--${String(n).padStart(9, '0')}` as DeviceId;
export const roomId = (n: number): RoomId => `demo-room-${String(n).padStart(33, '0')}` as RoomId;
let frames = 0;
export const frameId = (): FrameId => `01JD${String(frames++).padStart(22, '0')}` as FrameId;

/** Today at a quarter to nine, so that the pictures do not depend on when they are taken. */
export const NOW: number = new Date().setHours(8, 45, 0, 0);
/** When the page was opened: what happened a while ago did so at one minute, however often a state is shown. */
export const OPENED_AT: number = Date.now();
const STATUSES: Readonly<Record<string, StatusView>> = {
  soren: { how: 'busy', words: 'Welding, back at ten', emoji: '🔧', until: NOW + 75 * 60_000 },
  thao: { how: 'away', words: '', emoji: '', until: null },
  amara: { how: 'here', words: 'On the ferry, patchy signal', emoji: '⛴️', until: null },
};
const BIOS: Readonly<Record<string, string>> = {
  soren: 'Keeps the float switches honest.',
  aoi: 'Reads tide tables for pleasure. Night owl, so answers come late.',
};
const person = (n: number, username: string, name: string, hue: number): PersonView => ({
  account: account(n),
  username: username as PersonView['username'],
  name,
  hue,
  verified: username === 'lucia',
  standing: 'none',
  picture: null,
  status: STATUSES[username] ?? null,
});

export const PEOPLE = {
  ines: person(1, 'ines', 'Inês Carvalho', 7),
  soren: person(2, 'soren', 'Søren Lindqvist', 2),
  aoi: person(3, 'aoi', '佐藤 葵', 9),
  olha: person(4, 'olha', 'Ольга Мельник', 6),
  nur: person(5, 'nur', 'نور الهاشمي', 10),
  amara: person(6, 'amara', 'Amara Okafor', 3),
  thao: person(7, 'thao', 'Thảo Nguyễn', 12),
  yael: person(8, 'yael', 'יעל ברק', 11),
  haneul: person(9, 'haneul', '김하늘', 4),
  ikram: person(10, 'ikram', 'Ikram Yıldız', 8),
  priya: person(11, 'priya', 'प्रिया राव', 6),
  lucia: person(12, 'lucia', 'Lucía Ferrer', 1),
} as const;

export const ME = PEOPLE.ines;
export const MY_DEVICE: DeviceId = device(1);

const MINUTE = 60_000;
const ago = (minutes: number): number => NOW - minutes * MINUTE;

let seq = 100;
type Extra = Partial<Omit<MessageItem, 'kind' | 'author' | 'text' | 'at'>>;
export function message(author: PersonView, minutesAgo: number, text: string, extra: Extra = {}): MessageItem {
  const mine = author.account === ME.account;
  return {
    kind: 'message',
    id: frameId(),
    seq: seq++,
    at: ago(minutesAgo),
    author,
    mine,
    text,
    edited: false,
    versions: [],
    deleted: false,
    replyTo: null,
    reactions: [],
    mentionsMe: false,
    send: mine ? { state: 'read', readBy: 9, reason: null } : null,
    unknownType: false,
    ...extra,
  };
}

export const line = (minutesAgo: number, what: Extract<TimelineItem, { kind: 'line' }>['line']): TimelineItem => ({
  kind: 'line',
  id: frameId(),
  seq: seq++,
  at: ago(minutesAgo),
  line: what,
});

function tideSensors(): TimelineItem[] {
  const { aoi, soren, olha, yael, thao, amara, ikram } = PEOPLE;
  const float = message(aoi, 53, 'New float switch is in. Readings settle in 40 s now, not two minutes.', {
    reactions: [
      { emoji: '🌊', count: 6, mine: true, names: ['you', 'Søren', 'Ольга', 'Amara', 'Thảo', 'Ikram'] },
      { emoji: '👏', count: 4, mine: false, names: ['Søren', 'Ольга', 'Amara', 'Thảo'] },
    ],
  });
  return [
    line(60 * 24 * 40, { what: 'created', by: soren }),
    message(soren, 60 * 26, 'The harbour board wants the spring readings by the first of the month.'),
    message(ME, 60 * 25, 'I can bring the long ladder on Saturday, if the van starts.'),
    float,
    message(
      olha,
      43,
      'Both slack waters came out 4 cm above the harbour board. Same offset twice, so I suspect the bracket, not the float.',
    ),
    line(41, { what: 'added', by: olha, people: [yael] }),
    message(
      soren,
      31,
      'So the filter can relax. Half the window, no spike guard. @ikram, one look?\n\n```rust\nfn settle(samples: &[Reading]) -> Option<Level> {\n    let quiet = samples.iter().rev().take(20); // was 40\n    (quiet.spread() < 6).then(|| Level::mean(quiet))\n}\n```',
      { edited: true, versions: [{ text: 'So the filter can relax.', at: ago(32) }] },
    ),
    message(ME, 28, 'We can shim it. I have `3 mm` and `5 mm` plates in the boat shed.', {
      reactions: [{ emoji: '🔧', count: 2, mine: false, names: ['Søren', '佐藤 葵'] }],
    }),
    message(thao, 14, '@ines can you bring the long ladder, whichever evening wins?', { mentionsMe: true }),
    message(aoi, 12, '助かります。5 mm, please. I will be at the shed until ten.', {
      replyTo: { id: float.id, author: aoi, text: 'New float switch is in. Readings settle…', deleted: false },
    }),
    message(
      amara,
      9,
      'The old bracket was bent when the ferry wake hit it in March, so your four centimetres are **real**.',
    ),
    message(ikram, 8, '', { deleted: true }),
    {
      kind: 'unopened',
      id: frameId(),
      seq: seq++,
      at: ago(7),
      author: PEOPLE.haneul,
      code: 'missing-key',
      repairing: true,
    },
    message(PEOPLE.nur, 6, 'عندي الفرق نفسه في قراءة المساء. سأقيسه مرة أخرى غدًا عند الجزر.'),
    message(ME, 4, 'Ladder is strapped to the van already.'),
    message(ME, 4, 'Leaving at six.', { send: { state: 'delivered', readBy: 0, reason: null } }),
    message(ME, 3, 'And two torches.', { seq: null, send: { state: 'waiting', readBy: 0, reason: null } }),
    message(ME, 3, 'Do we need the `5 mm` plate?', {
      seq: null,
      send: { state: 'failed', readBy: 0, reason: 'not-member' },
    }),
  ];
}

function direct(other: PersonView): TimelineItem[] {
  const read = { send: { state: 'read', readBy: 1, reason: null } } as const;
  const asked = message(other, 90, 'Morning! Is the shed open today?');
  return [
    line(60 * 24 * 3, { what: 'created', by: other }),
    asked,
    message(ME, 88, 'From ten, I think.', read),
    message(
      ME,
      88,
      'Søren has the key, but the lamp over the bench is broken, so bring a torch if you want to see anything.',
      {
        ...read,
        reactions: [{ emoji: '👍', count: 1, mine: false, names: [other.name] }],
      },
    ),
    message(other, 40, other === PEOPLE.yael ? 'תודה על ההזמנה! איפה נפגשים?' : 'Then I come at ten.'),
    message(other, 39, 'This is what I run:\n\n```sh\ngauge read --post 3 --last 6h\n```', {
      replyTo: { id: asked.id, author: other, text: asked.text, deleted: false },
    }),
    message(ME, 38, 'Found it.', {
      send: { state: 'delivered', readBy: 0, reason: null },
      edited: true,
      versions: [{ text: 'Found.', at: ago(38) }],
    }),
    message(ME, 37, 'On my way.', { seq: null, send: { state: 'waiting', readBy: 0, reason: null } }),
  ];
}

export interface Place {
  readonly summary: RoomSummary;
  readonly view: RoomView;
  readonly items: TimelineItem[];
  readonly unreadFromIndex: number | null;
}

function members(people: readonly PersonView[]): MemberView[] {
  return people.map((each, index) => ({
    ...each,
    isMe: each.account === ME.account,
    isHost: index === 0,
    bio: BIOS[each.username] ?? '',
    devices: [
      {
        device: device(index + 1),
        kind: index % 2 === 0 ? 'browser' : 'terminal',
        isThis: each.account === ME.account,
      },
    ],
  }));
}

export function place(
  n: number,
  what: {
    title: string;
    peer?: PersonView;
    people: readonly PersonView[];
    items: TimelineItem[];
    unread?: number;
    lit?: number;
    minutesAgo: number;
    draft?: string;
    unreadFromIndex?: number;
    typing?: readonly PersonView[];
  },
): Place {
  const id = roomId(n);
  const last = what.items.findLast((item) => item.kind === 'message');
  const peer = what.peer ?? null;
  return {
    items: what.items,
    unreadFromIndex: what.unreadFromIndex ?? null,
    summary: {
      id,
      kind: peer === null ? 'group' : 'direct',
      title: what.title,
      peer,
      lastLine: last?.kind === 'message' ? { who: last.author.name, text: firstLine(last.text) } : null,
      lastAt: ago(what.minutesAgo),
      unread: what.unread ?? 0,
      lit: what.lit ?? 0,
      draft: what.draft !== undefined,
      request: null,
      waiting: n === 1 ? 1 : 0,
      left: false,
    },
    view: {
      id,
      kind: peer === null ? 'group' : 'direct',
      title: what.title,
      peer,
      peerGone: false,
      secret: null,
      members: members(what.people),
      epoch: 12,
      suite: 'MLS_256_XWING_AES256GCM_SHA512_Ed25519',
      left: false,
      canRename: peer === null,
      canAdd: peer === null,
      canRemove: peer === null,
      typing: what.typing ?? [],
      draftArrival: 0,
      draft: what.draft ?? '',
      alarms: [],
      changed: [],
      shut: null,
      slowedUntil: null,
      unopened: 0,
      history: { state: 'complete', reachesBackTo: null, gaps: [] },
    },
  };
}

/** The same in eight scripts, one line each, and once as a wrapping sentence: rows must stay even. */
function manyScripts(): TimelineItem[] {
  const p = PEOPLE;
  const said: readonly (readonly [PersonView, string])[] = [
    [p.lucia, 'The wind is rising: 2.31 m at the pier.'],
    [p.olha, 'Вітер сильнішає: 2,31 м біля пірса.'],
    [p.nur, 'الريح تشتد: ٢٫٣١ متر عند الرصيف.'],
    [p.yael, 'הרוח מתחזקת: 2.31 מ׳ ליד הרציף.'],
    [p.priya, 'हवा तेज़ हो रही है: घाट पर 2.31 मी।'],
    [p.thao, 'Gió đang mạnh lên: 2,31 m ở cầu tàu.'],
    [p.aoi, '風が強まっています:桟橋で2.31メートル。'],
    [p.haneul, '바람이 세지고 있어요: 부두에서 2.31m.'],
  ];
  return [
    ...said.map(([author, text], index) => message(author, 60 * 50 + (said.length - index) * 20, text)),
    message(
      p.amara,
      60 * 50,
      'One line with all of us: Søren Lindqvist, 佐藤 葵, Ольга Мельник, نور الهاشمي, יעל ברק, प्रिया राव and 김하늘 take turns from six.',
      { reactions: [{ emoji: '👍', count: 12, mine: true, names: Object.values(p).map(({ name }) => name) }] },
    ),
  ];
}

export function demoPlaces(): Place[] {
  const p = PEOPLE;
  const everyone = Object.values(p);
  const quiet = (author: PersonView, minutes: number, text: string): TimelineItem[] => [message(author, minutes, text)];
  return [
    place(1, {
      title: 'Tide sensors',
      people: everyone,
      items: tideSensors(),
      minutesAgo: 3,
      unread: 2,
      lit: 1,
      unreadFromIndex: 8,
      typing: [p.ikram],
    }),
    place(2, {
      title: 'Boat shed',
      people: [p.soren, p.ikram, ME],
      items: quiet(p.ikram, 47, 'Laminate then. I can glue it up on Saturday if someone holds clamps.'),
      minutesAgo: 47,
      unread: 4,
      lit: 4,
    }),
    place(3, {
      title: 'Website and maps',
      people: [p.lucia, ME, p.haneul],
      items: quiet(p.lucia, 200, 'The new map tiles are up.'),
      minutesAgo: 200,
      draft: 'Could we keep the old',
    }),
    place(4, {
      title: 'Kitchen rota',
      people: everyone.slice(0, 6),
      items: quiet(p.amara, 60 * 20, 'Soup on Thursday.'),
      minutesAgo: 60 * 20,
      unread: 6,
    }),
    place(5, {
      title: 'Storm watch for the western breakwater and the old ferry steps',
      people: everyone,
      items: manyScripts(),
      minutesAgo: 60 * 50,
      unread: 500,
    }),
    place(6, {
      title: p.yael.name,
      peer: p.yael,
      people: [p.yael, ME],
      items: direct(p.yael),
      minutesAgo: 40,
      unread: 2,
      lit: 2,
    }),
    place(7, {
      title: p.haneul.name,
      peer: p.haneul,
      people: [p.haneul, ME],
      items: direct(p.haneul),
      minutesAgo: 300,
    }),
    place(8, { title: p.ikram.name, peer: p.ikram, people: [p.ikram, ME], items: direct(p.ikram), minutesAgo: 900 }),
    place(9, { title: p.priya.name, peer: p.priya, people: [p.priya, ME], items: direct(p.priya), minutesAgo: 3000 }),
  ];
}

export const WORDS = [
  'orchard',
  'velvet',
  'copper',
  'ladder',
  'winter',
  'ginger',
  'island',
  'ribbon',
  'tunnel',
  'basket',
  'marble',
  'window',
] as const;

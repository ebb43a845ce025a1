/**
 * What a device stored of a message and the bytes the log has of it prove together who said what (protocol.md §7); change either, in any
 * part, and they prove nothing. Reports themselves are not built.
 */
import { decodeContent, encodeContent, type ContentEvent } from '@alcove/content';
import type { AccountId, Bytes, RoomId } from '@alcove/protocol';
import { openHostileHouse, Said, type HostileHouse } from '@alcove/testkit/hostile';
import { withStored, type Resident } from '@alcove/testkit/house';
import type { EventRow } from '@alcove/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountOf, hears, say, seesRoom } from '../talk.ts';
import { smallPicture } from '../small-picture.ts';
import { judgeReport } from './report.ts';
import { walkOf } from './walk.ts';

const PICTURE = smallPicture('of somebody else');

let hostile: HostileHouse;
let ana: Resident;
let ben: Resident;
let room: RoomId;
/** Of each device, what it stored of what was said. */
const stored = new Map<string, readonly EventRow[]>();
const accounts = new Map<AccountId, string>();
beforeAll(async () => {
  hostile = await openHostileHouse();
  ana = await hostile.person('ana');
  ben = await hostile.person('ben');
  room = await walkOf(new Said(), ana, [ben]);
  const vile = await say(ana, room, 'something vile');
  await hears(ben, room, 'something vile');
  await say(ben, room, 'what did you say?', vile);
  await hears(ana, room, 'what did you say?');
  await ana.client.edit(room, vile, 'something harmless');
  await hears(ben, room, 'something harmless');
  await ben.client.react(room, vile, '👎', true);
  await say(ben, room, 'too late');
  await hears(ana, room, 'too late');
  expect((await ana.client.setPicture(PICTURE)).ok).toBe(true);
  const me = await accountOf(ana);
  await seesRoom(ben, room, ({ members }) =>
    members.some(({ account, picture }) => account === me && picture !== null),
  );
  for (const each of [ana, ben]) {
    const account = await accountOf(each);
    await each.close();
    const rows = await withStored(each.folder, account, (store) => store.events.after(room, 0));
    stored.set(
      each.name,
      rows.filter(({ type }) => type !== 'line'),
    );
    accounts.set(account, each.name);
  }
});
afterAll(() => hostile.close());

const core = ({ seq }: EventRow): Bytes => hostile.server.world.logs.get(room)?.get(seq ?? 0) ?? new Uint8Array(0);
const rowsOf = (name: string): readonly EventRow[] => stored.get(name) ?? [];
const isOwn = (row: EventRow): boolean => stored.get(accounts.get(row.author) ?? '')?.includes(row) === true;
function rowOf(name: string, text: string): EventRow {
  const row = rowsOf(name).find((each) => wordsIn(each) === text);
  if (row === undefined) throw new Error(`${name} has no "${text}"`);
  return row;
}
function wordsIn(row: EventRow): string | null {
  const judged = judgeReport(core(row), row.content);
  return judged.ok ? bodyOf(judged.event) : null;
}
const bodyOf = (event: ContentEvent): string | null =>
  event.type === 'text' || event.type === 'edit' ? event.body : null;

test('of every message, change of one and reaction, what its reader stored proves who said it', () => {
  const kinds = [...rowsOf('ana'), ...rowsOf('ben')].flatMap((row) => {
    const { author, device, type } = row;
    if (isOwn(row) || type === 'picture') return [];
    expect(judgeReport(core(row), row.content)).toMatchObject({ ok: true, account: author, device });
    return [type];
  });
  expect([...new Set(kinds)]).toEqual(expect.arrayContaining(['text', 'edit', 'reaction', 'profile']));
  expect(wordsIn(rowOf('ben', 'something vile'))).toBe('something vile');
});

test('of a picture, with the bytes that are kept apart put back, and with no others', () => {
  const row = rowsOf('ben').find(({ type }) => type === 'picture');
  if (row === undefined) throw new Error('no picture');
  const { event, envelope } = decodeContent(row.content);
  if (event.type !== 'picture') throw new Error(event.type);
  const withBytes = (bytes: Bytes): Bytes => encodeContent({ ...event, bytes }, envelope);
  expect(judgeReport(core(row), withBytes(PICTURE))).toMatchObject({ ok: true, account: row.author });
  expect(judgeReport(core(row), withBytes(smallPicture('of somebody')))).toEqual({ ok: false, why: 'other-words' });
  expect(judgeReport(core(row), row.content)).toEqual({ ok: false, why: 'other-words' });
});

test('what its writer’s own device stored does not: the key went out with the message and was not kept', () => {
  const own = [...rowsOf('ana'), ...rowsOf('ben')].filter(isOwn);
  expect(own.length).toBeGreaterThan(0);
  for (const row of own) expect(judgeReport(core(row), row.content)).toEqual({ ok: false, why: 'no-key' });
});

test('whatever is changed in what is shown, one bit of it, proves nothing', () => {
  const { content, ...row } = rowOf('ben', 'something vile');
  const entry = core({ content, ...row });
  for (let at = 0; at < content.length; at++)
    for (const bit of [0x01, 0x80]) {
      const changed = content.slice();
      changed[at] = (changed[at] ?? 0) ^ bit;
      expect([at, bit, judgeReport(entry, changed).ok]).toEqual([at, bit, false]);
    }
  for (const end of [content.slice(0, -1), new Uint8Array([...content, 0]), new Uint8Array(0)])
    expect(judgeReport(entry, end).ok).toBe(false);
});

test('nor does what is true, of another place, another sender or another log', () => {
  const vile = rowOf('ben', 'something vile');
  const other = rowOf('ana', 'what did you say?');
  expect(judgeReport(core(other), vile.content)).toEqual({ ok: false, why: 'other-message' });
  const commit = hostile.server.world.log(room).find(({ kind }) => kind === 'commit');
  if (commit === undefined) throw new Error('no commit');
  const place = hostile.server.world.logs.get(room)?.get(commit.seq) ?? new Uint8Array(0);
  expect(judgeReport(place, vile.content)).toEqual({ ok: false, why: 'no-message' });
  expect(judgeReport(new Uint8Array([1, 2, 3]), vile.content)).toEqual({ ok: false, why: 'malformed' });
  // The words of one under the open part of the other.
  const harmless = rowOf('ben', 'something harmless');
  expect(judgeReport(core(harmless), vile.content).ok).toBe(false);
  expect(judgeReport(core(vile), harmless.content).ok).toBe(false);
});

import type { MeView, RoomSummary } from '@alcove/client';
import { en } from '@alcove/locales';
import { RoomId } from '@alcove/protocol';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeCopy } from './write-copy.ts';

const roomOf = (letter: string, kind: RoomSummary['kind']): RoomSummary =>
  ({ id: RoomId.parse(letter.repeat(43)), kind, title: `${kind} ${letter}` }) as RoomSummary;
const me = { account: 'a', username: 'ada', displayName: 'Ada', device: 'd' } as unknown as MeView;

async function copyOf(rooms: readonly RoomSummary[]): Promise<{ asked: readonly string[]; index: string }> {
  const asked: string[] = [];
  const client = {
    wholeTimeline: (id: RoomId) => {
      asked.push(id);
      return Promise.resolve({ ok: true, value: [] } as const);
    },
  };
  const zip = await writeCopy(client, { me, rooms, now: 0 }, () => undefined);
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  return { asked, index: strFromU8(files['index.html']!) };
}

test('a secret chat is not even read, and the copy says that it is left out', async () => {
  const [group, secret, direct] = [roomOf('g', 'group'), roomOf('s', 'secret'), roomOf('d', 'direct')];
  const { asked, index } = await copyOf([group, secret, direct]);
  expect(asked).toEqual([group.id, direct.id]);
  expect(index).toContain(en.leaving.saveSecret);
  expect(index).not.toContain(secret.title);
  expect((await copyOf([group, direct])).index).not.toContain(en.leaving.saveSecret);
});

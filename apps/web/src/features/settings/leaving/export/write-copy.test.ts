import type { ClientApi, MeView, PictureView, RoomSummary } from '@alcove/client';
import { en } from '@alcove/locales';
import { AccountId, RoomId } from '@alcove/protocol';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeCopy } from './write-copy.ts';

const roomOf = (letter: string, kind: RoomSummary['kind']): RoomSummary =>
  ({ id: RoomId.parse(letter.repeat(43)), kind, title: `${kind} ${letter}` }) as RoomSummary;
const me = { account: 'a', username: 'ada', displayName: 'Ada', device: 'd', picture: null } as unknown as MeView;
const noPicture = async (): Promise<null> => null;

async function copyOf(rooms: readonly RoomSummary[]): Promise<{ asked: readonly string[]; index: string }> {
  const asked: string[] = [];
  const client = {
    picture: noPicture,
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

test('pictures go along as files, each once, and the pages show them', async () => {
  const accounts = ['a', 'b', 'c'].map((letter) => AccountId.parse(letter.repeat(22)));
  const pictures: Record<string, PictureView> = {
    [accounts[0]!]: { type: 'image/webp', bytes: new Uint8Array([1, 2, 3]) },
    [accounts[1]!]: { type: 'image/jpeg', bytes: new Uint8Array([4, 5]) },
  };
  const read: string[] = [];
  const said = accounts.map((account, n) => ({
    kind: 'message',
    id: `01${String(n).padStart(24, '0')}`,
    at: 0,
    author: { account, username: 'ada', name: 'Ada', picture: n === 2 ? null : 1 },
    text: 'there',
    versions: [],
    reactions: [],
  }));
  const client = {
    async picture(account: AccountId) {
      read.push(account);
      return pictures[account] ?? null;
    },
    wholeTimeline: async () => ({ ok: true, value: said }),
  } as unknown as Pick<ClientApi, 'wholeTimeline' | 'picture'>;
  const mine = { ...me, account: accounts[0]!, picture: 1 };
  const zip = await writeCopy(
    client,
    { me: mine, rooms: [roomOf('g', 'group'), roomOf('h', 'group')], now: 0 },
    () => undefined,
  );
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  const names = [`pictures/${accounts[0]!}.webp`, `pictures/${accounts[1]!}.jpg`];
  expect(Object.keys(files).filter((name) => name.startsWith('pictures/'))).toEqual(names);
  expect(names.map((name) => [...files[name]!])).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
  expect(read).toEqual([accounts[0], accounts[1]]);
  const page = strFromU8(files['conversations/002.html']!);
  const shown = [...page.matchAll(/<img src="([^"]*)"/gu)].map(([, source]) => source);
  expect(shown).toEqual(names.map((name) => `../${name}`));
  expect(strFromU8(files['index.html']!)).toContain(`<img src="${names[0]!}"`);
  expect(JSON.parse(strFromU8(files['account.json']!))).toMatchObject({ picture: names[0] });
  expect(JSON.parse(strFromU8(files['conversations/001.json']!))).toMatchObject({
    entries: [names[0], names[1], null].map((picture) => ({ author: { picture } })),
  });
});

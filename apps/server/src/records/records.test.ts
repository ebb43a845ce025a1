import { expect, test } from 'vitest';
import { toBase64url } from '@alcove/protocol';
import { openHouse } from '../testing/house.ts';
import { random } from '../testing/signer.ts';

test('records are per account, versioned one by one, and listed by what changed since', async () => {
  const house = await openHouse();
  const [ana, ben] = [await house.person(), await house.person()];
  const [first, second] = [toBase64url(random(32)), toBase64url(random(32))];
  const put = (who: typeof ana, name: string, version: number) =>
    who.call('putRecord', { name, version, sealed: toBase64url(random(20)) });
  expect(await put(ana, first, 1)).toMatchObject({ value: { version: 1 } });
  expect(await put(ana, second, 1)).toMatchObject({ ok: true });
  expect(await put(ana, first, 1)).toMatchObject({ error: { code: 'conflict', details: { version: 1 } } });
  expect(await put(ana, first, 3)).toMatchObject({ error: { code: 'conflict' } });
  const all = await ana.call('records', {});
  expect(all.ok && all.value.records.map((r) => r.name)).toEqual([first, second]);
  const racing = await Promise.all([2, 2, 2].map((version) => put(ana, first, version)));
  expect(racing.filter((r) => r.ok)).toHaveLength(1);
  const news = await ana.call('records', { after: all.ok ? all.value.cursor : 0 });
  expect(news.ok && news.value.records.map((r) => [r.name, r.version])).toEqual([[first, 2]]);
  const none = await ana.call('records', { after: news.ok ? news.value.cursor : 0 });
  expect(none).toMatchObject({ value: { records: [], cursor: news.ok && news.value.cursor } });
  expect(await ben.call('records', {})).toMatchObject({ value: { records: [], cursor: 0 } });
  expect(await put(ben, first, 1)).toMatchObject({ ok: true });
});
